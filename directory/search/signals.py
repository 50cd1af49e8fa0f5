"""The signals besides the words: where, when, for whom, the name as a whole, a number or an address."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from typing import cast

from directory import expertise, places, territory
from directory.answers import CaseContext
from directory.search import kinds, opening
from directory.search.understood import Reading, every
from search_index import ranking
from search_index.index import Index
from search_index.order import Extra, Levels, distinct, merged
from search_index.text import SILENT

# From so many km on, nearer counts for nothing.
FAR_KM = 12.0
# Signals of no more levels are put in order as one: with more, their sums would be too many.
FEW_LEVELS = 3


@dataclass(frozen=True)
class Signal:
    """A signal by name. ``reasons``: sets of sheets with the code of what the line says about them.
    ``lasting``: the same for other searches, as long as the index is open."""

    name: str
    extra: Extra
    reasons: tuple[tuple[str, int], ...] = ()
    lasting: bool = False


def competent(index: Index, codes: tuple[str, ...]) -> tuple[int, int, int]:
    """Sheets that are competent for one of ``codes``, for the whole region, and only elsewhere. A sheet that
    names no territory is taken for the region."""
    own = 0
    for code in codes:
        own |= index.bits("f", f"area={code}")
    region = index.bits("f", f"area={territory.REGION}")
    bound = 0
    for _code, held in index.values("area"):
        bound |= held
    regional = (region | (index.all & ~bound)) & ~own
    return own, regional, index.all & ~own & ~regional


def located(index: Index, codes: tuple[str, ...]) -> int:
    """Sheets that stand in one of ``codes``."""
    held = 0
    for code in codes:
        held |= index.bits("f", f"located={code}")
    return held


@lru_cache(maxsize=64)
def _rings(codes: tuple[str, ...]) -> list[tuple[str, float]]:
    """Every municipality with its distance to the nearest of ``codes``, the nearest first."""
    far = {
        other: min(places.kilometres(code)[other] for code in codes) for other in territory.municipalities()
    }
    return sorted(far.items(), key=lambda pair: pair[1])


def _nearness(index: Index, codes: tuple[str, ...], most: float) -> tuple[Levels, list[tuple[str, int]]]:
    pieces, reasons = [], []
    for other, km in _rings(codes):
        held = index.bits("f", f"located={other}")
        if held and km < FAR_KM:
            pieces.append((most * (1 - km / FAR_KM), held))
            if other not in codes:
                reasons.append((f"near:{km:.1f}", held))
    return distinct(pieces), reasons


def _where(
    index: Index, codes: tuple[str, ...], scale: float, elsewhere: float, lasting: bool = False
) -> Signal:
    """Competence: own, regional, or only elsewhere."""
    own, regional, other = competent(index, codes)
    levels = [(ranking.COMPETENT * scale, own), (ranking.REGIONAL * scale, regional), (-elsewhere, other)]
    reasons = []
    for code in codes:
        held = index.bits("f", f"area={code}")
        reasons.append((f"competent:{code}", held))
    for code, held in index.values("area"):
        if only := held & other:
            reasons.append((f"only:{code}", only))
    extra = Extra([each for each in levels if each[1]])
    return Signal("competent", extra, (*reasons, ("regional", regional)), lasting)


def _named(index: Index, tokens: Iterable[str]) -> int:
    """Sheets of which the texts name a place by these words."""
    held = -1
    for token in tokens:
        held &= index.bits("w", token)
    return max(held, 0)


def _there(
    index: Index, codes: tuple[str, ...], scale: float, named: int = 0, lasting: bool = False
) -> Signal:
    """``named``: sheets that say of themselves that they are there, as in "prisons, including Haren"."""
    reasons = tuple((f"located:{code}", index.bits("f", f"located={code}")) for code in codes)
    held = located(index, codes) | named
    return Signal("located", Extra([(ranking.LOCATED * scale, held)] if held else []), reasons, lasting)


def of_place(index: Index, place: places.Place, tokens: list[str]) -> list[Signal]:
    """Where the search says; kept by the words that say it."""
    named = frozenset() if place.region else frozenset(tokens[at] for at in place.positions)
    key = ("place", place.codes, place.near, place.region, named)
    if (kept := index.kept.get(key)) is None:
        kept = index.kept[key] = _of_place(index, place, named)
    return cast(list[Signal], kept)


def _of_place(index: Index, place: places.Place, tokens: frozenset[str]) -> list[Signal]:
    scale = ranking.CITY_OR_REGION if place.region else 1.0
    if place.near:
        levels, reasons = _nearness(index, place.codes, ranking.NEAR_ASKED)
        where = _where(index, place.codes, ranking.NEAR_COMPETENT, ranking.NEAR_ELSEWHERE, True)
    else:
        levels, reasons = _nearness(index, place.codes, ranking.NEAR * scale)[0], []
        where = _where(index, place.codes, scale, 0.0 if place.region else ranking.ELSEWHERE, True)
    there = _there(index, place.codes, scale, _named(index, tokens) if tokens else 0, True)
    return [where, there, Signal("near", Extra(levels), tuple(reasons), True)]


def of_case(index: Index, case: CaseContext, place: places.Place | None) -> list[Signal]:
    """What suits the client: competent first, then who speaks the language, then who has an interpreter."""
    signals = []
    if case.municipality and place is None:
        signals += [
            _where(index, (case.municipality,), 1.0, ranking.FOR_THE_CLIENT),
            _there(index, (case.municipality,), 1.0),
        ]
    levels, reasons = [], []
    worth = (ranking.STAFF_LANGUAGE, *[ranking.SECOND_LANGUAGE] * len(case.languages))
    for code, value in zip(case.languages, worth, strict=False):
        if held := index.bits("f", f"language={code}"):
            levels.append((value, held))
            reasons.append((f"staff_language:{code}", held))
    if case.languages and (held := index.bits("f", "interpreter=yes")):
        levels.append((ranking.INTERPRETER, held))
        reasons.append(("interpreter", held))
    if levels:
        signals.append(Signal("language", Extra(distinct(levels)), tuple(reasons)))
    return [*signals, *_expertise(index, case.needs)]


def _expertise(index: Index, needs: tuple[str, ...]) -> list[Signal]:
    """Who is reference expertise on what the case is about; the line names the subject."""
    near = expertise.nearby(needs)
    reasons = [(f"expertise:{code}", held) for code, held in index.values("expertise") if code in near]
    experts = 0
    for _code, held in reasons:
        experts |= held
    extra = Extra([(ranking.EXPERTISE, experts)] if experts else [])
    return [Signal("reference expertise", extra, tuple(reasons))] if experts else []


def of_name(index: Index, tokens: list[str], place: places.Place | None) -> list[Signal]:
    """The name is what was typed; neighbours in the search are neighbours in the name. A word and the
    municipality after it are none: "OCMW Molenbeek" is also in the name of its grocery."""
    where = place.positions if place and not place.quarter else frozenset()
    signals = []
    if tokens and tokens[-1] in index.vocabulary and (held := index.bits("m", "=" + " ".join(tokens))):
        signals.append(Signal("whole name", Extra([(ranking.WHOLE_NAME, held)])))
    known = index.vocabulary
    for at, (one, two) in enumerate(pairwise(tokens)):
        if (at in where) != (at + 1 in where) or one in SILENT or two in SILENT:  # "in de" is in many names
            continue
        if one in known and two in known and (held := index.bits("m", f"{one} {two}")):
            signals.append(Signal(f"“{one} {two}”", Extra([(ranking.ADJACENT, held)])))
    return signals


def _away(index: Index, reading: Reading) -> Signal:
    """Kinds of help that a need does not mean, where no other need of the search leads to them."""
    held = 0
    for facet in reading.away:
        held |= index.bits("f", facet)
    held &= ~every(reading.meant)
    return Signal("not meant", Extra([(-ranking.NOT_MEANT, held)] if held else []))


def _other_languages(index: Index, lang: str) -> Signal:
    """Who says to work in other languages than the one that is typed."""
    key = ("other languages", lang)
    if (kept := index.kept.get(key)) is None:
        held = 0
        for code, bits in index.values("language"):
            held |= bits if code != lang else 0
        held &= ~index.bits("f", f"language={lang}")
        extra = Extra([(-ranking.OTHER_LANGUAGE, held)] if held else [])
        kept = index.kept[key] = Signal("other language", extra, (), True)
    return cast(Signal, kept)


def of_times(index: Index, codes: Iterable[str], now: datetime) -> Iterator[Signal]:
    """Who is open at the times that the search asks for; whose hours nobody knows stands in between."""
    for code in codes:
        if held := opening.held_by(index, code, now):
            levels = [(ranking.OPEN_THEN, held.open), (-ranking.SHUT_THEN, held.shut)]
            extra = Extra([each for each in levels if each[1]])
            yield Signal(f"open {code}", extra, ((f"open:{code}", held.open),))


def of_contact(index: Index, piece: str) -> Signal | None:
    """Sheets of which a number or an address holds ``piece``; those that begin with it, or are it, first."""
    if not piece:
        return None
    levels = []
    for contact in index.contacts(piece):
        value = ranking.CONTACT
        if contact.startswith(piece):
            value += ranking.CONTACT_BEGINS * (3 if contact == piece else 1)
        elif len(piece) < 4:
            continue
        levels.append((value, index.bits("c", contact)))
    return Signal("contact", Extra(distinct(levels))) if levels else None


def _of_upkeep(index: Index, today: str) -> list[Signal]:
    """Sheets that are due to be checked stand a little lower, never away."""
    late = 0
    for value, held in index.values("due"):
        if value <= today:
            late |= held
    return [Signal("overdue", Extra([(-ranking.OVERDUE, late)]), (), True)] if late else []


def _of_room(index: Index, today: str) -> list[Signal]:
    """Services that are full stand a little lower, for as long as somebody's report of it counts."""
    full = 0
    for until, held in index.values("full"):
        if until >= today:
            full |= held
    return [Signal("full", Extra([(-ranking.FULL, full)]), (), True)] if full else []


