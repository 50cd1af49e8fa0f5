"""Opening hours read out: what the signs of the notation say, in words, in Dutch, French and English."""

import re
from collections.abc import Callable

# Each in Dutch, French and English.
Three = tuple[str, str, str]
_LANGS = ("nl", "fr", "en")
_MONTHS: dict[str, Three] = {
    "Jan": ("jan", "janv.", "Jan"), "Feb": ("feb", "févr.", "Feb"), "Mar": ("maart", "mars", "March"),
    "Apr": ("april", "avril", "April"), "May": ("mei", "mai", "May"), "Jun": ("juni", "juin", "June"),
    "Jul": ("juli", "juil.", "July"), "Aug": ("aug", "août", "Aug"), "Sep": ("sept", "sept.", "Sept"),
    "Oct": ("okt", "oct.", "Oct"), "Nov": ("nov", "nov.", "Nov"), "Dec": ("dec", "déc.", "Dec"),
}  # fmt: skip
_SUN: dict[str, Three] = {
    "sunrise": ("zonsopgang", "lever du soleil", "sunrise"),
    "sunset": ("zonsondergang", "coucher du soleil", "sunset"),
    "dawn": ("ochtendschemering", "aube", "dawn"), "dusk": ("avondschemering", "crépuscule", "dusk"),
}  # fmt: skip
_WORDS: dict[str, Three] = {
    "Mo": ("ma", "lu", "Mon"), "Tu": ("di", "ma", "Tue"), "We": ("wo", "me", "Wed"),
    "Th": ("do", "je", "Thu"), "Fr": ("vr", "ve", "Fri"), "Sa": ("za", "sa", "Sat"),
    "Su": ("zo", "di", "Sun"), "PH": ("feestdagen", "jours fériés", "public holidays"),
    "SH": ("schoolvakantie", "vacances scolaires", "school holidays"),
    "easter": ("Pasen", "Pâques", "Easter"), "open": ("open", "ouvert", "open"),
    "unknown": ("uren niet bekend", "heures inconnues", "hours not known"),
    "off": ("gesloten", "fermé", "closed"), "closed": ("gesloten", "fermé", "closed"),
    "24/7": ("dag en nacht", "jour et nuit", "day and night"), "week": ("week", "semaine", "week"),
    "||": (", anders", ", sinon", ", otherwise"), ";": (" ·",) * 3, "-": ("–",) * 3, ",": (", ",) * 3,
    **_MONTHS, **_SUN,
}  # fmt: skip
# *The first Monday of the month*.
_PLACES: dict[str, Three] = {
    "1": ("1e", "1er", "1st"), "2": ("2e", "2e", "2nd"), "3": ("3e", "3e", "3rd"), "4": ("4e", "4e", "4th"),
    "5": ("5e", "5e", "5th"), "-1": ("laatste", "dernier", "last"),
    "-2": ("voorlaatste", "avant-dernier", "second last"),
}  # fmt: skip
_AND = (" en ", " et ", " and ")
_OF_MONTH = ("van de maand", "du mois", "of the month")
_FROM = ("vanaf", "à partir de", "from")
_EVERY = ("om de", "toutes les", "every")
_ODD = ("oneven weken", "semaines impaires", "odd weeks")
_EVEN = ("even weken", "semaines paires", "even weeks")
_ONE_IN = ("één week op", "une semaine sur", "one week in")
_HOUR = ("u", "h", "h")
_SIDES = {"-": ("voor", "avant", "before"), "+": ("na", "après", "after")}
_DAYS = {True: ("dag", "jour", "day"), False: ("dagen", "jours", "days")}
# How a remark is stored that is the same in every language; any other is shown as it was written.
APPOINTMENT = "by appointment"
_REMARKS = {APPOINTMENT: ("op afspraak", "sur rendez-vous", "by appointment")}

_MONTH, _SUNS = "|".join(_MONTHS), "|".join(_SUN)
_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_PLACE = r"(?:[1-5](?:-[1-5])?|-[12])"
_NO_TIME = r"(?!\d|:\d)"
_TOKEN = re.compile(
    rf"""
    "(?P<remark>[^"]*)"
  | (?P<moved>easter|PH|SH|{_DAY}\[{_PLACE}(?:,{_PLACE})*\])\s*(?P<by>[+-]\d+)\s*days?\b
  | (?P<nth>{_DAY})\[(?P<places>{_PLACE}(?:,{_PLACE})*)\]
  | week\s*(?P<first>\d+)-(?P<last>\d+)/(?P<step>\d+)
  | (?:(?P<year>\d{{4}})\s+)?\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:-(?P<till>\d{{1,2}}){_NO_TIME})?
    {_NO_TIME}(?P<on>\+)?
  | (?P<of>\d{{4}})\s+(?P<named>{_MONTH})\b(?:-(?P<until>{_MONTH})\b(?!\s+\d{{1,2}}{_NO_TIME}))?
  | \b(?P<since>\d{{4}})\+
  | \((?P<sun>{_SUNS})(?P<side>[+-])(?P<gap>\d{{1,2}}:\d\d)\)
  | (?<![-\d:])(?P<begins>\d{{1,2}}:\d\d|{_SUNS})\+
  | (?P<hour>2[4-9]|[34]\d):(?P<minute>\d\d)
  | /(?P<every>\d{{1,2}}:\d\d)
  | 24/7 | \s*\|\| | [A-Za-z]+ | \s*; | - | ,\s*
    """,
    re.VERBOSE,
)


