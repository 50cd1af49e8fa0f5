"""Opening hours as people type them, in Dutch, French and English, to OSM ``opening_hours``.

Every word must be understood (``hour_words``): what is not, or may be meant in two ways, is named, and
nothing is guessed. Days may stand before the hours or behind them, and so may *closed* and *by appointment*.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from directory import facts, hours
from directory.hour_words import (
    DAYS,
    HOLIDAYS,
    MEANS,
    SHARED,
    Part,
    Unclear,
    days_of,
    is_notation,
    remark_of,
    span,
    tokens,
    tongue_of,
)

LONGEST = 1000


@dataclass(frozen=True)
class Reading:
    """What was typed, as OSM ``opening_hours``; or else ('') what is in the way, and the ``word`` where:
    ``word`` is not understood; ``half`` may be meant otherwise ("9-5"); ``tongue``: another day in the next
    language; ``hours``: days of which nothing is said; ``which``: not clear which days it is about.
    """

    expression: str = ""
    trouble: str = ""
    word: str = ""


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
        self.names, self.parts, self.less, self.broken = names, list[Part](), False, False
        # The kind of the last word that is no "and" and no sign; a ";" or "." stands since then.
        self.before, self.ended = "", False
        self.excepted = self.loose = False  # the last days are an exception; the last hours stand apart
        self.slashed = self.unbroken = self.joined = False

    def begun(self) -> Part:
        self.excepted = self.loose = False
        self.parts.append(Part())
        return self.parts[-1]

    def read(self, text: str) -> list[Part]:
        found = tokens(text)
        kinds = [*(kind for kind, _one in found[1:]), ""]
        for (kind, one), following in zip(found, kinds, strict=False):
            if kind in {"break", "and"}:
                self.separated(kind, one[0], following)
                continue
            if kind in {"dash", "open"}:
                self.dashed(kind, following)
                continue
            if kind == "colon":
                if self.parts:
                    self.parts[-1].colon = True
            elif kind == "except":
                self.less = True
            elif kind in {"days", "holidays"} or kind.startswith("group_"):
                self.of_days(kind, one[0], following)
            elif kind in {"span", "always"}:
                self.of_hours(kind, one)
            else:
                self.of_state(kind, one[0], following)
            self.broken = self.ended = self.joined = False
            self.before = "days" if _is_days(kind) else kind
        if self.before == "except":
            raise Unclear("which", found[-1][1][0])
        if not self.parts:
            raise Unclear("word", text.strip()[:20])
        return self.parts

    def separated(self, kind: str, sign: str, following: str) -> None:
        self.broken, self.joined = True, kind == "and"
        self.ended = self.ended or sign in {";", ".", "·", "|", "(", ")"}
        self.less = self.less and not self.ended and (kind == "and" or _is_days(following))
        self.slashed = self.slashed or sign in {"/", "|"}
        if self.slashed and self.unbroken:
            raise Unclear("which", sign)

    def dashed(self, kind: str, following: str) -> None:
        """A dash may stand for no hours at all (*ma -, di 9-12*), or the days between; *open* for some."""
        part = self.parts[-1] if self.parts else Part()
        if kind == "open" and part.says and part.days:
            self.broken = self.ended = True  # "closed Monday, open Tuesday"
            return
        after = {"span", "always", "closed", "appointment", *({"colon", "except"} if kind == "open" else ())}
        behind_days = bool(part.days) and self.before in {"days", "colon"}
        if behind_days and following not in after:
            raise Unclear("which" if kind == "dash" and _is_days(following) else "hours", part.words)
        self.broken = self.broken or (kind == "dash" and not behind_days)

    def of_days(self, kind: str, words: str, following: str) -> None:
        if kind == "holidays":
            days = [HOLIDAYS]
        else:
            group = kind.removeprefix("group_")
            days = list(MEANS[group]) if group in MEANS else days_of(words, self.names)
        if self.less:
            return self.without(days, words)
        part = self.parts[-1] if self.parts else self.begun()
        if self.loose and not self.broken:
            raise Unclear("which", words)
        open_ended = following not in {"span", "always", "colon", "closed", "dash"}
        if part.days and part.spans[1:] and not self.broken and open_ended:
            raise Unclear("which", words)  # "ma 9-12, 13-17 di, wo 9-12"
        if part.behind and part.days and self.before == "days" and not self.ended and not self.excepted:
            part.listed = True  # "closed Saturday and Sunday"
        elif part.says and (part.days or not part.behind):
            self.unbroken = self.unbroken or not self.broken
            if self.slashed and not self.broken:
                raise Unclear("which", words)  # "ma / di 9-12 wo / do 9-12"
            part = self.begun()
        elif part.remark and part.behind and self.ended:
            raise Unclear("which", part.words)  # "by appointment; Tuesday 9-12"
        elif (part.colon or self.ended) and part.days and not part.says:
            raise Unclear("hours", part.words)
        part.days += days
        part.words = part.words or words

    def without(self, days: list[str], words: str) -> None:
        if not self.parts:
            raise Unclear("which", words)
        self.excepted = True
        if days == [HOLIDAYS]:
            self.parts.append(Part(days, closed=True))
            return
        part = next((one for one in reversed(self.parts) if one.days != [HOLIDAYS]), self.parts[-1])
        if not set(days) < set(part.days or DAYS):
            raise Unclear("which", words)
        part.days = [day for day in part.days or DAYS if day not in days]

    def of_hours(self, kind: str, one: re.Match[str]) -> None:
        part = self.parts[-1] if self.parts else self.begun()
        if part.days == [HOLIDAYS] and part.closed and len(self.parts) > 1 and not self.broken:
            part = self.parts[-2]  # "ma-vr behalve op feestdagen van 9 tot 12"
        part.behind = part.behind or not part.days
        self.less = False
        if (
            part.closed
            or self.before == "except"
            or part.ended
            or part.listed
            or (self.excepted and part.says)
        ):
            raise Unclear("which", one[0].strip())
        if part.behind and part.days and part.spans:
            raise Unclear("which", one[0])
        times = [time for time in one.groups() if time][-2:]
        hours_said = "00:00-24:00" if kind == "always" else span(*times)
        if not hours_said:
            raise Unclear("half", one[0].strip())
        self.loose = bool(part.spans) and self.ended
        part.spans.append(hours_said)
        part.words = part.words or one[0].strip()

    def of_state(self, kind: str, words: str, following: str) -> None:
        """Closed, by appointment, or a remark: of the days before it, or of those that follow."""
        days_follow = _is_days(following)
        if self.before == "except" and not (kind == "closed" and days_follow):
            raise Unclear("which", words)
        self.less = False
        part = self.parts[-1] if self.parts else self.begun()
        if part.says and days_follow and (kind == "closed" or self.broken) and kind != "remark":
            part = self.begun()
        elif part.says and (
            kind == "closed"
            or (self.broken and len(self.parts) > 1)
            or part.remark
            or self.loose
            or self.excepted
            or self.joined  # "9-12 and by appointment": at other hours
            or part.closed
        ):
            raise Unclear("which", words)
        elif part.days and not part.says and self.broken and days_follow:
            raise Unclear("which", words)  # "ma, gesloten di": which of them?
        part.behind = part.behind or not part.days
        if kind == "closed":
            part.closed = True
        else:
            part.remark = remark_of(words)
            if part.remark == hours.APPOINTMENT and part.spans[1:]:
                raise Unclear("which", words)  # "9-12, 13-17 by appointment": the morning too?
            part.ended = bool(part.spans)
        part.words = part.words or words


def _is_days(kind: str) -> bool:
    return kind in {"days", "holidays"} or kind.startswith("group_")


def _overlap(spans: list[str]) -> bool:
    ordered = sorted(spans)
    return any(later < earlier.partition("-")[2] for earlier, later in pairwise(ordered))


def _said(part: Part) -> str:
    """What a part says, in OSM's syntax."""
    if part.closed:
        return "off"
    if _overlap(part.spans):
        raise Unclear("which", part.words or part.spans[-1])
    remark = f'"{part.remark}"' if part.remark else ""
    return " ".join(filter(None, [",".join(sorted(part.spans)), remark]))