def of_today(index: Index, today: date) -> list[Signal]:
    """What stands lower today, whatever is searched."""
    kept = index.kept.get("today")
    if kept is None or kept[0] != today:
        day = today.isoformat()
        kept = index.kept["today"] = today, [*_of_upkeep(index, day), *_of_room(index, day)]
    return cast(list[Signal], kept[1])


def _of_kind(index: Index, reading: Reading) -> list[Signal]:
    """Services of the very kind that is asked for, above those that only speak of it."""
    telling = frozenset(reading.telling)
    ways = [tuple(reading.tokens[at] for at in reading.telling)]
    ways += [term.words for at, group in reading.same if telling and telling <= at for term in group.terms]
    held = 0
    for code in kinds.named(ways):
        held |= index.bits("f", f"category={code}")
    return [Signal("kind", Extra([(ranking.KIND, held)]))] if held else []


def of(index: Index, reading: Reading, case: CaseContext | None, now: datetime) -> list[Signal]:
    """All that count for this search, without a number or an address."""
    signals = of_name(index, reading.tokens, reading.place) + _of_kind(index, reading)
    if reading.place:
        signals += of_place(index, reading.place, reading.tokens)
    if reading.times:
        signals += of_times(index, reading.times.codes, now)
    if reading.away:
        signals.append(_away(index, reading))
    if case:
        signals += of_case(index, case, reading.place)
    if not (case and case.languages) and (lang := reading.lang) in {"nl", "fr"}:
        signals.append(_other_languages(index, lang))
    return [each for each in signals if each.extra.levels] + of_today(index, now.date())


def to_order(index: Index, signals: Iterable[Signal]) -> list[Extra]:
    """What sheets are put in order by. Those that last and have few levels are one: it is made once, and
    halves the steps in which a set of sheets is split."""
    few: list[Extra] = []
    others: list[Extra] = []
    for signal in signals:
        alike = signal.lasting and len(signal.extra.levels) <= FEW_LEVELS
        (few if alike else others).append(signal.extra)
    if len(few) > 1:
        key = ("merged", *few)
        if (kept := index.kept.get(key)) is None:
            kept = index.kept[key] = merged(few)
        few = [cast(Extra, kept)]
    return few + others
