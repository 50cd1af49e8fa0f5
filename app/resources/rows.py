"""The lines of a result list. What does not change with the search is kept by sheet version and language."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from markupsafe import Markup

from app.auth.models import User
from app.i18n import language
from app.resources.highlight import marked
from app.resources.views import BRUSSELS, freshness, phones, place_name
from app.resources.words import language_name
from directory import facts
from directory.models import Location, Phone, Service, ServiceLanguage

MOST_KEPT = 20_000


@dataclass(frozen=True)
class Line:
    """A sheet as a line shows it, before anything is searched. ``name`` and ``description`` come with
    their language; ``facts``, ``phones`` and ``star`` are ready as HTML.
    """

    external_id: str
    name: str
    name_lang: str
    description: str
    text_lang: str
    hours: str
    facts: Markup
    phones: Markup
    label: str


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
    ui: Any = current_app.jinja_env.globals["ui"]
    return Line(
        external_id=sheet.external_id,
        name=name,
        name_lang=name_lang,
        description=description,
        text_lang=text_lang,
        hours=sheet.opening_hours,
        facts=ui.line_facts(
            place_name(places[0], lang) if places else "",
            ", ".join(language_name(row.code) for row in sheet.languages),
            sheet.phone_interpreter,
            freshness(sheet),
        ),
        phones=ui.line_phones(phones(list(sheet.phones))),
        label=_("Favourite: %(name)s", name=name),
    )


def _versions(ids: list[str], user: User) -> dict[str, tuple[str, bool]]:
    """By id: a mark that changes with every edit of the sheet, and whether it is a favourite. Written out,
    because at every keystroke putting this query together took longer than running it.
    """
    if not ids:
        return {}
    database = Service._meta.database
    one = database.param
    sql = (
        "SELECT s.external_id, s.version, s.verified_on, f.id FROM service s "  # noqa: S608 - marks only
        f"LEFT JOIN favourite f ON f.service_id = s.id AND f.user_id = {one} "
        f"WHERE NOT s.archived AND s.external_id IN ({', '.join([one] * len(ids))})"
    )
    rows = database.execute_sql(sql, (user.id, *ids)).fetchall()
    return {row[0]: (f"{row[1]} {row[2]}", row[3] is not None) for row in rows}


def _lines(marks: dict[str, str], lang: str) -> dict[str, Line]:
    """The lines of sheets, by id; those that were not kept at their mark are read, in five queries."""
    # Of this application, not of this process: another database has other sheets of the same name.
    kept: dict[tuple[str, str, str], Line] = current_app.extensions.setdefault("resources.lines", {})
    fresh = [found for found, mark in marks.items() if (found, mark, lang) not in kept]
    if fresh:
        if len(kept) > MOST_KEPT:
            kept.clear()
        query = Service.select().where(Service.external_id.in_(fresh))
        children = (Location.select(), Phone.select().order_by(Phone.position), ServiceLanguage.select())
        for sheet in query.prefetch(*children):
            found = str(sheet.external_id)
            kept[found, marks[found], lang] = _line(sheet, lang)
    keys = ((found, mark, lang) for found, mark in marks.items())
    return {key[0]: kept[key] for key in keys if key in kept}


@lru_cache(maxsize=MOST_KEPT)
def _open(hours: str, minute: datetime) -> bool | None:
    return facts.open_at(hours, minute)


def rows(hits: list[tuple[str, str]], user: User, terms: frozenset[str]) -> list[Row]:
    """The rows of ``hits`` (external id, why) in their order, for ``user`` and in the page's language.
    ``terms`` are the words to mark. One query, whatever their number, once their lines are kept.
    """
    minute = datetime.now(BRUSSELS).replace(second=0, microsecond=0)
    versions = _versions([found for found, _why in hits], user)
    known = _lines({found: mark for found, (mark, _mine) in versions.items()}, language())
    return [
        Row(
            line=(line := known[found]),
            name=marked(line.name, terms),
            description=marked(line.description, terms),
            open_now=_open(line.hours, minute) if line.hours else None,
            why=why,
            favourite=versions[found][1],
        )
        for found, why in hits
        if found in known
    ]
