"""The phones of a cell, in whatever way somebody wrote them down."""

import re

import phonenumbers

from directory import facts
from directory.errors import BadFact

# "02 529 41 20 (secretariat)", as our own exports write a number with its note.
_NOTED = re.compile(r"([+\d][\d\s./-]*?)\s*\((.*)\)", re.DOTALL)
_BEGUN = re.compile(r"[+\d][\d\s./-]*\(")
_APART = re.compile(r"\s*(?:[;|\n]|\s/\s)\s*")
Phone = dict[str, str]


def pieces(text: str) -> list[str]:
    """The numbers of a cell apart: by line, unless lines are one number with its note."""
    found: list[str] = []
    lines = text.split("\n")
    while lines:
        taken = _with_its_note(lines)
        found += ["\n".join(lines[:taken])] if taken else _APART.split(lines[0])
        del lines[: taken or 1]
    return [piece.strip() for piece in found if piece.strip()]


def _with_its_note(lines: list[str]) -> int:
    """How many of the lines are the first number with its note, which may go over some lines; 0 for none."""
    if not _BEGUN.match(lines[0].strip()):
        return 0
    following = (at for at, line in enumerate(lines[1:], 1) if _BEGUN.match(line.strip()))
    for end in range(1, next(following, len(lines)) + 1):
        if _NOTED.fullmatch("\n".join(lines[:end]).strip()):
            return end
    return 0


def _in_country(text: str, country: str) -> Phone | None:
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    note = f"ext. {number.extension}" if number.extension else ""
    return {"number": phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), "note": note}


def _one(text: str, country: str) -> Phone | None:
    try:
        number = facts.normalise_phone(text)
        extension = facts.phone_extension(text)
        if country == "BE" or text.startswith("+") or len(text) < 7:
            return {"number": number, "note": f"ext. {extension}" if extension else ""}
    except BadFact:
        pass
    return _in_country(text, country)


def read(text: str, country: str) -> tuple[list[Phone], str]:
    """The phones in one piece of a cell, and the words around them that went to the note ('' if none).

    Raises:
        BadFact: digits that make no number.
    """
    if (noted := _NOTED.fullmatch(text)) and (found := _one(noted[1], country)):
        return [{"number": found["number"], "note": noted[2]}], ""
    if found := _one(text, country):
        return [found], ""
    matches = list(phonenumbers.PhoneNumberMatcher(text[:500], country))
    if matches:
        words = text
        for match in matches:
            words = words.replace(match.raw_string, " ")
        note = " ".join(words.split()).strip(" ,:;-()")[:200]
        numbers = [
            phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164) for match in matches
        ]
        return [{"number": number, "note": note} for number in dict.fromkeys(numbers)], note
    if not any(character.isdigit() for character in text):
        return [], ""
    raise BadFact(f"not a phone number: {text!r}")
