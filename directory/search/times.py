"""When what is searched is to be open: *open op zondag*, *vrijdagnamiddag*, *ouvert ce soir*, *24/7*."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import OSA

from directory.search import clock, time_words
from directory.search.time_words import AROUND, AT, CLOSED, COMING, NOT, OPEN, TO, Tokens
from search_index.text import SILENT, STOP

_NUMBER, _YEAR = re.compile(r"\d{1,2}"), re.compile(r"(?:19|20)\d\d")
# Behind *24/12/*: what is no hour.
_YEAR_OR_SHORT = re.compile(r"(?:19|20)\d\d|2[4-9]|[3-9]\d")
_ORDINAL = re.compile(r"(\d{1,2})(?:er|ste|de|e|st|nd|rd|th)?")
# Nobody asks for an hour of the night so.
EARLIEST = "06:00"
# From so many letters on a last word may be the beginning of a day, and a word a day with a slip in it.
SHORTEST_HALF, SHORTEST_SLIP = 4, 6
LONGEST_PHRASE = 5
# A shorter name of a month is much else before a number: *may 15 women*.
SHORTEST_MONTH = 5
# A search of so few words tells no story.
FEW = 4


@dataclass(frozen=True)
class Times:
    """``codes``: the times that are asked for: a day of the week (``0`` is Monday), of the year (``12-25``, a
    moving one by its name), ``today``, ``tomorrow``, ``overmorrow`` (the day after) or ``any``, each with a
    part of it or an hour (``0.am``, ``any.18:00``); ``now``, ``tonight``, ``evening``, ``night``,
    ``weekend``, ``holiday`` or ``always``; none where a time was only told. ``positions``: the words that say
    so. ``opens``: whether a word for "open" is one of them."""

    codes: tuple[str, ...]
    positions: frozenset[int]
    opens: bool = False


class _Reader:
    def __init__(self, tokens: Tokens, known: frozenset[str]) -> None:
        self.tokens, self.known = tokens, known
        self.opens = {at for at, token in enumerate(tokens) if token in OPEN}
        self.of_somebody = not time_words.WHO.isdisjoint(tokens)
        self.short = self._is_short(1)
        self.tells = not (self.opens or time_words.HAPPENS.isdisjoint(tokens))
        self.found: list[str] = []
        self.taken: set[int] = set()

    def _is_short(self, length: int) -> bool:
        """Whether the search tells no story; a phrase of ``length`` words is one of its few."""
        return len(self.tokens) - length < FEW and not self.of_somebody

    def _token(self, at: int) -> str:
        return self.tokens[at] if 0 <= at < len(self.tokens) else ""

    def _phrase(self, begin: int) -> tuple[str | None, int]:
        """What the longest phrase that begins there says; None for no time."""
        for end in range(min(begin + LONGEST_PHRASE, len(self.tokens)), begin, -1):
            span = self.tokens[begin:end]
            if self.opens and (code := time_words.of_open().get(span)):
                return code, end
            if (code := time_words.phrases().get(span)) is not None:
                return code, end
            if (self.opens or self._is_short(len(span))) and (code := time_words.usual().get(span)):
                return code, end
            if code := time_words.day_and_night().get(span):
                return code if self.opens or not self.of_somebody else "", end
        return None, begin

    def _in_one(self, token: str) -> str:
        """*Vrijdagnamiddag* is one word."""
        for name, code in time_words.DUTCH_DAYS.items():
            if token.startswith(name) and (part := time_words.parts().get(token.removeprefix(name))):
                return f"{code}.{part}"
        return ""

    def _date(self, at: int, slashed: bool) -> tuple[str | None, int]:
        """*25 december*, *december 25th*, with its year or without, and where it ends; None for none.
        ``slashed``: *30/11* is one, too, as *30/11/2026* is anywhere."""
        months = time_words.months()
        day, month, end = self._token(at), months.get(self._token(at + 1)), at + 2
        year = _YEAR
        if month is None and (self.opens or len(day) >= SHORTEST_MONTH) and (month := months.get(day)):
            day = self._token(at + 1)
        elif month is None and _NUMBER.fullmatch(second := self._token(at + 1)):
            year = _YEAR_OR_SHORT if slashed else _YEAR
            apart = not _NUMBER.fullmatch(self._token(at - 1))  # *9:30-12:00* is no 30 December
            month = int(second) if (slashed and apart) or year.fullmatch(self._token(end)) else None
        found = _ORDINAL.fullmatch(day)
        if not found or month is None or not _is_day(int(found[1]), month):
            return None, at
        dated = bool(year.fullmatch(self._token(end)))  # *né le 3 mars 1990*
        return "" if dated and not self.opens else f"{month:02}-{int(found[1]):02}", end + dated

    def _part(self, at: int) -> tuple[str, int]:
        """The part of the day or the hour that stands at ``at``, or after one or two small words."""
        small = 0
        while True:
            for length in (2, 1):
                said = "".join(self.tokens[at + small : at + small + length])
                if at + small + length <= len(self.tokens) and (part := time_words.parts().get(said)):
                    return part, at + small + length
            bare = small > 0 and self._token(at + small - 1) in AT
            hour, end = clock.at_or_from(self.tokens, at + small, bare, bare_until=True)
            if hour:
                return clock.meant(hour, self.tokens[at : at + small]), end
            if small == 2 or self._token(at + small) not in STOP | AT:
                return "", at
            small += 1

    def _day(self, code: str, begin: int, end: int) -> tuple[str, int, int]:
        """A day with what belongs to it: its date, *next* before or after it, a part of it or an hour."""
        if self._token(begin - 1) in COMING and begin - 1 not in self.taken:
            begin -= 1
        dated, last = self._date(end, slashed=True) if code.isdigit() else (None, end)
        code, end = (dated, last) if dated else (code, end)
        if self._token(end) in COMING:
            end += 1
        part, last = self._part(end)
        if code not in _SEVERAL:
            return (f"{code}.{part}" if part else code), begin, last
        hour = ":" in part  # *vanavond om 20u*, *weekend 10u*; it has its part of the day already
        return (_at(_SEVERAL[code], part), begin, last) if hour else (code, begin, end)

    def _time(self, at: int) -> tuple[str | None, int, int]:
        """The time that is told at ``at`` (None for none), and from where to where."""
        code, end = self._phrase(at)
        if code is None and (in_one := self._in_one(self.tokens[at])):
            return in_one, at, at + 1
        if code is None:
            code, end = self._date(at, slashed=bool(self.opens))
        if code is None and self.tokens[at] in {"tomorrow", "demain", "morgen"}:
            code, begin, end = self._day("tomorrow", at, at + 1)
            return (code, begin, end) if "." in code else (None, at, at)
        if code is None and self.opens and self.tokens[at] in time_words.months():
            return "", at, at + 1  # *open in augustus* says too little
        if code and self._is_gone(at, end):
            return "", at, end
        if code and "." not in code and (code.isdigit() or code in _WITH_HOUR or _is_date(code)):
            code, at, end = self._day(code, at, end)
            # Of somebody, or in a longer text, a date is when something happens to them; so is any day beside
            # what happens: *opgepakt zaterdag*.
            told = _is_date(code) and not (self.opens or self._is_short(end - at))
            told = told or (_is_date(code) and not self.opens and self._is_given(at, end))
            return "" if told or self.tells else code, at, end
        return code, at, end

    def _is_given(self, begin: int, end: int) -> bool:
        """Whether a day only says what for something is given: *colis de Noël*, *christmas presents*."""
        before = begin - 2 if self._token(begin - 1) in STOP else begin - 1
        return self._token(before) in time_words.GIVEN or self._token(end) in time_words.GIVEN

    def _is_gone(self, begin: int, end: int) -> bool:
        """Whether a time is told as past, or as the one since when something is so."""
        before = [self._token(begin - 1)]
        if before[0] in STOP:  # *né le 3 mars*
            before.append(self._token(begin - 2))
        gone = not (time_words.GONE_BEFORE.isdisjoint(before[:1]) and time_words.SINCE.isdisjoint(before))
        return gone or self._token(end) in time_words.GONE_AFTER

    def read(self) -> Times | None:
        """All times that are told."""
        at = 0
        while at < len(self.tokens):
            code, begin, end = self._time(at)
            if code is None:
                at += 1
                continue
            self.found.append(code)
            self.taken.update(range(begin, end))
            at = end
        if any(self.found):
            self._add_hour()
        else:
            hour, span = self._hour()
            if hour:
                self._take(f"any.{hour}", span)
            elif self.opens:
                for guessed, where in list(self._guessed()):
                    self._take(guessed, range(where, where + 1))
        if not self.taken and self._ends_with_open():
            self._take("now", range(0))
        elif not self.taken:
            return None
        shut = self._shut()
        codes = () if shut else tuple(dict.fromkeys(" ".join(self.found).split()))
        return Times(codes, frozenset(self.taken | self.opens | shut), bool(codes and self.opens))

    def _ends_with_open(self) -> bool:
        """*Cpas ouvert*: whoever asks no more than that asks it of now. *Open* alone begins much."""
        last = len(self.tokens) - 1
        asks = self.tokens[last] in _ENDS and last > 0
        return asks and any(token not in SILENT for token in self.tokens[:last])

    def _take(self, code: str, where: range) -> None:
        self.found.append(code)
        self.taken.update(where)

    def _shut(self) -> set[int]:
        """Where the words stand with which it is asked who is closed."""
        if self.opens:
            return {at - 1 for at in self.opens if self._token(at - 1) in NOT}
        closed = {at for at, token in enumerate(self.tokens) if token in CLOSED}
        beside = {self._token(at + step) for at in closed for step in (-1, 1)}
        return closed if beside.isdisjoint(time_words.CLOSED_PLACES) else set()

    def _add_hour(self) -> None:
        """To the days that are told, an hour that stands elsewhere: *open tot 20u maandag*."""
        days = [_days_of(code) for code in self.found]
        hour, where = self._hour() if any(days) else ("", range(0))
        if hour:
            self.taken.update(where)
            pairs = zip(days, self.found, strict=True)
            self.found = [_at(day, hour) if day else code for day, code in pairs]

    def _hour(self) -> tuple[str, range]:
        """An hour that stands beside "open", *open om 20u*, or after or before which something is to be open,
        with where it stands."""
        for at in range(len(self.tokens)):
            begin = at
            while self._token(begin - 1) in AT - OPEN:
                begin -= 1
            before = self.tokens[begin:at]
            opened = self._token(begin - 1) in OPEN
            hour, end = clock.at_or_from(self.tokens, at, bool(before and self.opens), opened and not before)
            beside = opened or self._token(end) in OPEN or (before and self.opens)
            # *Binnen 1 uur* is how soon, *na 17u* beside few words when; the end of *12 tot 18* is none.
            if hour < EARLIEST or not (beside or (self.short and not AROUND.keys().isdisjoint(before))):
                continue
            ends = before and before[0] in TO and self._token(begin - 1).isdigit()
            if not ends and self.taken.isdisjoint(range(begin, end)):
                return clock.meant(hour, before), range(begin, end)
        return "", range(0)

    def _guessed(self) -> Iterator[tuple[str, int]]:
        """Beside "open": days with a slip in them, and a last word that may become one."""
        for at, token in enumerate(self.tokens):
            if token in self.known or token in SILENT or token in OPEN or at in self.taken:
                continue
            near = (
                code for name, code in time_words.days().items()
                if (len(token) >= SHORTEST_SLIP and OSA.distance(token, name, score_cutoff=1) <= 1)
                or (at == len(self.tokens) - 1 and len(token) >= SHORTEST_HALF and name.startswith(token))
            )  # fmt: skip
            if code := next(near, ""):
                yield code, at


_ENDS = frozenset("open ouvert ouverts geopend".split())
# Of which days an hour is where a time says them together, or which part of one.
_SEVERAL = {"tonight": "today", "evening": "any", "weekend": "5 6"}
_DAYS_ALSO = frozenset({"today", "tomorrow", "overmorrow"})
_WITH_HOUR = _DAYS_ALSO.union(_SEVERAL)


def _days_of(code: str) -> str:
    """The days of which a time is no hour yet, to which one may be added; '' where there is none."""
    if code in _SEVERAL:
        return _SEVERAL[code]
    day, _dot, part = code.partition(".")
    one = day.isdigit() or day in _DAYS_ALSO or _is_date(day) or day == "any"
    return day if one and ":" not in part else ""


def _at(days: str, hour: str) -> str:
    return " ".join(f"{day}.{hour}" for day in days.split())


def _is_date(code: str) -> bool:
    """Whether it is a day of the year, ``12-25`` or ``Easter-Monday``."""
    return "-" in code


def _is_day(day: int, month: int) -> bool:
    try:
        return bool(date(2024, month, day))
    except ValueError:
        return False


def _may_tell(token: str) -> bool:
    return token in time_words.signs() or token[0].isdigit() or token.startswith(_STARTS)


_STARTS = tuple(time_words.DUTCH_DAYS)


def asked(tokens: Tokens, known: frozenset[str] = frozenset()) -> Times | None:
    """The times at which something is to be open; None where the search says none. ``known``: words of the
    directory and the thesaurus, which are no slips."""
    return _Reader(tokens, known).read() if any(map(_may_tell, tokens)) else None
