"""The words of opening hours as people type them in Dutch, French and English, and what each says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from directory import facts, hours

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOLIDAYS = "PH"
_DAY = rf"\b(?:{hours.DAY})(?:(?<=day|dag|ndi|rdi|edi|udi|che)s|(?<=dag)en)?\b\.?"
_TO = r"(?:-|–|—|t/m|t\.?e\.?m\b\.?|tot\s+en\s+met|tot|through|thru|until|till|to|à|au|jusqu['’]au)"
_TIME = (
    # No minutes stand after a blank where hours follow: "9h-12h 13h-17h".
    r"(?:\d{1,2}(?:\s?:\s?\d{2}|\.\d{2}|\s?[uh]\d{2}"
    r"|\s?[uh]\s(?:30|45|(?:00|15)(?!\s*(?:[uh:.–—-]|tot\b|to\b|till\b|until\b|à|jusqu|\d))))?(?!\d)\s*"
    r"(?:[ap]\.?\s?m\b\.?|u(?:ur|ren)?\b\.?|h(?:eures?|rs?)?\b\.?)?|midi\b|noon\b|minuit\b|midnight\b|middernacht\b)"
)
_BETWEEN = rf"(?:tussen|entre|between)\s+({_TIME})\s*(?:en|et|and)\s*({_TIME})"
_FROM_TO = rf"({_TIME})\s*(?:-|–|—|tot|to|till|until|à|jusqu['’]à)\s*({_TIME})"
_ONLY = r"(?:alleen|enkel|uitsluitend|uniquement|seulement|exclusivement|only)"
_GROUPS = {
    "week": (
        r"(?:week|werk)dag(?:en)?|doordeweeks|(?:in|tijdens)\s+de\s+week|jours\s+(?:ouvrés|de\s+(?:la\s+)?semaine)"
        r"|(?:en|la)\s+semaine|(?:week|working\s+|business\s+)days?|during\s+the\s+week"
    ),
    "weekend": r"week-?\s?ends?",
    "all": (
        r"(?:elke|iedere)\s+dag|alle\s+dagen|dagelijks|tous\s+les\s+jours(?!\s+ouvr)|chaque\s+jour|every\s?day|daily"
        r"|7\s*(?:j(?:ours)?|d(?:agen|ays)?)?\s*(?:/|op|sur)\s*7(?:\s?[jd]\b)?"
    ),
}
MEANS = {"week": DAYS[:5], "weekend": DAYS[5:], "all": DAYS}
_KINDS = {
    "always": (
        r"24\s*/\s*7|(?:24\s*(?:[uh](?:ur|eures)?)?\s*(?:/|op|sur)\s*24(?:\s?[uh])?(?:\s*(?:,|en|et|and|-)?\s*7\s*[jd]?"
        r"\s*/\s*7(?:\s?[jd]\b)?)?)|dag\s+en\s+nacht|jour\s+et\s+nuit|day\s+and\s+night"
    ),
    "appointment": (
        rf"(?:{_ONLY}\s+)?(?:(?:op|na|volgens|mits)\s+afspraak|sur\s+(?:rendez-?\s?vous|rdv)|(?:by|on)\s+appointment)"
        rf"(?:\s+{_ONLY})?"
    ),
    "closed": r"gesloten|dicht|toe|fermée?s?|closed",
    "except": r"behalve|uitgezonderd|sauf|excepté|hormis|except(?:\s+for)?",
    "holidays": (
        r"(?:wettelijke\s+|officiële\s+)?feestdag(?:en)?|jours?\s+fériés?(?:\s+légaux)?|PH\b"
        r"|(?:public|bank)\s+holidays?"
    ),
    **{f"group_{name}": words for name, words in _GROUPS.items()},
    "days": rf"{_DAY}(?:\s*{_TO}\s*{_DAY})?",
    "span": rf"{_BETWEEN}|{_FROM_TO}",
    "remark": r"\([^()\"]{1,80}\)|[\"“][^\"“”]{1,80}[\"”]",
    "colon": r":",
    "and": r"(?:en|et|and)\b|&|\+",
    "break": r"[,;/·|.)]",
    "around": (
        r"[-–—]|(?:van|op|elke|iedere|alle|tous|toutes|de|het|du|des|le|les|la|chaque|from|on|every|the|open|geopend|ouverte?s?"
        r"|openingsuren|heures\s+d['’]ouverture|opening\s+hours)\b"
    ),
}  # fmt: skip
_TOKEN = re.compile(
    "|".join(rf"(?P<{kind}>{words})" for kind, words in _KINDS.items()),
    re.IGNORECASE,
)
# What stands in brackets and tells hours or days is no remark beside the hours: it changes them.
_LONG = "|".join(one for one in hours.DAY.split("|") if len(one) > 4)
_TELLS = re.compile(
    rf"\d\s?[uh]|\d:\d\d|\b[ap]\.?m\b|{'|'.join(_GROUPS.values())}|\b(?:{_LONG})"
    rf"|\b(?:{_KINDS['closed']}|{_KINDS['except']}|{_KINDS['holidays']})\b",
    re.IGNORECASE,
)
# So does what tells a short day, a span, a month, a season, a rhythm, or not; this is read by nobody.
_HINTS = re.compile(
    rf"\b(?:{hours.DAY})\b|\d\s*(?:[-–—/×x]|tot|to|à|until|till|keer|fois|times)\s*\d?|(?<![\d.])\d{{1,2}}\.\d\d\b(?!\.?\d)"
    r"|\b\d+\s*(?:e|de|ste|er|[eè]re|i?[eè]me|st|nd|rd|th)\b(?!\s*(?:verd|étage|etage|floor))"
    r"|\b(?:van|om|na|voor|à|de|avant|après|from|after|before|at)\s*\d"
    r"|\b(?:jan|feb|fév|fev|mrt|maart|mar[cs]|apr|avr|mei\b|mai\b|may\b|jun|juin|jui?l|aug|ao[uû]t|sep|o[ck]to|o[ck]t\b"
    r"|nov|d[eé]c)|\b(?:tot|vanaf|sinds|dès|depuis|jusqu|à\s+partir|from|until|till|since|starting)\b|order|notice"
    r"|vakantie|vacances|holiday|vacation|verlof|congé|zomer|winter|lente|herfst|\bété|hiver|printemps|automne|summer"
    r"|spring|autumn|\bterm|trimest|ramadan|kerst|no[eë]l|christmas|pasen|p[aâ]ques|easter|examen|exam\b|week|weken"
    r"|semaine|hebdo|maand|\bmois|mensuel|month|\bdag|dagen\b|jour|\bdays?\b|\bjaar|\bann[eé]|\byear"
    r"|eerste|premi[eè]re?|first|laatste|derni[eè]re?|\blast|\b(?:on)?even\b|\b(?:im)?paire?s?\b|\bodd|om\s+de|\bfois|sur\s+deux|alterna"
    r"|tijdelijk|provisoire|temp|opgeschort|suspen|annul|cancel|geschrapt|stopgezet|herne|repri|resum|soms|parfois"
    r"|sometimes|sluit|ferm|clos|shut|dicht|pauze|pause|lunch|break|onderbr|interrup|uitzonder|exception|middag|midi\b|noon"
    r"|avond|soir|evening|ochtend|matin|morning|nacht|\bnuit|night"
    r"|\b(?:niet|geen|nooit|pas|non|jamais|not|no|never|buiten|hors|uur|uren|heures?|hours?)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\b0(?:\d[\s/]*\d{3}|4\d\d[\s/]*\d\d)(?:[\s.]*\d\d){2}\b")
_OPEN = re.compile(r"(?i)open|geopend|ouverte?s?")
_OPENED = re.compile(r"(?P<break>\()")
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"[^\s,;]+")
_HALF = re.compile(r"(?i)[ap]\.?\s?m")
_CLOCK = re.compile(r"(\d{1,2})(?:\s?[:.uh]\s?(\d{2}))?(?::\d{2})?\s*(?:(a|p)\.?\s?m\.?|[uh].*)?")
# "6-8" and "7:30-9" may be an evening; "8-11" too, where no minutes are said.
_LOW = re.compile(r"[1-6](?:\s?[:.]\s?\d{2})?")
_EARLY = re.compile(r"[78](?:\s?[:.]\s?\d{2})?")
_BARE = re.compile(r"[1-9]|1[01]")
_NAMED = {"midi": "12", "noon": "12", "minuit": "24", "midnight": "24", "middernacht": "24"}
SHARED = {"ma", "di"}  # Monday and Tuesday, Tuesday and Sunday


# The names of the notation; "open" is none, as it says of no hour until when.
_NAMES = frozenset(
    "Mo Tu We Th Fr Sa Su PH SH Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec off closed unknown week "
    "easter sunrise sunset dawn dusk day days".split()
)


class Unclear(Exception):
    """A trouble, and the word."""


@dataclass
class Part:
    """What is said of some days. ``behind``: its days stand behind its hours; ``listed``: and are several.
    ``ended``: a remark stands behind its hours.
    """

    days: list[str] = field(default_factory=list)
    spans: list[str] = field(default_factory=list)
    closed: bool = False
    remark: str = ""
    words: str = ""
    colon: bool = False
    behind: bool = False
    listed: bool = False
    ended: bool = False

    @property
    def says(self) -> bool:
        return bool(self.spans or self.closed or self.remark)


def remark_of(words: str) -> str:
    """What stands in brackets, or that it is by appointment, as it is stored."""
    plain = words.strip('()"“” ')
    known = re.fullmatch(_KINDS["appointment"], plain, re.IGNORECASE)
    return hours.APPOINTMENT if known else plain


def clock(text: str) -> str:
    """``9am``, ``9u30``, ``16:00:00`` or ``4:00 PM`` as ``HH:MM``; '' for what is no time of a day."""
    plain = text.strip().casefold()
    found = _CLOCK.fullmatch(_NAMED.get(plain, plain).removesuffix("z").split("+")[0])
    if found is None:
        return ""
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    if plain.startswith("23:59:59"):
        return "24:00"
    return f"{hour:02}:{minute:02}" if (hour < 24 and minute < 60) or (hour, minute) == (24, 0) else ""


def _minutes(time: str) -> int:
    return int(time[:2] or 0) * 60 + int(time[3:] or 0)


def span(begin: str, end: str) -> str:
    """``9`` and ``5pm`` as ``09:00-17:00``; '' for what may be meant otherwise."""
    marks = [_HALF.search(one) for one in (begin, end)]
    since, till = clock(begin), clock(end)
    since = "00:00" if since == "24:00" else since
    first, last = begin.strip().casefold(), end.strip().casefold()
    if marks[1] and not marks[0] and first not in _NAMED:  # "1-5pm" is an afternoon, "9-5pm" a day
        later = clock(begin + marks[1][0])
        since = later if later and later < till else since
        if till == "00:00":
            return ""  # "8-12am" ends at noon or at midnight
    elif not marks[1] and last not in _NAMED and (marks[0] or first in _NAMED) and till < "12:00":
        return ""  # "12am-5", "noon-6"
    elif not any(marks) and (
        (_LOW.fullmatch(first) and last[-1:].isdigit()) or (_EARLY.fullmatch(first) and _BARE.fullmatch(last))
    ):
        return ""
    if marks[0] and since < "01:00" and till > "11:59":
        return ""  # "12am-5pm" is meant to begin at noon
    if any(marks) and since and till < since and _minutes(since) - _minutes(till) < 12 * 60:
        return ""  # "9pm-5pm" would last for more than half a day
    sure = all(marks) and since != till
    return f"{since}-{till}" if since and till and (sure or hours.is_plausible(since, till)) else ""


def is_notation(text: str, lang: str) -> bool:
    """Whether a text is OSM ``opening_hours``, and no word of it is another day in ``lang`` ("mar")."""
    names = re.findall(r"[^\W\d_]+", re.sub(r'"[^"]*"', "", text))
    days = hours.TYPED.get(lang, {})
    if "Mar" in names and lang != "en" and not set(names) & set(DAYS):
        return False  # rather a Tuesday than all of March
    return (
        all(name in _NAMES and days.get(name.casefold(), name) == name for name in names)
        and text.isprintable()
        and facts.hours_are_valid(text)
    )


def tongue_of(text: str, lang: str) -> str:
    """The language in which the days of a text are to be read, ``lang`` where it can be; '' where a word is
    one day in one language and another in the next ("ma", "di"), and nothing tells which is meant.
    """
    words = {word.casefold() for word in re.findall(rf"(?i)\b(?:{hours.DAY})\b", text)}
    fitting = [one for one, known in hours.TYPED.items() if words <= known.keys()]
    weekend = re.search(r"(?i)\bwe\b", text)  # in Dutch and French
    if weekend and (lang != "en" or not words <= hours.TYPED["en"].keys()):
        raise Unclear("word", weekend[0])
    if lang in fitting or not words & SHARED:
        return lang
    return fitting[0] if len(fitting) == 1 else ""


def _day(word: str, names: Mapping[str, str]) -> str:
    plain = word.rstrip(".").casefold()
    for one in (plain, plain.removesuffix("s"), plain.removesuffix("en")):
        if one in names:
            return names[one]
    raise Unclear("word", word)  # "vrıjdag" looks like a day


def days_of(text: str, names: Mapping[str, str]) -> list[str]:
    """The days of ``maandag`` or ``woensdag tot vrijdag``."""
    found = [_day(one, names) for one in re.findall(rf"(?i){_DAY}", text)]
    if len(found) == 1:
        return found
    at, end = (DAYS.index(one) for one in found)
    if end == at or (end < at and (at < 4 or re.search("[-–—]", text))):
        raise Unclear("which", text)  # "di-ma" is no week, "zo – ma" may be a table
    return [DAYS[(at + step) % 7] for step in range((end - at) % 7 + 1)]


def tokens(text: str) -> list[tuple[str, re.Match[str]]]:
    """The words that count, by kind. Raises Unclear at the first that is not understood."""
    found, at = [], _end_of(_SPACE, text, 0)
    while at < len(text):
        one = _TOKEN.match(text, at)
        if one is not None and one.lastgroup == "remark" and remark_of(one[0]) != hours.APPOINTMENT:
            if text[at] == "(" and _TELLS.search(one[0]):
                one = _OPENED.match(text, at)
            elif _TELLS.search(one[0]) or _HINTS.search(_PHONE.sub("", one[0])):
                raise Unclear("which", one[0].strip('()"“” '))
        glued = one is not None and one[0][-1:].isalnum() and text[one.end() : one.end() + 1].isalpha()
        if one is None or glued:
            word = _WORD.match(text, at)
            raise Unclear("word", (word[0] if word else text[at]).strip("().:") or text[at])
        kind = str(one.lastgroup)
        if kind == "around" and one[0] in "-–—" and not re.match(r"\w-\s*(?:en|et|and)\b", text[at - 1 :]):
            kind = "dash"
        if kind == "around" and _OPEN.fullmatch(one[0]):
            kind = "open"
        found.append((kind, one))
        at = _end_of(_SPACE, text, one.end())
    return [pair for pair in found if pair[0] != "around"]


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
