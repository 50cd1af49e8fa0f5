"""Facts checked by the library that knows them: phones, e-mail, company numbers, opening hours."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import email_validator
import phonenumbers
from opening_hours import OpeningHours
from stdnum.be import vat
from stdnum.exceptions import ValidationError

from directory import nights
from directory.errors import BadFact

BRUSSELS = ZoneInfo("Europe/Brussels")
BELGIUM = 32
_BETWEEN = re.compile(r"\s")
_COMMENT = re.compile(r'"[^"]*"')
# Hours that say in so many words that they reach midnight.
_TO_MIDNIGHT = ("24/7", "24:00", "00:00")


def short_number(text: str) -> str:
    """The digits of a short number that Belgium knows (106, 1813, *116 000*), or ''."""
    digits = _BETWEEN.sub("", text)
    if not (digits.isascii() and digits.isdigit() and 3 <= len(digits) <= 6) or digits.startswith("0"):
        return ""
    number = phonenumbers.PhoneNumber(country_code=BELGIUM, national_number=int(digits))
    return digits if phonenumbers.is_valid_short_number(number) else ""


def _parse_phone(text: str) -> phonenumbers.PhoneNumber:
    try:
        number = phonenumbers.parse(text, "BE")
    except phonenumbers.NumberParseException as error:
        raise BadFact(f"not a phone number: {text!r}") from error
    if not phonenumbers.is_valid_number(number):
        raise BadFact(f"not a valid phone number: {text!r}")
    return number


def normalise_phone(text: str) -> str:
    """E.164 of a Belgian or international number; of a Belgian short number (106, *116 000*) its digits.

    Raises:
        BadFact: not a phone number.
    """
    if short := short_number(text):
        return short
    return phonenumbers.format_number(_parse_phone(text), phonenumbers.PhoneNumberFormat.E164)


def phone_extension(text: str) -> str:
    """The extension behind a number (``ext. 5``), which E.164 has no place for, or ''.

    Raises:
        BadFact: not a phone number.
    """
    return "" if short_number(text) else _parse_phone(text).extension or ""


def spelled(contact: str) -> str:
    """A number as the index keeps it, as it stands among the phones of a sheet: ``025294120`` is
    ``02 529 41 20``. The number of a company looks the same, and is none."""
    return format_phone("+32" + contact[1:]) if contact.isdigit() and contact.startswith("0") else contact


@lru_cache(maxsize=20_000)
def format_phone(number: str) -> str:
    """How the number is read in Belgium: ``02 529 41 20``; foreign ones with their country code.

    What was not normalised, or is a short number, is shown as it is stored.
    """
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    style = phonenumbers.PhoneNumberFormat.NATIONAL
    if parsed.country_code != BELGIUM:
        style = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def tel_uri(number: str) -> str:
    """The ``tel:`` link of a normalised number."""
    return f"tel:{number}"


def normalise_email(text: str) -> str:
    """The address in its normal form; nothing is looked up.

    Raises:
        BadFact: not an e-mail address.
    """
    try:
        return email_validator.validate_email(text.strip(), check_deliverability=False).normalized
    except email_validator.EmailNotValidError as error:
        raise BadFact(f"not an e-mail address: {text!r}") from error


def normalise_company_number(text: str) -> str:
    """The ten digits of a Belgian company number.

    Raises:
        BadFact: the check digits are wrong, or it is not one.
    """
    try:
        return str(vat.validate(text))
    except ValidationError as error:
        raise BadFact(f"not a company number: {text!r}") from error


def hours_are_valid(expression: str) -> bool:
    """Whether the text is OSM ``opening_hours`` syntax."""
    return nights.parsed(expression) is not None


def _end_is_guessed(hours: OpeningHours, expression: str, at: datetime) -> bool:
    """Whether the hours only seem to last until midnight: ``Mo,We`` names no hour, ``08:00+`` no end."""
    written = _COMMENT.sub("", expression)
    if any(mark in written for mark in _TO_MIDNIGHT):
        return False
    _, end, *_ = next(iter(hours.intervals(at)))
    return end is None or (end.time() == time(0) and nights.cut_off(expression, end.date()) is None)


def _is_unsaid_holiday(expression: str, at: datetime) -> bool:
    """Whether ``at`` is a Belgian public holiday and the hours are silent on those."""
    written = _COMMENT.sub("", expression)
    holidays = nights.parsed("PH")
    return "24/7" not in written and "PH" not in written and holidays is not None and holidays.is_open(at)


@lru_cache(maxsize=20_000)
def opens_within(expression: str, begin: datetime, end: datetime, whole: bool) -> bool | None:
    """Whether a service is open at some time from ``begin`` to ``end`` (Brussels time, without a zone); None
    when nobody knows. Hours without an end say enough of a ``whole`` day, and from whenever they begin."""
    hours = nights.parsed(expression) if expression else None
    if hours is None:
        return None
    unsure = False
    for start, _end, state, _note in nights.spans(expression, begin, end):
        surely = state == nights.OPEN and not _is_unsaid_holiday(expression, start)
        if surely and (whole or start > begin or not _end_is_guessed(hours, expression, start)):
            return True
        unsure = unsure or state != nights.CLOSED
    return None if unsure else False


@lru_cache(maxsize=20_000)
def is_always_open(expression: str, day: date) -> bool | None:
    """Whether a service is open day and night in the week from ``day`` on; None when nobody knows."""
    hours = nights.parsed(expression) if expression else None
    if hours is None:
        return None
    days = [datetime.combine(day, time()) + timedelta(days=ahead) for ahead in range(8)]
    states = {span.state for span in nights.spans(expression, days[0], days[-1])}
    if nights.CLOSED in states:
        return False
    unsaid = any(_is_unsaid_holiday(expression, midnight) for midnight in days[:-1])
    return None if states != {nights.OPEN} or unsaid or _end_is_guessed(hours, expression, days[0]) else True


@lru_cache(maxsize=20_000)
def open_in(expression: str, minute: datetime) -> bool | None:
    """``open_at`` a whole minute, kept: lists ask it of the same hours again and again."""
    return open_at(expression, minute)


@lru_cache(maxsize=20_000)
def next_opening(expression: str, minute: datetime) -> datetime | None:
    """From when on a service that is shut at ``minute`` is surely open, before the same day of the next week
    (Brussels time, without a zone); None where nobody knows. Kept, as ``open_in``."""
    hours = nights.parsed(expression) if expression else None
    at = minute.replace(tzinfo=None)
    until = datetime.combine(at.date(), time(0)) + timedelta(days=7)
    while hours is not None and (change := hours.next_change(at)) is not None and change < until:
        at = change.replace(tzinfo=None)
        if (opens := open_at(expression, at)) is not False:
            return at if opens else None
    return None


def open_at(expression: str, when: datetime) -> bool | None:
    """Whether a service is open at ``when`` (Brussels time, or any aware time); None when nobody knows.

    None rather than a promise: somebody may travel across the city on this answer. So hours that cannot
    be read, days without an hour, an open end (``08:00+``), and public holidays that the hours do not
    mention are all unknown.
    """
    hours = nights.parsed(expression) if expression else None
    if hours is None:
        return None
    at = (when.astimezone(BRUSSELS) if when.tzinfo else when).replace(tzinfo=None)
    if hours.is_unknown(at):
        return None
    if not hours.is_open(at):
        night = nights.cut_off(expression, at.date())
        if night is None or at >= night.until:
            return False
        if not night.sure:
            return None
    return None if _end_is_guessed(hours, expression, at) or _is_unsaid_holiday(expression, at) else True
