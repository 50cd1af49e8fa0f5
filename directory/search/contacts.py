"""Numbers and addresses in what is typed."""

import re
from collections.abc import Iterator
from datetime import date

from directory import availability, facts
from directory.reading import dialled, site
from search_index.text import SILENT, words

# Without any of these there is neither.
_SIGNS = re.compile(r"[\d@/.]|www", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d[\d\s./()-]*\d")
# A company number as it stands on a letter, in one piece or not.
_COMPANY = re.compile(r"be[\s.-]?(\d[\d\s./-]{2,})", re.IGNORECASE)
# In the middle of a sentence only a run of so many digits is taken for a number.
LONG_NUMBER = 6
# A Belgian number, with its zero, has no fewer.
WHOLE_NUMBER = 9
# So many digits that begin with the code of Belgium are a number dialled from abroad.
SHORTEST_FROM_ABROAD = 5
_ABROAD = re.compile(r"\(?(?:\+|00)\s*32[\s./()-]*")
_BEGUN_ABROAD = ("00", "003")
# What people write before a number or an address: *tel. 02 209*, *mailto:*.
_BEFORE = re.compile(
    r"^(?:tel(?:efoon)?|t[ée]l(?:[ée]phone)?|gsm|phone|bel|nummer|nr|num[ée]ro|fax|mobile|call|appeler|"
    r"mailto|e-?mail|mail)\s*[.:]?\s*(?=[+\d(]|[^\s@]+@)",
    re.IGNORECASE,
)
# Words of which a short number may be the only one that says something: *le 103*, *bellen naar 1712*.
_CALLED_WITH = SILENT.union(
    "tel telefoon telefoonnummer telephone gsm phone bel bellen belt nummer nr numero appel appeler appelez "
    "appelle number call ring dial".split()
)
# A second number behind the first, or its last digits alone: *02 209 34 00/01*.
_SECOND = re.compile(r"(?<=\d)\s*[/,;]\s*(?:\d{1,2}|\+?\d[\d\s.()-]{7,}|\+?0[\d\s./()-]{7,})$")
# Behind *tel.*, a number that does not begin as one has so many digits.
LEAST_CALLED = 8
# Postal codes: "1081 1080" is in two municipalities. Before them the number of a house, with its box, or how
# old they are, make no number: *rue des Lilas 12/3, 1080*, *0-12 1080*.
_CODES = re.compile(
    r"(?:(?:0-\d{1,2}|[1-9]\d{0,2}(?:\s?[/-]\s?\d{1,3})?)[\s,/-]+1[0-2]\d\d|1[0-2]\d\d[\s,/-]+1[0-2]\d\d)"
    r"(?:[\s,/-]+1[0-2]\d\d)*"
)
# A short number and where one is: *1712 1080*; with a comma it is a house.
_SHORT_THERE = re.compile(r"(\d{3,6})\s+(1[0-2]\d\d)")
# A number that is begun has its zero and a digit after it; *0-12* is how old they are.
_BEGUN = re.compile(r"\(?(?:0|\+)\d")
# A date to come with its year, or an hour, is no part of a number: *open 24/12/2026*, *24/12 14:30*. One that
# is past may be when somebody was born, which stays a number: no address of a page may hold it.
_DATE = re.compile(r"(?<![\d/.])(\d\d?)\s?([/.-])\s?(\d\d?)\s?\2\s?(20\d\d|(?<=/)\d\d)(?!\d|[/.]\d)")
# So many days ahead, nobody asks who is open.
FARTHEST_DAY = 2 * 365
_HOUR = re.compile(
    r"(?<!\d)(?:[01]?\d|2[0-3])(?::[0-5]\d(?!\d)|(?:\s?uur|[uh](?:[0-5]\d)?)(?!\w))", re.IGNORECASE
)
# From an hour to another, *9-12*, *12.30-14.00*; not *02-12 34 56*.
_CLOCK = r"[0-2]?\d(?:[.:hu][0-5]\d)?"
_HOURS = re.compile(rf"(?<![\d./-]){_CLOCK}\s?-\s?{_CLOCK}(?![\d./-]*\d|\s\d\d\s\d)")
# What stands around a number, and is no part of it: *103.*, *"1712"*, *(107)*.
_MARKS = " .,;:!?\"'“”«»#()"
_ADDRESS = re.compile(r"[@/]|\w\.\w|^(?=.*\d)(?=.*[a-z])[\w-]{4,}$|^www", re.IGNORECASE)


def _without_tel(text: str) -> str:
    """Without what stands before a number or an address; *bel 24/7* and *gsm 1080* have neither."""
    rest = _BEFORE.sub("", text)
    called = rest[:1] in {"0", "+", "("} or "@" in rest or sum(map(str.isdigit, rest)) >= LEAST_CALLED
    return rest if called or facts.short_number(rest) else text


def _begun_abroad(text: str) -> str:
    """The digits of a number that is still being typed with the code of Belgium (*0032*, *+32 2 209*), or of
    a short number (*+32 106*), as they are dialled here; '' where it is neither."""
    if not (found := _ABROAD.match(text)):
        return "0" if text in _BEGUN_ABROAD else ""
    rest = text[found.end() :].strip()
    digits = "".join(c for c in rest if c.isdigit()).lstrip("0")
    if facts.short_number(digits) and rest.lstrip("0") == digits:
        return digits
    return f"0{digits}" if len(digits) < LONG_NUMBER - 1 else ""


def _short_alone(text: str) -> str:
    """A short number that is all that was said; '' where there is none, or more was said (*103 enfants*)."""
    said = [word for word in words(text) if word not in _CALLED_WITH]
    return facts.short_number(said[0]) if len(said) == 1 else ""


def _unless_past(found: re.Match[str]) -> str:
    """Other signs in the place of a date that is to come, and soon: *12/03/85* is no 2085."""
    day, _sign, month, year = found.groups()
    try:
        ahead = (date(int(year[-2:]) + 2000, int(month), int(day)) - availability.today()).days
    except ValueError:
        ahead = -1
    return "#" * len(found[0]) if 0 <= ahead <= FARTHEST_DAY else found[0]


def without_when(text: str) -> str:
    """As long as the text, with other signs in the place of dates to come and hours."""
    text = _DATE.sub(_unless_past, text)
    for what in (_HOUR, _HOURS):
        text = what.sub(lambda found: "#" * len(found[0]), text)
    return text


def contact_in(text: str) -> tuple[str, str]:
    """A number, or a piece of an e-mail or web address, in a form in which contacts are kept; and the text
    without it. ('', text) where there is none."""
    if _SIGNS.search(text) is None:
        return "", text  # as nearly every search
    bare = _without_tel(" ".join(text.split()).strip(_MARKS))
    plain = bare.lower()
    if (called := _SHORT_THERE.fullmatch(plain)) and (short := facts.short_number(called[1])):
        return short, called[2]
    if _CODES.fullmatch(plain):
        return "", text
    if not any(c.isalpha() for c in plain):
        if begun := _begun_abroad(plain):
            return begun, ""
        first = dialled(_SECOND.sub("", plain))
        digits = first if len(first) >= WHOLE_NUMBER else dialled(plain)
        if facts.short_number(digits) and not facts.short_number(plain):
            return "", text  # "1/12" is a date, and no call for an ambulance
        least = 2 if digits.startswith("0") else 3  # "02" begins a number
        return (digits, "") if len(digits) >= least else ("", text)
    if company := _COMPANY.fullmatch(plain):
        return dialled(company[1]), ""
    if " " not in plain and len(plain) > 3 and _ADDRESS.search(plain):
        return site(plain), site(plain)
    if short := _short_alone(plain):
        return short, ""
    for found in _NUMBER.finditer(without_when(bare)):
        digits = dialled(found.group())
        # *116 000* in a sentence is an amount.
        is_one = len(digits) >= LONG_NUMBER and not facts.short_number(digits)
        if is_one and not _CODES.fullmatch(found.group()):
            return digits, bare[: found.start()] + " " + bare[found.end() :]
    return "", text


def spellings(piece: str) -> Iterator[str]:
    """A number or an address as contacts may have it, the likeliest first: a number may be dialled as from
    abroad, without its plus; of an address contacts have the site alone."""
    yield piece
    if piece.isdigit():
        if piece.startswith("32") and len(piece) >= SHORTEST_FROM_ABROAD:
            yield "0" + piece[2:]
        elif facts.short_number(piece):
            yield "0" + piece  # *+322209*
    elif "@" not in piece and "." in (host := piece.partition("/")[0]) and host != piece:
        yield host


def is_only_number(text: str, piece: str) -> bool:
    """Whether a telephone or company number was typed, or one that begins as these do (*02 34*), and nothing
    else: no other word answers it."""
    begun = len(piece) > len("02") and _BEGUN.match(_without_tel(text.strip()))
    return piece.isdigit() and (len(piece) >= LONG_NUMBER or bool(begun)) and not contact_in(text)[1]


def is_called(piece: str) -> bool:
    """Whether a piece is a whole number that is called, rather than a date or an amount."""
    return piece.isdigit() and piece.startswith("0") and len(piece) >= WHOLE_NUMBER
