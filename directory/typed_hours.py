"""Opening hours as people type them, in Dutch, French and English, to OSM ``opening_hours``.

Every word must be understood (``hour_words``): what is not, or may be meant in two ways, is named, and
nothing is guessed. Days may stand before the hours or behind them, and so may *closed* and *by appointment*.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from directory import facts, hours
from directory.hour_words import (
    DAYS,
    HOLIDAYS,
    MEANS,
    SHARED,
    Unclear,
    days_of,
    remark_of,
    span,
    tokens,
    tongue_of,
)

LONGEST = 1000
# A dash where hours could stand, as in a table: *ma -, di 9-12*.
_NOTHING = re.compile(r"([^\s,;]+)\s*[-–—]\s*[,;]")
# The names of OSM's syntax as they are written in it.
OSM_NAMES = frozenset(
    "Mo Tu We Th Fr Sa Su PH SH Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec off closed open unknown week "
    "day days easter sunrise sunset dawn dusk".split()
)


@dataclass(frozen=True)
class Reading:
    """What was typed, as OSM ``opening_hours``; or else ('') what is in the way, and the ``word`` where:
    ``word`` is not understood; ``half`` may be meant otherwise ("9-5"); ``tongue``: another day in the next
    language; ``hours``: days of which nothing is said; ``which``: not clear which days it is about.
    """

    expression: str = ""
    trouble: str = ""
    word: str = ""


@dataclass
class _Part:
    """What is said of some days. ``behind``: its days stand behind its hours."""

    days: list[str] = field(default_factory=list)
    spans: list[str] = field(default_factory=list)
    closed: bool = False
    remark: str = ""
    words: str = ""
    colon: bool = False
    behind: bool = False
    # Days were taken out of it; its hours stand in several pieces; it is open day and night.
    less: bool = False
    pieces: bool = False
    always: bool = False

    @property
    def says(self) -> bool:
        return bool(self.spans or self.closed or self.remark)


def expression(week: Mapping[str, Iterable[str]]) -> str:
    """The hours of a week (day → spans ``09:00-12:00``) in OSM's syntax, equal days that follow together."""
    return _joined({day: ",".join(sorted(set(week.get(day, ())))) for day in DAYS})


def _joined(week: Mapping[str, str], *more: str) -> str:
    parts: list[str] = []
    at = 0
    while at < 7:
        end = at
        while end + 1 < 7 and week[DAYS[end + 1]] == week[DAYS[at]]:
            end += 1
        if week[DAYS[at]]:
            days = DAYS[at] if at == end else f"{DAYS[at]}-{DAYS[end]}"
            parts.append(f"{days} {week[DAYS[at]]}")
        at = end + 1
    made = "; ".join([*parts, *more])
    return made if facts.hours_are_valid(made) else ""


class _Reader:
    """Goes through the words once, and keeps what is said of which days."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names, self.parts, self.less = names, list[_Part](), False
        # What stands before a word: a comma, *and*, a stroke; '' where nothing parts it from the one before.
        self.broken, self.last = "", ""

    def begun(self) -> _Part:
        self.parts.append(_Part())
        return self.parts[-1]

    def read(self, text: str) -> list[_Part]:
        found = tokens(text)
        if all(kind in {"break", "and", "colon"} for kind, _one in found):
            raise Unclear("word", text.strip()[:20])
        for (kind, one), following in zip(found, [*found[1:], ("", None)], strict=True):
            if kind in {"break", "and"}:
                self.broken = one[0].casefold()
                self.less = self.less and self._goes_on()
                continue
            if kind == "colon":
                if self.parts:
                    self.parts[-1].colon = True
            elif kind == "except":
                self.less = True
            elif kind in {"days", "holidays"} or kind.startswith("group_"):
                self.of_days(kind, one[0])
            elif kind in {"span", "always"}:
                self.of_hours(kind, one)
            else:
                self.of_state(kind, one[0], following[0])
            self.broken, self.last = "", kind
        return self.parts

    def _goes_on(self) -> bool:
        """Whether a list goes on: after a comma or *and*, neither a stroke nor a semicolon."""
        return bool(self.broken) and self.broken not in {";", "/", "·", "|", ".", ")", "("}

    def of_days(self, kind: str, words: str) -> None:
        if kind == "holidays":
            days = [HOLIDAYS]
        else:
            group = kind.removeprefix("group_")
            days = list(MEANS[group]) if group in MEANS else days_of(words, self.names)
        if self.less:
            return self.without(days, words)
        part = self.parts[-1] if self.parts else self.begun()
        lists = self.last in {"days", "holidays"} or self.last.startswith("group_")
        if part.says and part.behind and part.days and lists and self._goes_on():
            pass  # "closed on Saturday and Sunday": both
        elif part.says and (part.days or not part.behind):
            part = self.begun()
        elif part.colon and part.days and not part.says:
            raise Unclear("hours", part.words)
        part.days += days
        part.words = part.words or words

    def without(self, days: list[str], words: str) -> None:
        if not self.parts:
            raise Unclear("which", words)
        if days == [HOLIDAYS]:
            self.parts.append(_Part(days, closed=True))
            return
        part = next((one for one in reversed(self.parts) if one.days != [HOLIDAYS]), self.parts[-1])
        if not set(days) < set(part.days or DAYS):
            raise Unclear("which", words)
        part.days, part.less = [day for day in part.days or DAYS if day not in days], True

    def of_hours(self, kind: str, one: re.Match[str]) -> None:
        self.less = False
        part = self.parts[-1] if self.parts else self.begun()
        if part.days == [HOLIDAYS] and part.closed and len(self.parts) > 1 and not self.broken:
            part = self.parts[-2]  # "ma-vr behalve op feestdagen van 9 tot 12"
            part.less = True
        # "Closed Saturday and Sunday, open 9-5", "9-12 except Wednesday 14-16": of which days?
        if part.closed or (part.less and part.spans) or (part.behind and part.days and part.spans):
            raise Unclear("which", one[0])
        part.behind = part.behind or not part.days
        part.always = part.always or kind == "always"
        part.pieces = part.pieces or bool(part.spans and self.broken)
        times = [time for time in one.groups() if time][-2:]
        hours_said = "00:00-24:00" if kind == "always" else span(*times)
        if not hours_said:
            raise Unclear("half", one[0].strip())
        part.spans.append(hours_said)

    def of_state(self, kind: str, words: str, following: str) -> None:
        """Closed, by appointment, or a remark: of the days before it, or of those that follow."""
        self.less = False
        days_follow = following in {"days", "holidays"} or following.startswith("group_")
        part = self.parts[-1] if self.parts else self.begun()
        if part.says and days_follow and (kind == "closed" or self.broken) and kind != "remark":
            part = self.begun()
        elif part.says and (
            kind == "closed" or (self.broken and len(self.parts) > 1) or part.remark or part.pieces
        ):
            raise Unclear("which", words)  # "9-12; 13-17 by appointment": all day?
        part.behind = part.behind or not part.days
        if kind == "closed":
            part.closed = True
        else:
            part.remark = remark_of(words)
        part.words = part.words or words


def _overlap(spans: list[str]) -> bool:
    ordered = sorted(spans)
    return any(later < earlier.partition("-")[2] for earlier, later in pairwise(ordered))


def _said(part: _Part) -> str:
    """What a part says, in OSM's syntax."""
    if part.closed:
        return "off"
    if _overlap(part.spans):
        raise Unclear("which", part.words or part.spans[-1])
    remark = f'"{part.remark}"' if part.remark else ""
    return " ".join(filter(None, [",".join(sorted(part.spans)), remark]))


