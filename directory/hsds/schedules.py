"""Opening hours as HSDS schedules: the weekly hours that are plain, and the words for all others.

Hours are kept as OSM ``opening_hours``, which say more than weekly events do (holidays, remarks, open
ends). Only what survives the translation is translated; a promise of hours that are not kept is worse
than none. The exact expression travels beside it as an attribute.
"""

import re
from collections.abc import Iterable
from typing import Any

from babel.dates import format_date

from directory import hours
from directory.availability import ClosedPeriod
from directory.hsds import ids, terms

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_SPAN = r"\d{2}:\d{2}-\d{2}:\d{2}"
_RULE = re.compile(
    rf"(?:(?P<days>[A-Z][a-z](?:[,-][A-Z][a-z])*) )?(?P<times>off|closed|{_SPAN}(?:,{_SPAN})*)"
)
_HOLIDAYS = re.compile(r"PH (?:off|closed)")


def _days(text: str | None) -> list[str] | None:
    """The days of ``Mo-We,Fr``; all for none; None for what are no weekdays."""
    if text is None:
        return list(_DAYS)
    found: list[str] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        if first not in _DAYS or (last or first) not in _DAYS:
            return None
        at, end = _DAYS.index(first), _DAYS.index(last or first)
        found += [_DAYS[day % 7] for day in range(at, (end if end >= at else end + 7) + 1)]
    return found


def weekly(expression: str) -> dict[str, list[str]] | None:
    """The spans (``09:00-12:00``) of each day that has some; None when a week does not say it all."""
    week: dict[str, list[str]] = {}
    if expression == "24/7":
        return {day: ["00:00-24:00"] for day in _DAYS}
    for rule in (part.strip() for part in expression.split(";")):
        if not rule or _HOLIDAYS.fullmatch(rule):
            continue
        read = _RULE.fullmatch(rule)
        days = _days(read["days"]) if read else None
        if read is None or days is None:
            return None
        closed = read["times"] in {"off", "closed"}
        week |= {day: [] if closed else read["times"].split(",") for day in days}
    return {day: week[day] for day in _DAYS if week.get(day)}


def _clock(text: str) -> str:
    """``24:00`` is no time of a day: the last second of it."""
    return "23:59:59" if text == "24:00" else f"{text}:00"


def schedules(service_id: str, expression: str, lang: str) -> list[dict[str, Any]]:
    """The HSDS schedules of a service; one with words alone where a week does not say it all."""
    if not expression:
        return []
    words = hours.in_words(expression, lang)
    week = weekly(expression)
    if not week:
        return [{"id": ids.made("schedule", service_id), "service_id": service_id, "description": words}]
    by_span: dict[str, list[str]] = {}
    for day, spans in week.items():
        for span in spans:
            by_span.setdefault(span, []).append(day[:2].upper())
    return [
        {
            "id": ids.made("schedule", service_id, span),
            "service_id": service_id,
            "freq": "WEEKLY",
            "wkst": "MO",
            "byday": ",".join(days),
            "opens_at": _clock(span[:5]),
            "closes_at": _clock(span[6:]),
            "description": words,
        }
        for span, days in by_span.items()
    ]


_CLOSED = {
    "nl": "Gesloten van {} tot en met {}",
    "fr": "Fermé du {} au {} inclus",
    "en": "Closed from {} through {}",
}


def closures(service_id: str, periods: Iterable[ClosedPeriod], lang: str) -> list[dict[str, Any]]:
    """The days on which a service is shut whatever its hours say: a schedule that is valid on them and has
    no hour. Also those that are over, so that an answer changes with its moment of change and not with the
    calendar. Why it is shut was written for colleagues and stays inside.
    """
    made = []
    for row in periods:
        known = ids.made("schedule", service_id, "closed", str(row.first), str(row.last))
        days = {"closed_period": f"{row.first}/{row.last}"}
        made.append(
            {
                "id": known,
                "service_id": service_id,
                "valid_from": str(row.first),
                "valid_to": str(row.last),
                "description": _CLOSED[lang].format(
                    *(format_date(day, "long", lang) for day in (row.first, row.last))
                ),
                "attributes": terms.attributes("schedule", known, days, lang),
            }
        )
    return list({one["id"]: one for one in made}.values())
