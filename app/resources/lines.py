"""The lines of result lists before anything is searched: kept by sheet version and language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup

from app.auth.models import User
from app.resources.views import freshness, phones
from app.resources.words import described, language_name
from directory import availability, clock, knowledge, relations, suggestions, taxonomies, verifying
from directory.availability import ClosedPeriod, Saturation
from directory.knowledge import Knowledge
from directory.models import LANGUAGES, Location, Phone, Service, ServiceLanguage
from directory.prepared import STEP, Prepared, filled

MOST_KEPT = 20_000
# How full a service is as it was told last, and when it is shut.
Times = tuple[Saturation | None, list[ClosedPeriod]]
# Whether a sheet is a favourite of the reader's, and whether it is on the hand-out.
Mine = tuple[bool, bool]
NO_TIMES: Times = (None, [])


@dataclass(frozen=True, eq=False)
class Line:
    """A sheet as a line shows it, before anything is searched. ``texts``: every text by field and language,
    for a match that stands in none of those shown. ``mark``: of ``versions``. ``key`` is the id as it stands
    in an address. What is ``Markup`` is ready as HTML. ``star`` and ``pick`` name the buttons that make it a
    favourite, and put it on the hand-out.
    """

    external_id: str
    mark: str
    name: str
    name_lang: str
    description: str
    text_lang: str
    hours: str
    place: str
    facts: Markup
    phones: Markup
    key: str
    name_mark: Markup
    text_mark: Markup
    wrong: Markup
    star: str
    pick: str
    texts: dict[tuple[str, str], str]
    times: Times = NO_TIMES


def _texts(sheet: Service, former: list[str]) -> dict[tuple[str, str], str]:
    found = {
        ("alt", ""): " · ".join(filter(None, [sheet.alt_names, *former])),
        ("audience", ""): sheet.audience,
        ("access", ""): sheet.access,
    }
    found["team", ""] = " · ".join(knowledge.texts(sheet))
    found["contact", ""] = " · ".join(filter(None, (sheet.email, sheet.website)))
    if not sheet.address_restricted:  # the sheet shows it with a warning; a line has no room for one
        found["place", ""] = " · ".join(place.street for place in sheet.locations if place.street)
    for lang in LANGUAGES:
        found["name", lang] = getattr(sheet, f"name_{lang}")
        found["text", lang] = getattr(sheet, f"description_{lang}")
        found["category", lang] = taxonomies.label("category", sheet.category, lang)
    return {place: text for place, text in found.items() if text}


def _line(sheet: Service, mark: str, lang: str, times: Times, former: list[str], dead: set[str]) -> Line:
    late = verifying.is_due(sheet.verified_on, sheet.rhythm, clock.today())
    name, name_lang = sheet.name(lang)
    description, text_lang = described(sheet, lang)
    places = list(sheet.locations)
    place = places[0].town(lang) if places else ""
    key = quote(sheet.external_id, safe="")
    ui: Any = current_app.jinja_env.globals["ui"]
    return Line(
        external_id=sheet.external_id,
        mark=mark,
        name=name,
        name_lang=name_lang,
        description=description,
        text_lang=text_lang,
        hours=sheet.opening_hours,
        place=place,
        facts=ui.line_facts(
            place,
            ", ".join(language_name(row.code) for row in sheet.languages),
            sheet.phone_interpreter,
            freshness(sheet, late),
            # Only what was checked and has grown old stands out: in a new directory nothing is checked yet.
            late and sheet.verified_on is not None,
            sheet.remarks,
        ),
        phones=ui.line_phones(phones(list(sheet.phones), dead)),
        key=key,
        name_mark=ui.other_language(name_lang, lang),
        text_mark=ui.other_language(text_lang, lang),
        wrong=ui.line_wrong(key),
        star=_("Favourite: %(name)s", name=name),
        pick=_("On the hand-out: %(name)s", name=name),
        texts=_texts(sheet, former),
        times=times if any(times) else NO_TIMES,
    )


def versions(ids: list[str], user: User | None) -> dict[str, tuple[str, Mine]]:
    """By id: a mark that changes with every edit of the sheet, with what waits on it and with the day on
    which it is due, and whether it is a favourite of ``user`` or on the hand-out. Written out, because at
    every keystroke putting this query together took longer than running it.
    """
    if not ids:
        return {}
    database, reader = Service._meta.database, user.id if user else 0
    one = database.param
    sql = (
        "SELECT s.external_id, s.uuid, s.version, s.verified_on, s.rhythm, s.remarks, "  # noqa: S608 - marks only
        # As many as before may be others, the last of which is newer.
        "CASE WHEN s.remarks > 0 THEN "
        "(SELECT MAX(w.id) FROM suggestion w WHERE w.service_id = s.id AND w.state = 'open') END, f.id, p.id "
        "FROM service s "
        f"LEFT JOIN favourite f ON f.service_id = s.id AND f.user_id = {one} "
        f"LEFT JOIN picked p ON p.service_id = s.id AND p.user_id = {one} "
        f"WHERE NOT s.archived AND s.external_id IN ({', '.join([one] * len(ids))})"
    )
    rows = database.execute_sql(sql, (reader, reader, *ids)).fetchall()
    day, found = clock.today(), {}
    for external_id, uuid, version, verified_on, rhythm, remarks, last, *mine in rows:
        checked = date.fromisoformat(str(verified_on)) if verified_on else None
        late = verifying.is_due(checked, rhythm, day)
        found[external_id] = (
            f"{uuid} {version} {verified_on} {late} {remarks} {last}",
            (mine[0] is not None, mine[1] is not None),
        )
    return found


def _children(model: Any, *order: Any) -> Prepared:
    return Prepared(model, lambda *of: model.select().where(model.service.in_(of)).order_by(*order, model.id))


_SHEETS = Prepared(Service, lambda *ids: Service.select().where(Service.external_id.in_(ids)))
# What is told of a sheet in other tables, by the name under which the sheet has it.
_CHILDREN = {
    "locations": _children(Location),
    "phones": _children(Phone, Phone.position),
    "languages": _children(ServiceLanguage),
    "knowledge": _children(Knowledge),
}


def _sheets(ids: list[str]) -> list[Service]:
    """Sheets with all that a line shows, in five queries. Peewee's ``prefetch`` asks the same, and takes
    longer to write the SQL than everything else takes together.
    """
    found = {sheet.id: sheet for sheet in _SHEETS.rows(*filled(ids))}
    numbers = filled(list(found))
    for name, query in _CHILDREN.items():
        of_sheet: dict[int, list[Any]] = {number: [] for number in found}
        for row in query.rows(*numbers):
            of_sheet[row.service_id].append(row)
        for number, rows in of_sheet.items():
            setattr(found[number], name, rows)
    return list(found.values())


def lines(marks: dict[str, str], lang: str) -> dict[str, Line]:
    """The lines of sheets, by id; those that were not kept at their mark are read, in at most twelve
    queries."""
    # Of this application, not of this process: another database has other sheets of the same name.
    kept: dict[tuple[str, str, str], Line] = current_app.extensions.setdefault("resources.lines", {})
    fresh = [found for found, mark in marks.items() if (found, mark, lang) not in kept]
    if fresh:
        if len(kept) > MOST_KEPT:
            kept.clear()
        sheets = _sheets(fresh)
        numbers = [sheet.id for sheet in sheets]
        times, former = availability.of_sheets(numbers), relations.former_names(numbers)
        dead = suggestions.dead_numbers([sheet.id for sheet in sheets if sheet.remarks])
        for sheet in sheets:
            found, before = str(sheet.external_id), former.get(sheet.id, [])
            kept[found, marks[found], lang] = _line(
                sheet, marks[found], lang, times[sheet.id], before, dead.get(sheet.id, set())
            )
    keys = ((found, mark, lang) for found, mark in marks.items())
    return {key[0]: kept[key] for key in keys if key in kept}


def ahead(lang: str) -> Iterator[int]:
    """The lines of all sheets in a language, before anybody searches; at each step how many, a few."""
    last, every = 0, Service.select(Service.id, Service.external_id).order_by(Service.id).limit(STEP)
    while True:
        rows: Any = every.where(Service.id > last).tuples()
        if not (some := list(rows)):
            break
        marks = versions([external_id for _id, external_id in some], None)
        with force_locale(lang):
            lines({one: mark for one, (mark, _mine) in marks.items()}, lang)
        last = some[-1][0]
        yield len(some)
