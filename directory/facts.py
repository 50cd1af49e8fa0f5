"""Facts checked by the library that knows them: phones, e-mail, company numbers, opening hours."""

from datetime import datetime
from functools import lru_cache

import email_validator
import phonenumbers
from opening_hours import OpeningHours, ParserError
from stdnum.be import vat
from stdnum.exceptions import ValidationError

from directory.errors import BadFact


def normalise_phone(text: str) -> str:
    """E.164 of a Belgian or international number; a Belgian short number (106, 1813) stays as it is.

    Raises:
        BadFact: not a phone number.
    """
    digits = "".join(c for c in text if c.isascii() and c.isdigit())
    if 3 <= len(digits) <= 4 and text.strip() == digits and digits[0] == "1":
        return digits
    try:
        number = phonenumbers.parse(text, "BE")
    except phonenumbers.NumberParseException as error:
        raise BadFact(f"not a phone number: {text!r}") from error
    if not phonenumbers.is_valid_number(number):
        raise BadFact(f"not a valid phone number: {text!r}")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=20_000)
def format_phone(number: str) -> str:
    """How the number is read in Belgium: ``02 529 41 20``; foreign ones with their country code."""
    if not number.startswith("+"):
        return number
    parsed = phonenumbers.parse(number, None)
    style = phonenumbers.PhoneNumberFormat.NATIONAL
    if parsed.country_code != 32:
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


@lru_cache(maxsize=20_000)
def _hours(expression: str) -> OpeningHours | None:
    try:
        return OpeningHours(expression, timezone=None, country="BE")
    except ParserError:
        return None


def hours_are_valid(expression: str) -> bool:
    """Whether the text is OSM ``opening_hours`` syntax."""
    return _hours(expression) is not None


def open_at(expression: str, when: datetime) -> bool | None:
    """Whether a service is open at ``when`` (Brussels time); None when the hours are not known."""
    hours = _hours(expression) if expression else None
    if hours is None:
        return None
    at = when.replace(tzinfo=None)
    # Hours that the library itself calls unknown (a comment instead of a time) are unknown to us.
    return None if hours.is_unknown(at) else bool(hours.is_open(at))