def _put(week: dict[str, _Part], part: _Part) -> None:
    """A day that is named apart has other hours than the rest; the same days once more have these too."""
    for day in part.days or DAYS:
        there = week.get(day)
        if there is None or (part.closed and there.spans):
            week[day] = part
            continue
        apart = set(part.days) < set(there.days or DAYS) and (
            not part.spans or _overlap(there.spans + part.spans)
        )
        if there.closed != part.closed or not (apart or set(part.days) == set(there.days)):
            raise Unclear("which", part.words)
        if not apart and (there.remark or part.remark):
            raise Unclear("which", part.words)
        both = replace(there, spans=there.spans + part.spans)
        week[day] = part if apart or part.closed else both


def _made(parts: list[_Part]) -> str:
    """What all parts say together. Of days of which only others are said to be closed, nothing is known."""
    for part in parts:
        if not part.says or (part.closed and not part.days) or (not part.days and part.remark and parts[1:]):
            raise Unclear("hours", part.words)
        if part.spans and not part.days and not part.always:
            raise Unclear("which", part.spans[0])
    if len(parts) == 1 and not parts[0].days and not parts[0].spans:
        return f'"{parts[0].remark}"'
    week: dict[str, _Part] = {}
    for part in parts:
        _put(week, part)
    holidays = [f"{HOLIDAYS} {_said(week.pop(HOLIDAYS))}"] if HOLIDAYS in week else []
    said = {day: _said(week[day]) if day in week else "" for day in DAYS}
    if set(said.values()) == {"00:00-24:00"} and not holidays:
        return "24/7"
    if any(words not in {"", "off"} for words in said.values()):
        return _joined({day: "" if words == "off" else words for day, words in said.items()}, *holidays)
    closed = [f"{day} off" for day in DAYS if said[day] == "off"]
    if len(closed) == 7:
        return _joined(said, *holidays)
    return _joined(dict.fromkeys(DAYS, "unknown"), *closed, *holidays)


def is_osm(text: str, lang: str) -> bool:
    """Whether a text is OSM ``opening_hours``, written as these are: *mar 9:00-12:00* is Tuesday in French,
    and not March; *open* says nothing."""
    names = re.findall(r"[^\W\d_]{2,}", re.sub(r'"[^"]*"', "", text))
    own = hours.TYPED.get(lang, {})
    if any(name not in OSM_NAMES or (name not in DAYS and name.casefold() in own) for name in names):
        return False
    return names != ["open"] and facts.hours_are_valid(text)


def read(text: str, lang: str) -> Reading:
    """What somebody typed who works in ``lang``; OSM ``opening_hours`` as they stand. Never an error."""
    if is_osm(text, lang):
        return Reading(text)
    plain = " ".join(text.split("\n")) if len(text) <= LONGEST else ""
    tongue = tongue_of(plain, lang)
    try:
        if not plain.strip():
            raise Unclear("word", text[:20])
        if none := _NOTHING.search(plain):
            raise Unclear("hours", none[1])
        if not tongue:
            shared = re.search(rf"(?i)\b(?:we|{'|'.join(SHARED)})\b", plain)
            raise Unclear("tongue", shared[0] if shared else plain[:20])
        made = _made(_Reader(hours.typed_days(tongue)).read(plain))
    except Unclear as unclear:
        trouble, word = unclear.args
        return Reading("", trouble, word)
    return Reading(made) if made else Reading("", "word", plain[:20])
