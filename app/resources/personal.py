"""What somebody keeps for the next search: favourites, and the searches made lately."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flask import abort, request, url_for
from flask_login import current_user
from peewee import OperationalError

from app.audit import recorded
from app.auth.routes import private_key
from app.htmx import done
from app.resources import favourites, recents
from app.resources.blueprint import blueprint
from app.resources.criteria import Asked, asked_by, clean
from app.resources.from_case import sheet_url
from app.resources.nameless import about_help, is_name, names_somebody, with_towns, without_usual
from app.resources.words import in_words
from directory import search
from directory.answers import Results
from directory.models import Service
from directory.transactions import hurried


@dataclass(frozen=True)
class Search:
    """A search made before: in words, and its address."""

    words: str
    url: str


def searches(onward: str) -> list[Search]:
    """The last searches of whoever is signed in. They were kept without a case; ``onward`` is the part of an
    address that names the case of this page, or ''."""
    here = url_for("resources.search")
    return [
        Search(in_words(asked_by(query)), f"{here}?{'&'.join(filter(None, (query, onward)))}")
        for query in recents.of(current_user, private_key())
    ]


def _led_somewhere(asked: Asked, results: Results) -> str:
    """The words of a search that found something: what nobody has may be a client's name, or number. Where a
    word is missing or was mended (*Mohamed*), a number is nobody's or a title stands before a name, only
    those are left that are about help as they were typed, or ''; a town may be a name too."""
    if not results.hits or results.unasked or is_name(asked.q):
        return ""
    if results.corrected or names_somebody(asked.q, results):
        return about_help(asked.q)
    return without_usual(with_towns(asked.q, results.outside) if results.outside else asked.q)


def keep_search(asked: Asked, results: Results | None = None) -> None:
    """Remember a search that led somewhere, for whoever is signed in. ``results``: what it found, where that
    is known already. Where the database cannot be written now, it is answered all the same, and not kept.
    """
    if asked.q and (words := _led_somewhere(asked, results or search.find(asked.criteria(), limit=1))):
        kept = Asked({**asked.params, "q": words}).lasting()
        with suppress(OperationalError), hurried(Service._meta.database):
            recents.keep(current_user, private_key(), kept)


def back(query: str | None = None) -> str:
    """Where the form stood: a sheet, or a search given by the ``query`` of its address, as the form has it
    where none is given."""
    if query is None and (sheet := request.form.get("sheet", "")):
        return sheet_url(clean(sheet, 100))
    query = clean(request.form.get("query", "") if query is None else query, recents.LENGTH)
    return url_for("resources.search") + (f"?{query}" if query.isprintable() and query else "")


@blueprint.post("/favourites", endpoint="favourites")
def favourite() -> Any:
    """``add`` or ``remove`` holds the external id of a sheet."""
    taken = clean(request.form.get("remove", ""), 200)
    sheet = Service.get_or_none(Service.external_id == (taken or clean(request.form.get("add", ""), 200)))
    if sheet is None:
        abort(404)
    with recorded("favourite.removed" if taken else "favourite.added", sheet.external_id, current_user.uuid):
        (favourites.remove if taken else favourites.add)(current_user, sheet)
    return done(back())


@blueprint.post("/recent-searches", endpoint="recent")
def recent() -> Any:
    """Remember the search in ``query``, or forget all with ``clear``."""
    clearing = "clear" in request.form
    with recorded("searches.cleared" if clearing else "search.kept", "", current_user.uuid):
        if clearing:
            recents.clear(current_user)
        else:
            keep_search(asked_by(clean(request.form.get("query", ""), recents.LENGTH)))
    return done(back())
