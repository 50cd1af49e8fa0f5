"""What a program asks of the exchange, read from the address; a question that is wrong says how."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite

from directory.hsds.finding import Filters
from directory.models import LANGUAGES

PER_PAGE, MOST_PER_PAGE = 50, 1000
_YES, _NO = {"true", "1", "yes"}, {"false", "0", "no", ""}


class BadQuestion(ValueError):
    """A parameter that cannot be understood; the message says which, and what it must be."""


@dataclass(frozen=True)
class Question:
    """A question to a list. ``per_page`` is None where all is asked at once."""

    filters: Filters
    lang: str
    page: int
    per_page: int | None
    full: bool
    full_service: bool
    minimal: bool
    ndjson: bool


def flag(args: Mapping[str, str], name: str) -> bool:
    """Whether a parameter says yes. Raises BadQuestion where it says neither."""
    text = args.get(name, "").strip().lower()
    if text not in _YES | _NO:
        raise BadQuestion(f"{name} must be true or false")
    return text in _YES


def _number(args: Mapping[str, str], name: str, default: int) -> int:
    text = args.get(name)
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) < 1:
        raise BadQuestion(f"{name} must be a whole number from 1")
    return int(text)


def moment(text: str) -> datetime:
    """A moment of ISO 8601 as the database keeps it (UTC, naive); UTC where it names no zone.

    Raises:
        BadQuestion: it is none.
    """
    try:
        # The plus sign of a zone that was not escaped in the address arrives as a blank.
        at = datetime.fromisoformat(text.strip().replace(" +", "+"))
    except ValueError:
        try:
            at = datetime.fromisoformat("+".join(text.strip().rsplit(" ", 1)))
        except ValueError as error:
            raise BadQuestion("modified_after must be a moment as in 2026-11-24T10:30:00Z") from error
    try:
        return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at
    except OverflowError as error:
        raise BadQuestion("modified_after must be a moment that a calendar has") from error


def _proximity(args: Mapping[str, str]) -> float | None:
    text = args.get("proximity", "").strip()
    if not text:
        return None
    try:
        metres = float(text)
    except ValueError:
        metres = -1.0
    if not isfinite(metres) or metres < 0 or "_" in text or not text.isascii():
        raise BadQuestion("proximity must be a number of metres")
    if not args.get("postcode", "").strip():
        raise BadQuestion("proximity needs a postcode to measure from")
    return metres


def language_of(args: Mapping[str, str], preferred: str) -> str:
    """The language of the answer: ``lang``, else what the reader prefers."""
    lang = args.get("lang", "")
    if lang and lang not in LANGUAGES:
        raise BadQuestion(f"lang must be one of {', '.join(LANGUAGES)}")
    return lang or preferred


def read(args: Mapping[str, str], preferred: str) -> Question:
    """The question in an address.

    Raises:
        BadQuestion: a parameter that cannot be understood.
    """
    form = args.get("format", "json") or "json"
    if form not in {"json", "ndjson"}:
        raise BadQuestion("format must be json or ndjson")
    minimal = flag(args, "minimal")
    after = args.get("modified_after", "").strip()
    filters = Filters(
        search=args.get("search", ""),
        taxonomy_term_id=args.get("taxonomy_term_id", ""),
        taxonomy_id=args.get("taxonomy_id", ""),
        organization_id=args.get("organization_id", ""),
        modified_after=moment(after) if after else None,
        postcode=args.get("postcode", "").strip(),
        proximity=_proximity(args),
    )
    # The standard: "when using minimal aim to return all services within one call".
    default = None if minimal and "per_page" not in args else PER_PAGE
    per_page = min(_number(args, "per_page", PER_PAGE), MOST_PER_PAGE) if default else None
    flags = {name: flag(args, name) for name in ("full", "full_service")}
    lang, page = language_of(args, preferred), _number(args, "page", 1)
    return Question(filters, lang, page, per_page, minimal=minimal, ndjson=form == "ndjson", **flags)
