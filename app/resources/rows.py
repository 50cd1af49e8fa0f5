"""The lines of a result list. What does not change with the search is kept by sheet version and language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from flask import current_app
from markupsafe import Markup

from app.resources.highlight import marked
from app.resources.views import BRUSSELS, PhoneView, freshness, phones, place_name
from app.resources.words import language_name
from directory import facts
from directory.models import Location, Phone, Service, ServiceLanguage

MOST_KEPT = 20_000


@dataclass(frozen=True)
class Line:
    """A sheet as a line shows it, before anything is searched. ``texts``: name and description with their
    language, in the reader's language first.
    """

    external_id: str
    name: str
    name_lang: str
    description: str
    text_lang: str
    place: str
    phones: list[PhoneView]
    languages: str
    interpreter: str
    hours: str
    freshness: str
    verified: bool


@dataclass(frozen=True)
class Row:
    """A line with what this search adds: marked words, open or not (None: nobody knows), why it is here."""

    line: Line
    name: Markup
    description: Markup
    open_now: bool | None
    why: str
    favourite: bool


def _line(sheet: Service, lang: str) -> Line:
    name, name_lang = sheet.name(lang)
    description, text_lang = sheet.description(lang)
    places = list(sheet.locations)
    return Line(
        external_id=sheet.external_id,
        name=name,
        name_lang=name_lang,
        description=description,
        text_lang=text_lang,
        place=place_name(places[0], lang) if places else "",
        phones=phones(list(sheet.phones)),
        languages=", ".join(language_name(row.code) for row in sheet.languages),
        interpreter=sheet.phone_interpreter,
        hours=sheet.opening_hours,
        freshness=freshness(sheet),
        verified=sheet.verified_on is not None,
    )


def lines(ids: Iterable[str], lang: str) -> dict[str, Line]:
    """The lines of the sheets ``ids``, by id: one query, and four more when some were not kept."""
    wanted = list(ids)
    # Of this application, not of this process: another database has other sheets of the same name.
    kept: dict[tuple[str, int, str, str], Line] = current_app.extensions.setdefault("resources.lines", {})
    columns = (Service.external_id, Service.version, Service.verified_on)
    rows = Service.select(*columns).where(Service.external_id.in_(wanted), ~Service.archived).tuples()
    marks = {row[0]: (row[0], row[1], str(row[2]), lang) for row in rows.iterator()}
    fresh = [found for found, mark in marks.items() if mark not in kept]
    if fresh:
        if len(kept) > MOST_KEPT:
            kept.clear()
        query = Service.select().where(Service.external_id.in_(fresh))
        children = (Location.select(), Phone.select().order_by(Phone.position), ServiceLanguage.select())
        for sheet in query.prefetch(*children):
            kept[marks[sheet.external_id]] = _line(sheet, lang)
    return {found: kept[mark] for found, mark in marks.items() if mark in kept}


@lru_cache(maxsize=MOST_KEPT)
def _open(hours: str, minute: datetime) -> bool | None:
    return facts.open_at(hours, minute)


def rows(hits: list[tuple[str, str]], lang: str, terms: frozenset[str], mine: set[str]) -> list[Row]:
    """The rows of ``hits`` (external id, why) in their order. ``terms`` are the words to mark."""
    minute = datetime.now(BRUSSELS).replace(second=0, microsecond=0)
    known = lines([found for found, _why in hits], lang)
    return [
        Row(
            line=(line := known[found]),
            name=marked(line.name, terms),
            description=marked(line.description, terms),
            open_now=_open(line.hours, minute) if line.hours else None,
            why=why,
            favourite=found in mine,
        )
        for found, why in hits
        if found in known
    ]
