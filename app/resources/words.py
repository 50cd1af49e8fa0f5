"""Codes in words, in the language of the page."""

import re
from datetime import date, datetime
from functools import lru_cache

from babel.dates import get_day_names
from flask_babel import format_date, format_datetime, format_decimal, ngettext
from flask_babel import gettext as _

from app.i18n import language
from app.resources.criteria import UNKNOWN, Asked, unknown_moment
from directory import availability, expertise, languages, place_names, taxonomies, territory
from directory.models import Service
from directory.search import opening

# A space of French before a sign, or behind a guillemet: there a line would break, and begin with the sign.
_BEFORE_A_SIGN = re.compile(r"(?<=\S) (?=[;:?!»](?:\s|$))|(?<=«) ")
CODED = ("category", "audience", "access", "cost")


def described(sheet: Service, lang: str) -> tuple[str, str]:
    """The description of a sheet as it is shown in ``lang``, and in which language it is. In French a sign
    stays with the word before it, whichever space was typed there; the text is as long as it was."""
    text, written = sheet.description(lang)
    return (_BEFORE_A_SIGN.sub("\N{NO-BREAK SPACE}", text) if written == "fr" else text), written


def language_name(code: str) -> str:
    """The name of a language that staff speak; its code where nobody knows the name."""
    return _language_name(code, language())


def _within_a_sentence(name: str) -> str:
    """A language has no capital in French."""
    return name[:1].lower() + name[1:] if language() == "fr" else name


@lru_cache(maxsize=1000)
def _language_name(code: str, lang: str) -> str:
    name = languages.name(code, lang)
    return name[:1].upper() + name[1:]


def _moment(value: str) -> str:
    return str(format_datetime(datetime.fromisoformat(value), "EEE d MMM HH:mm", False))


def _opening_name(value: str) -> str:
    """A value of ``open`` or ``at``."""
    if value == "now":
        return _("Open now")
    try:
        if moment := unknown_moment(value):
            return _("Hours not known on %(moment)s", moment=_moment(moment))
        return _("Hours not known") if value == UNKNOWN else _("Open on %(moment)s", moment=_moment(value))
    except ValueError:
        return value


def value_name(name: str, value: str) -> str:
    """A filter's value in words, as it stands behind the filter's name."""
    if name in CODED:
        return taxonomies.label(name, value, language())
    if name == "municipality":
        return territory.name(value, language())
    if name == "language":
        return language_name(value)
    if name == "interpreter":
        return _("Telephone interpreter")
    if name in ("open", "at"):
        return _opening_name(value)
    if value.isascii() and value.isdigit():
        return ngettext("Verified in the last month", "Verified in the last %(num)s months", int(value))
    return value


def town_outside(typed: str) -> str:
    """A town outside the region as it was typed; of the postal code of one nearby, with its name."""
    if names := place_names.around().get(typed):
        return f"{typed} {names[language() == 'fr']}"
    return typed


def in_words(asked: Asked) -> str:
    """A whole search: ``schulden · Sint-Gillis``. Where the thesaurus is switched off, that is said too."""
    values = [value_name(name, value) for name, value in asked.filters().items()]
    values += [_("only these words")] if "also" in asked.params else []
    return " · ".join(part for part in (asked.q, *values) if part)


def reason_name(reason: str) -> str:
    """Why a sheet stands where it stands, from the code that search gave; '' for a code that says nothing
    to a reader.
    """
    code, _colon, value = reason.partition(":")
    if code == "competent":
        return _("Competent for %(municipality)s", municipality=territory.name(value, language()))
    if code == "only":
        return _("Only for %(municipality)s", municipality=territory.name(value, language()))
    if code == "located":
        return _("In %(municipality)s", municipality=territory.name(value, language()))
    if code == "regional":
        return _("For the whole region")
    if code == "near":
        return _("%(km)s km away", km=format_decimal(round(float(value), 1)))
    if code == "staff_language":
        return _("Staff speak %(language)s", language=language_name(value))
    if code == "asked_language":
        return _("Speaks %(language)s", language=_within_a_sentence(language_name(value)))
    if code == "expertise":
        return _("Reference expertise: %(subject)s", subject=expertise.label(value, language()))
    if code == "open":
        return _open_name(value)
    if code == "contact":
        return value
    if code == "sends_interpreters":
        return _("Sends interpreters")
    return _("Telephone interpreter") if code == "interpreter" else ""


def _part_of(day: str, part: str) -> str:
    """A day of the week with a part of it or an hour."""
    parts = {
        "": day, "am": _("%(day)s morning", day=day), "noon": _("%(day)s at noon", day=day),
        "pm": _("%(day)s afternoon", day=day), "evening": _("%(day)s evening", day=day),
        "night": _("%(day)s night", day=day),
    }  # fmt: skip
    return parts.get(part) or f"{day} {part}"


def _part_of_date(day: date, part: str) -> str:
    """The same of a date, which is no word that a part could be one with."""
    parts = {
        "am": _("in the morning"), "noon": _("at noon"), "pm": _("in the afternoon"),
        "evening": _("in the evening"), "night": _("at night"),
    }  # fmt: skip
    told = format_date(day, "EEEE d MMMM")
    return f"{told}, {parts[part]}" if part in parts else f"{told} {part}".rstrip()


def _open_name(asked: str) -> str:
    """That a sheet is open when the search asks, by the code of the time (``search.times``)."""
    names = {
        "now": _("Open now"), "today": _("Still open today"), "tomorrow": _("Open tomorrow"),
        "tonight": _("Open this evening"), "evening": _("Open in the evening"), "night": _("Open at night"),
        "weekend": _("Open at the weekend"), "always": _("Open day and night"),
        "today.am": _("Open this morning"), "today.noon": _("Open at noon today"),
        "today.pm": _("Open this afternoon"), "any.am": _("Open in the morning"),
        "any.noon": _("Open at noon"), "any.pm": _("Open in the afternoon"),
        "holiday": _("Open on a public holiday"),
    }  # fmt: skip
    return names.get(asked) or _open_on(*asked.partition(".")[::2])


def _open_on(named: str, part: str) -> str:
    """That a sheet is open on a day, or at an hour of it."""
    if named == "any":
        return _("Open at %(moment)s", moment=part)
    day = next(iter(opening.days(named, availability.today())), None)
    if day is None:
        return ""
    if named.isdigit() or named in opening.AHEAD:
        told = _part_of(get_day_names(locale=language())[day.weekday()], part)
    else:
        told = _part_of_date(day, part)
    return _("Open on %(moment)s", moment=told)
