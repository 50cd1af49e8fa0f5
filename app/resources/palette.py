"""The command palette (Ctrl-K): one box that leads to a sheet, a page or a case of one's own.

What is typed may be a client's name, so it travels in the body of a POST, never in an address, and the
cases are looked through in memory after opening them: no index holds them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from rapidfuzz.distance import OSA

from app.auth.models import CASE_ROLES, ROLES, User
from app.htmx import page
from app.i18n import N_, in_every_language, language
from app.resources import favourites, from_case
from app.resources.blueprint import blueprint
from app.resources.criteria import clean
from app.resources.editor import EDITORS
from app.resources.hooks import Destination, hooks
from directory import search
from directory.answers import Hit
from directory.models import Service
from directory.territory import fold

MOST = 6
# (words, endpoint, roles that the page is for). A page that this application does not have is left out.
PAGES: list[tuple[str, str, Iterable[str]]] = [
    (N_("Directory"), "resources.search", ROLES),
    (N_("Today"), "cases.today", CASE_ROLES),
    (N_("My cases"), "cases.list", CASE_ROLES),
    (N_("New note"), "cases.quick", CASE_ROLES),
    (N_("New case"), "cases.list#title", CASE_ROLES),
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

# What else people type for a page.
ALSO = {
    "auth.account": (N_("Passphrase"), N_("Password")),
    "admin.people": (N_("Users"),),
    "cases.quick": (N_("Notes"), N_("Write a note"), N_("Contact report")),
    "cases.today": (N_("Appointments"), N_("Tasks"), N_("Agenda")),
    "reports.page": (N_("Statistics"),),
    "resources.search": (N_("Search"), N_("Sheets")),
}


@dataclass(frozen=True)
class Group:
    """Places to go of one kind."""

    words: str
    items: list[Destination] = field(default_factory=list)


# How well something answers what was typed, the best first. Sheets stand among pages and cases: those that
# were asked for, and those that search guessed.
IS, CASE_BEGINS, PAGE_BEGINS, CASE_HOLDS, ASKED, CASE_SLIP, PAGE_HOLDS, GUESSED = range(8)
# What was typed is the name of one of these, or begins it.
BY_NAME = (IS, CASE_BEGINS, PAGE_BEGINS, CASE_HOLDS)
# How a sheet that has none of the words answers (``ranking.FACTORS``): nobody says that it is meant.
GUESSES = frozenset({"need", "facet", "typo"})
HALF_TYPED = 3  # letters that begin the name of a page
SHORTEST_SLIP = 5  # letters of a word in which one may be wrong


def _begins(typed: list[str], name: list[str]) -> bool:
    """Whether ``name`` begins with what is typed, word by word, of which the last may be half typed."""
    at = len(typed) - 1
    return typed[:at] == name[:at] and len(name) > at and name[at].startswith(typed[at])


def _holds(typed: list[str], name: str) -> bool:
    return all(word in name for word in typed)


def _page_place(typed: list[str], name: str) -> int | None:
    """Of a page; its last words in full are it too: *compte*, *note*."""
    words = fold(name).split()
    if typed == words[-len(typed) :]:
        return IS
    if _begins(typed, words) and (len("".join(typed)) >= HALF_TYPED or typed == words[: len(typed)]):
        return PAGE_BEGINS
    return PAGE_HOLDS if _holds(typed, fold(name)) else None


def _is_slip(word: str, names: list[str]) -> bool:
    """Whether a word is one of ``names`` but for a letter, or for two that changed places."""
    return len(word) >= SHORTEST_SLIP and any(OSA.distance(word, one, score_cutoff=1) <= 1 for one in names)


def _case_place(typed: list[str], name: str) -> int | None:
    """Of a case, which may begin so with any of its words: *Bensalah* for *Fatima Bensalah*."""
    words = fold(name).split()
    if any(_begins(typed, words[at:]) for at in range(len(words))):
        return CASE_BEGINS
    if _holds(typed, fold(name)):
        return CASE_HOLDS
    return CASE_SLIP if all(word in fold(name) or _is_slip(word, words) for word in typed) else None


Place = Callable[[list[str], str], int | None]


def _answering(
    text: str, items: Iterable[tuple[Destination, Iterable[str]]], place: Place
) -> tuple[int, list[Destination]]:
    """The items of which a name answers what is typed, the best of them first, and how well that one does."""
    typed, placed = fold(text).split(), []
    for item, names in items:
        found = [at for name in names if (at := place(typed, name)) is not None] if typed else [IS]
        if found:
            placed.append((min(found), item))
    placed.sort(key=lambda pair: pair[0])
    return placed[0][0] if placed else IS, [item for _place, item in placed[:MOST]]


def _cases(user: User) -> Iterable[tuple[Destination, Iterable[str]]]:
    return [(case, (case.words,)) for case in hooks().my_cases(user)]


def _pages(user: User) -> Iterable[tuple[Destination, Iterable[str]]]:
    """In the reader's words; a name in another of the languages is as good. Behind ``#`` of an endpoint
    stands the field of that page."""
    known, found = current_app.view_functions, []
    for words, where, roles in PAGES:
        endpoint, _hash, field = where.partition("#")
        if endpoint in known and user.has_role(*roles):
            address = url_for(endpoint, _anchor=field or None)
            names = [name for one in (words, *ALSO.get(where, ())) for name in in_every_language(one)]
            found.append((Destination(_(words), address), names))
    return found


def _has_a_word(hit: Hit) -> bool:
    """Whether a sheet has any word of the search; so does one of which nothing is told, as for a number."""
    ways = {match.how for match in hit.why}
    return not ways or bool(ways - GUESSES)


def _sheets(text: str, user: User, lang: str, named: bool) -> tuple[int, Group]:
    """What search finds, and whether it was asked for or guessed; with nothing typed, the favourites. On a
    page of a case, in the order for it, and for it. Where something else is ``named`` so, no guesses."""
    words, place, uuid = _("Favourites"), ASKED, from_case.named()
    if text:
        known = hooks().case_context(uuid, user) if uuid else None
        found = search.find(search.Criteria(q=text, case=known), limit=MOST)
        guessed = named and (found.corrected or found.unasked)
        hits = [hit for hit in found.hits if not named or _has_a_word(hit)]
        ids = [] if guessed else [hit.external_id for hit in hits]
        words = _("Sheets")
        if found.corrected:
            words, place = _("Showing results for %(words)s", words=found.corrected), GUESSED
        elif found.unasked:
            words, place = _("To whom everybody may turn"), GUESSED
    else:
        ids = favourites.of(user)[:MOST]
    rows = {row.external_id: row for row in Service.select().where(Service.external_id.in_(ids))}
    sheets = [Destination(rows[one].name(lang)[0], from_case.sheet_url(one)) for one in ids if one in rows]
    return place, Group(words, sheets)


def groups(text: str, user: User, lang: str) -> list[Group]:
    """What ``text`` may mean, in kinds, first the one that answers it best; with nothing typed, cases,
    favourites and pages at hand. Where a case of the reader's answers, or a page by its name, what was typed
    is that name, and search guesses nothing: half of *Fatima* is the beginning of *father hits*.
    """
    at_case, cases = _answering(text, _cases(user), _case_place)
    at_page, pages = _answering(text, _pages(user), _page_place)
    named = any(items and at in BY_NAME for at, items in ((at_case, cases), (at_page, pages)))
    at_sheet, sheets = _sheets(text, user, lang, named)
    if text and cases and at_sheet == GUESSED:
        sheets = Group("")
    found = [(at_case, Group(_("Cases"), cases)), (at_sheet, sheets), (at_page, Group(_("Pages"), pages))]
    if text:
        found.sort(key=lambda pair: pair[0])
    return [group for _place, group in found if group.items]


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