def _put(week: dict[str, Part], part: Part) -> None:
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


def _made(parts: list[Part]) -> str:
    """What all parts say together. Of days of which only others are said to be closed, nothing is known."""
    for part in parts:
        if not part.says or (part.closed and not part.days) or (not part.days and part.remark and parts[1:]):
            raise Unclear("hours", part.words)
        if part.spans and not part.days and part.spans != ["00:00-24:00"]:
            raise Unclear("which", part.words)
    if len(parts) == 1 and not parts[0].days and not parts[0].spans:
        return f'"{parts[0].remark}"'
    week: dict[str, Part] = {}
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


def read(text: str, lang: str) -> Reading:
    """What somebody typed who works in ``lang``; OSM ``opening_hours`` as they stand."""
    plain = "; ".join(filter(str.strip, text.split("\n"))) if len(text) <= LONGEST else ""
    try:
        if not plain.strip():
            raise Unclear("word", text[:20])
        if is_notation(text, lang):
            return Reading(text)
        tongue = tongue_of(plain, lang)
        if not tongue:
            shared = re.search(rf"(?i)\b(?:{'|'.join(SHARED)})\b", plain)
            raise Unclear("tongue", shared[0] if shared else plain[:20])
        made = _made(_Reader(hours.typed_days(tongue)).read(plain))
    except Unclear as unclear:
        trouble, word = unclear.args
        return Reading("", trouble, word)
    return Reading(made) if made and facts.hours_are_valid(made) else Reading("", "word", plain.strip()[:20])
