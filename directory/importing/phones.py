"""The phones of a cell, in whatever way somebody wrote them down."""

import re

import phonenumbers

from directory import facts
from directory.errors import BadFact

# "02 529 41 20 (secretariat)", as our own exports write a number with its note.
_NOTED = re.compile(r"([+\d][\d\s./-]*?)\s*\((.*)\)", re.DOTALL)
# Behind the note of a number another one: "02 529 41 20 (reception), 02 529 41 21 (night)".
_ANOTHER = re.compile(r"^[^()]*\)[^()]*\d")
_BEGUN = re.compile(r"[+\d][\d\s./-]*\(")
# The last digits of the numbers beside it: "02/241.00.00/01".
_ENDINGS = re.compile(r"(?P<number>.*?\d)\s*(?P<more>(?:/\s?\d{1,3}\s*)+)")
# Numbers after the first of a cell that leave out what they have in common: "02 241 00 00 / 241 00 01".
_REST = re.compile(r"[1-9][\d\s.]{3,9}")
# What stands around a number and says no more than that it is one, or that there is another.
_IDLE = set("of ou or en et and tel tél telefoon téléphone telephone phone t nr n° &".split())
_FAX = re.compile(r"(?i)\b(?:tele|télé)?fax\b")
_APART = re.compile(r"\s*(?:[;|\n]|\s/\s)\s*")
Phone = dict[str, str]


def pieces(text: str) -> list[str]:
    """The numbers of a cell apart: by line, unless lines are one number with its note."""
    found: list[str] = []
    lines = text.split("\n")
    while lines:
        taken = _with_its_note(lines)
        found += ["\n".join(lines[:taken])] if taken else _split(lines[0])
        del lines[: taken or 1]
    return [piece.strip() for piece in found if piece.strip()]


def _split(line: str) -> list[str]:
    """The numbers of a line; the rest of one is no number of its own."""
    found: list[str] = []
    for piece in _APART.split(line):
        if found and _REST.fullmatch(piece) and len(found[-1]) > len(piece):
            found[-1] += f" / {piece}"
        else:
            found.append(piece)
    return found


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


def _note(words: str) -> str:
    """The words beside a number, without those around them that say nothing."""
    said = words.split()
    worded = any(len(one) > 2 and not one.strip("()/.,").isdigit() for one in said)
    for end in (0, -1) if worded or len(said) < 2 else ():
        while said and said[end].strip(" .,:;-–/").casefold() in {*_IDLE, ""}:
            del said[end]
    text = " ".join(said).strip(" ,:;-–/")
    if (text.startswith("(") and text.endswith(")")) or text.count("(") != text.count(")"):
        text = text.strip("() ,;")
    return text[:200]


def _among(text: str, country: str) -> list[Phone]:
    """The numbers in a sentence, each once with the words beside it: those before it where the text begins
    with words, else those behind it. A fax is no number to call and stays in the words.
    """
    matches = list(phonenumbers.PhoneNumberMatcher(text[:500], country))
    ends = [0, *(match.end for match in matches)]
    starts = [*(match.start for match in matches), len(text)]
    around = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    labelled = bool(_note(around[0])) or bool(_FAX.search(around[0]))
    kept: dict[str, str] = {}
    faxes = []
    for at, match in enumerate(matches):
        before, behind = around[at], around[at + 1]
        if _FAX.search(before):
            faxes.append(f"fax {match.raw_string}")
            continue
        number = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        mine = [before, behind if at == len(matches) - 1 else ""] if labelled else [behind]
        kept.setdefault(number, ", ".join(filter(None, (_note(_FAX.sub(" ", one)) for one in mine))))
    if kept and faxes:
        first = next(iter(kept))
        kept[first] = ", ".join(filter(None, (kept[first], *faxes)))[:200]
    return [{"number": number, "note": note} for number, note in kept.items()]


def read(text: str, country: str) -> tuple[list[Phone], str]:
    """The phones in one piece of a cell, and the words around them that went to the note ('' if none).

    Raises:
        BadFact: digits that make no number.
    """
    if _FAX.match(text) and len(list(phonenumbers.PhoneNumberMatcher(text[:500], country))) < 2:
        return [], ""
    noted = _NOTED.fullmatch(text)
    if noted and _ANOTHER.search(noted[2]) and len(among := _among(text, country)) > 1:
        return among, ", ".join(filter(None, (one["note"] for one in among)))
    if noted and (found := _one(noted[1], country)):
        return [{"number": found["number"], "note": noted[2]}], ""
    if found := _one(text, country):
        return [found], ""
    if (ended := _ENDINGS.fullmatch(text)) and (found := _one(ended["number"], country)):
        return [{"number": found["number"], "note": ended["more"].strip()}], ended["more"].strip()
    if among := _among(text, country):
        return among, ", ".join(filter(None, dict.fromkeys(one["note"] for one in among)))
    if not any(character.isdigit() for character in text):
        return [], ""
    raise BadFact(f"not a phone number: {text!r}")