def _at(lang: str) -> int:
    return _LANGS.index(lang) if lang in _LANGS else 2


def remark(text: str, lang: str) -> str:
    """What stands in quotes, in the reader's language where it is known."""
    return _REMARKS.get(text, (text,) * 3)[_at(lang)]


def _remark(found: re.Match[str], at: int) -> str:
    words = remark(found["remark"], _LANGS[at])
    return words if found.string[: found.start()].rstrip().endswith("||") else f"({words})"


def _the(at: int, text: str) -> str:
    """With the article that stands behind *before* and *after*."""
    plural = text in _WORDS["PH"] + _WORDS["SH"]
    if text in _WORDS["easter"] or (at != 1 and any(text in words for words in _SUN.values())):
        return text
    if at == 1:
        return f"les {text}" if plural else f"l’{text}" if text == "aube" else f"le {text}"
    return f"{('de', '', 'the')[at]} {text}"


def _moved(found: re.Match[str], at: int) -> str:
    days = abs(int(found["by"]))
    what = _TOKEN.sub(lambda one: _said(one, at), found["moved"])
    return f"{days} {_DAYS[days == 1][at]} {_SIDES[found['by'][0]][at]} {_the(at, what)}"


def _nth(found: re.Match[str], at: int) -> str:
    ends = [one.split("-") if one[0] != "-" else [one] for one in found["places"].split(",")]
    places = _AND[at].join("–".join(_PLACES[end][at] for end in one) for one in ends)
    return f"{places} {_WORDS[found['nth']][at]} {_OF_MONTH[at]}"


def _weeks(found: re.Match[str], at: int) -> str:
    first, last, step = (int(found[name]) for name in ("first", "last", "step"))
    if step == 2 and first in {1, 2} and last >= 52:
        return (_ODD if first == 1 else _EVEN)[at]
    return f"{_WORDS['week'][at]} {first}–{last} ({_ONE_IN[at]} {step})"


def _date(found: re.Match[str], at: int) -> str:
    """The day before its month, and the year last."""
    days = [str(int(found[name])) for name in ("day", "till") if found[name]]
    if at == 1:
        days = ["1er" if day == "1" else day for day in days]
    text = " ".join(filter(None, ("–".join(days), _MONTHS[found["month"]][at], found["year"])))
    return f"{_from(at, text)} {text}" if found["on"] else text


def _months(found: re.Match[str], at: int) -> str:
    names = [_MONTHS[found[name]][at] for name in ("named", "until") if found[name]]
    return f"{'–'.join(names)} {found['of']}"


def _from(at: int, text: str) -> str:
    """French counts days and hours from *le*, *l’* or nothing."""
    if at == 1 and re.match(r"\d{1,2}(?:er)? \D|lever|coucher|cré", text):
        return "à partir du"
    return "à partir de l’" if at == 1 and text == "aube" else _FROM[at]


def _begins(found: re.Match[str], at: int) -> str:
    text = found["begins"]
    text = _SUN[text][at] if text in _SUN else text
    return f"{_from(at, text)} {text}".replace("’ ", "’")


def _gap(text: str, at: int) -> str:
    hours, minutes = (int(part) for part in text.split(":"))
    return " ".join([*([f"{hours} {_HOUR[at]}"] if hours else []), *([f"{minutes} min"] if minutes else [])])


_SAY: dict[str, Callable[[re.Match[str], int], str]] = {
    "remark": _remark,
    "moved": _moved,
    "nth": _nth,
    "step": _weeks,
    "month": _date,
    "named": _months,
    "since": lambda found, at: f"{_FROM[at]} {found['since']}",
    "sun": lambda found, at: (
        f"{_gap(found['gap'], at)} {_SIDES[found['side']][at]} {_the(at, _SUN[found['sun']][at])}"
    ),
    "begins": _begins,
    "hour": lambda found, _at: (
        found[0] if found[0] == "24:00" else f"{int(found['hour']) - 24:02}:{found['minute']}"
    ),
    "every": lambda found, at: f" {_EVERY[at]} {_gap(found['every'], at)}",
}


def _said(found: re.Match[str], at: int) -> str:
    say = next((say for name, say in _SAY.items() if found[name] is not None), None)
    return say(found, at) if say else _WORDS.get(found[0].strip(), (found[0],) * 3)[at]


def in_words(expression: str, lang: str) -> str:
    """``Mo-Fr 09:00-12:00`` as ``ma-vr 09:00-12:00``; what stands in quotes stays as it is."""
    if re.fullmatch(r'"[^"]*"', expression):
        return remark(expression[1:-1], lang)
    return _TOKEN.sub(lambda found: _said(found, _at(lang)), expression)
