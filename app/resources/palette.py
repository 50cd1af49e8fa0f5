"""The command palette (Ctrl-K): one box that leads to a sheet, a page or a case of one's own.

What is typed may be a client's name, so it travels in the body of a POST, never in an address, and the
cases are looked through in memory after opening them: no index holds them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.auth.models import CASE_ROLES, ROLES, User
from app.htmx import page
from app.i18n import N_, in_every_language, language
from app.resources import favourites
from app.resources.blueprint import blueprint
from app.resources.criteria import clean
from app.resources.editor import EDITORS
from app.resources.hooks import Destination, hooks
from directory import search
from directory.models import Service
from directory.territory import fold

MOST = 6
# (words, endpoint, roles that the page is for). A page that this application does not have is left out.
PAGES: list[tuple[str, str, Iterable[str]]] = [
    (N_("Directory"), "resources.search", ROLES),
    (N_("Today"), "cases.today", CASE_ROLES),
    (N_("My cases"), "cases.list", CASE_ROLES),
    (N_("New note"), "cases.quick", CASE_ROLES),
    (N_("Search in my cases"), "cases.find", CASE_ROLES),
    (N_("My desk"), "cases.desk", CASE_ROLES),
    (N_("Team"), "cases.team", ("coordinator",)),
    (N_("Reports"), "reports.page", ("coordinator",)),
    (N_("Hand-out"), "resources.handout", ROLES),
    (N_("My account"), "auth.account", ROLES),
    (N_("What you reported"), "resources.reports", ROLES),
    (N_("Keep it true"), "editor.due", ("editor", "coordinator")),
    (N_("Corrections"), "editor.suggestions", ("editor", "coordinator")),
    (N_("Sources"), "sources.sources", ("editor", "coordinator", "administrator")),
    (N_("Thesaurus"), "resources.thesaurus", ("editor",)),
    (N_("Import and export"), "editor.imports", ("editor", "coordinator")),
    (N_("What is missing"), "resources.missing", ("editor",)),
    (N_("A new sheet"), "editor.new_form", EDITORS),
    (N_("Duplicates"), "editor.pairs", EDITORS),
    (N_("Freshness"), "editor.freshness", EDITORS),
    (N_("Sheets put away"), "editor.away", EDITORS),
    (N_("People"), "admin.people", ("administrator",)),
]


@dataclass(frozen=True)
class Group:
    """Places to go of one kind."""

    words: str
    items: list[Destination] = field(default_factory=list)


def _place(text: str, *names: str) -> int | None:
    """How well any of ``names`` holds every word typed: 0 where it begins with the text; None for not."""
    typed = fold(text)
    held = [fold(name) for name in names if all(word in fold(name) for word in typed.split())]
    return min((not name.startswith(typed) for name in held), default=None)


def _holding(text: str, items: Iterable[tuple[Destination, Iterable[str]]]) -> list[Destination]:
    """The items of which a name holds what is typed, those that begin with it first."""
    placed = [(place, item) for item, names in items if (place := _place(text, *names)) is not None]
    return [item for _place, item in sorted(placed, key=lambda pair: pair[0])][:MOST]


def _cases(user: User) -> Iterable[tuple[Destination, Iterable[str]]]:
    return [(case, (case.words,)) for case in hooks().my_cases(user)]


def _pages(user: User) -> Iterable[tuple[Destination, Iterable[str]]]:
    """In the reader's words; a name in another of the languages is as good."""
    known = current_app.view_functions
    return [
        (Destination(_(words), url_for(endpoint)), in_every_language(words))
        for words, endpoint, roles in PAGES
        if endpoint in known and user.has_role(*roles)
    ]


def _sheets(text: str, user: User, lang: str) -> Group:
    words = _("Sheets") if text else _("Favourites")
    if text:
        found = search.find(search.Criteria(q=text), limit=MOST)
        ids = [hit.external_id for hit in found.hits]
        if found.corrected:
            words = _("Showing results for %(words)s", words=found.corrected)
    else:
        ids = favourites.of(user)[:MOST]
    rows = {row.external_id: row for row in Service.select().where(Service.external_id.in_(ids))}
    sheets = [
        Destination(rows[one].name(lang)[0], url_for("resources.sheet", external_id=one))
        for one in ids
        if one in rows
    ]
    return Group(words, sheets)


def groups(text: str, user: User, lang: str) -> list[Group]:
    """What ``text`` may mean, in kinds; with nothing typed, favourites, cases and pages at hand."""
    found = [
        Group(_("Cases"), _holding(text, _cases(user))),
        _sheets(text, user, lang),
        Group(_("Pages"), _holding(text, _pages(user))),
    ]
    return [group for group in found if group.items]


def _answer(text: str) -> Any:
    found = groups(text, current_user, language())
    total = sum(len(group.items) for group in found)
    return page("resources/palette.html", "options", groups=found, text=text, total=total)


@blueprint.get("/palette", endpoint="palette")
def palette() -> Any:
    return _answer("")


@blueprint.post("/palette", endpoint="palette_find")
def palette_find() -> Any:
    """Only reads, although it is a POST: see above."""
    return _answer(clean(request.form.get("q", ""), 200))
