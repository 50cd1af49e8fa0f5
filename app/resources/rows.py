"""The lines of a result list. What does not change with the search is kept by sheet version and language."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from flask import current_app
from flask_babel import gettext as _
from markupsafe import Markup

from app.auth.models import User
from app.i18n import N_, day, language
from app.resources.highlight import marked, quoted
from app.resources.views import BRUSSELS, freshness, phones, place_name
from app.resources.words import language_name, reason_name
from directory import availability, facts, knowledge, taxonomies, verifying
from directory.answers import Hit, Match
from directory.availability import ClosedPeriod, Saturation
from directory.knowledge import Knowledge
from directory.models import LANGUAGES, Location, Phone, Service, ServiceLanguage

MOST_KEPT = 20_000
# How full a service is as it was told last, and when it is shut.
Times = tuple[Saturation | None, list[ClosedPeriod]]
# Whether a sheet is a favourite of the reader's, and whether it is on the hand-out.
Mine = tuple[bool, bool]
NO_TIMES: Times = (None, [])
AT_ONCE = {"waiting": N_("Waiting list"), "stop": N_("Takes nobody in")}


@dataclass(frozen=True)
class Line:
    """A sheet as a line shows it, before anything is searched. ``texts``: every text by field and language,
    for a match that stands in none of those shown. ``key`` is the id as it stands in an
    address. What is ``Markup`` is ready as HTML; ``stars``: no favourite, and a favourite.
    """

    external_id: str
    name: str
    name_lang: str
    description: str
    text_lang: str
    hours: str
    facts: Markup
    phones: Markup
    key: str
    name_mark: Markup
    text_mark: Markup
    wrong: Markup
    stars: tuple[Markup, Markup]
    picks: tuple[Markup, Markup]
    texts: dict[tuple[str, str], str]
    times: Times = NO_TIMES


@dataclass(frozen=True)
class Quote:
    """Where a word matched, when that place is not shown anyway."""

    text: Markup
    lang: str


@dataclass(frozen=True)
class Row:
    """A line with what this search adds: marked words, open or not (None: nobody knows), why it is here."""

    line: Line
    name: Markup
    description: Markup
    open_now: Markup
    favourite: bool
    picked: bool
    reasons: list[str]
    quote: Quote | None
    full: str = ""


def _texts(sheet: Service) -> dict[tuple[str, str], str]:
    found = {("alt", ""): sheet.alt_names, ("audience", ""): sheet.audience, ("access", ""): sheet.access}
    found["team", ""] = " · ".join(knowledge.texts(sheet))
    for lang in LANGUAGES:
        found["name", lang] = getattr(sheet, f"name_{lang}")
        found["text", lang] = getattr(sheet, f"description_{lang}")
        found["category", lang] = taxonomies.label("category", sheet.category, lang)
    return {place: text for place, text in found.items() if text}


def _line(sheet: Service, lang: str, times: Times) -> Line:
    late = verifying.is_due(sheet.verified_on, sheet.rhythm, verifying.today())
    name, name_lang = sheet.name(lang)
    description, text_lang = sheet.description(lang)
    places = list(sheet.locations)
    key, label = quote(sheet.external_id, safe=""), _("Favourite: %(name)s", name=name)
    paper = _("On the hand-out: %(name)s", name=name)
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
            freshness(sheet, late),
            # Only what was checked and has grown old stands out: in a new directory nothing is checked yet.
            late and sheet.verified_on is not None,
            sheet.remarks,
        ),
        phones=ui.line_phones(phones(list(sheet.phones))),
        key=key,
        name_mark=ui.other_language(name_lang, lang),
        text_mark=ui.other_language(text_lang, lang),
        wrong=ui.line_wrong(key),
        stars=(ui.line_star(sheet.external_id, False, label), ui.line_star(sheet.external_id, True, label)),
        picks=(ui.line_pick(sheet.external_id, False, paper), ui.line_pick(sheet.external_id, True, paper)),
        texts=_texts(sheet),
        times=times,
    )


def _versions(ids: list[str], user: User) -> dict[str, tuple[str, Mine]]:
    """By id: a mark that changes with every edit of the sheet, with what waits on it and with the day on
    which it is due, and whether it is a favourite or on the hand-out. Written out, because at every
    keystroke putting this query together took longer than running it.
    """
    if not ids:
        return {}
    database = Service._meta.database
    one = database.param
    sql = (
        "SELECT s.external_id, s.version, s.verified_on, s.rhythm, s.remarks, f.id, p.id FROM service s "  # noqa: S608 - marks only
        f"LEFT JOIN favourite f ON f.service_id = s.id AND f.user_id = {one} "
        f"LEFT JOIN picked p ON p.service_id = s.id AND p.user_id = {one} "
        f"WHERE NOT s.archived AND s.external_id IN ({', '.join([one] * len(ids))})"
    )
    rows = database.execute_sql(sql, (user.id, user.id, *ids)).fetchall()
    day, found = verifying.today(), {}
    for external_id, version, verified_on, rhythm, remarks, *mine in rows:
        checked = date.fromisoformat(str(verified_on)) if verified_on else None
        late = verifying.is_due(checked, rhythm, day)
        found[external_id] = (
            f"{version} {verified_on} {late} {remarks}",
            (mine[0] is not None, mine[1] is not None),
        )
    return found


def _lines(marks: dict[str, str], lang: str) -> dict[str, Line]:
    """The lines of sheets, by id; those that were not kept at their mark are read, in eight queries."""
    # Of this application, not of this process: another database has other sheets of the same name.
    kept: dict[tuple[str, str, str], Line] = current_app.extensions.setdefault("resources.lines", {})
    fresh = [found for found, mark in marks.items() if (found, mark, lang) not in kept]
    if fresh:
        if len(kept) > MOST_KEPT:
            kept.clear()
        query = Service.select().where(Service.external_id.in_(fresh))
        numbers = Phone.select().order_by(Phone.position)
        children = (Location.select(), numbers, ServiceLanguage.select(), Knowledge.select())
        sheets = list(query.prefetch(*children))
        times = availability.of_sheets([sheet.id for sheet in sheets])
        for sheet in sheets:
            found = str(sheet.external_id)
            kept[found, marks[found], lang] = _line(sheet, lang, times[sheet.id])
    keys = ((found, mark, lang) for found, mark in marks.items())
    return {key[0]: kept[key] for key in keys if key in kept}


@lru_cache(maxsize=MOST_KEPT)
def _open(hours: str, minute: datetime) -> bool | None:
    return facts.open_at(hours, minute)


def _opens(lang: str) -> dict[bool | None, Markup]:
    """Open now or not (None: nobody knows), as a line shows it."""
    kept: dict[str, dict[bool | None, Markup]] = current_app.extensions.setdefault("resources.opens", {})
    if lang not in kept:
        ui: Any = current_app.jinja_env.globals["ui"]
        kept[lang] = {state: ui.open_now(state) for state in (True, False, None)}
    return kept[lang]


def _quote(line: Line, matches: list[Match]) -> Quote | None:
    """Where a word that was typed matched, if that is in nothing that the line shows."""
    shown = {("name", line.name_lang), ("text", line.text_lang)}
    seen = {match.typed for match in matches if (match.field, match.lang) in shown}
    for match in matches:
        text = line.texts.get((match.field, match.lang), "")
        if match.typed not in seen and (found := quoted(text, set(match.words))):
            return Quote(found, match.lang)
    return None


def _full(times: Times, on: date) -> tuple[str, bool]:
    """Why a service takes nobody on that day, in words or '', and whether it is shut."""
    last, periods = times
    for period in periods:
        if period.first <= on <= period.last:
            return _("Closed until %(day)s", day=day(period.last)), True
    return (_(AT_ONCE[last.state]), False) if last and availability.is_full(last, on) else ("", False)


def _row(line: Line, hit: Hit, minute: datetime, mine: Mine, opens: dict[bool | None, Markup]) -> Row:
    places = (("name", line.name_lang), ("text", line.text_lang))
    full, shut = _full(line.times, minute.date())
    name, text = ({w for m in hit.why if (m.field, m.lang) == place for w in m.words} for place in places)
    return Row(
        line=line,
        name=marked(line.name, name),
        description=marked(line.description, text),
        open_now=opens[False if shut else _open(line.hours, minute) if line.hours else None],
        favourite=mine[0],
        picked=mine[1],
        reasons=[words for reason in hit.reasons if (words := reason_name(reason))],
        quote=_quote(line, hit.why),
        full=full,
    )


def rows(hits: list[Hit], user: User) -> list[Row]:
    """The rows of ``hits`` in their order, for ``user`` and in the page's language. One query, whatever
    their number, once their lines are kept.
    """
    minute = datetime.now(BRUSSELS).replace(second=0, microsecond=0)
    versions = _versions([hit.external_id for hit in hits], user)
    known = _lines({found: mark for found, (mark, _mine) in versions.items()}, language())
    opens = _opens(language())
    return [
        _row(known[hit.external_id], hit, minute, versions[hit.external_id][1], opens)
        for hit in hits
        if hit.external_id in known
    ]
