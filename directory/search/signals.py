"""The signals besides the words: where, when, for whom, the name as a whole, a number or an address."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import reduce
from itertools import pairwise
from operator import and_

from directory import languages, places, territory
from directory.answers import CaseContext
from directory.groups import Target
from directory.search import clients, contacts, kinds, opening, where
from directory.search.signal import Signal
from directory.search.times import Times
from directory.search.understood import Reading, every
from directory.search.words import MOST_LONGER, in_names
from search_index import ranking
from search_index.bits import any_of
from search_index.index import Index
from search_index.kept import kept, latest
from search_index.order import Extra, distinct, merged
from search_index.text import SILENT

# Signals of no more levels are put in order as one: with more, their sums would be too many.
FEW_LEVELS = 3
# Of more numbers and addresses none is told: so little of one was typed.
MOST_TOLD = 40
# A piece of so many signs may stand within a number or an address; of fewer, where nothing else answers it.
LEAST_WITHIN, LEAST_ALONE = 4, 3

# With which one asks who is free.
_FREE = frozenset(
    ("gratuit gratuite gratuits gratuites gratuitement gratis kosteloos kosteloze free").split()
)


def speaking(index: Index, code: str) -> int:
    """Whose staff speak a language, under any code that meets it (``languages.meeting``)."""
    return any_of(index.bits("f", f"language={one}") for one in languages.meeting(code))


def of_tongues(index: Index, codes: Iterable[str]) -> list[Signal]:
    """A language is named: whose staff speak it, then who has a telephone interpreter, or sends one."""
    spoken = dict.fromkeys(one for code in codes for one in languages.meeting(code))
    reasons = [(f"staff_language:{code}", index.bits("f", f"language={code}")) for code in spoken]
    signs = languages.SIGNED.issuperset(spoken)  # which nobody interprets on the telephone
    interpreted = clients.interpreted(index, signs)
    levels = [(ranking.SPOKEN, held) for _code, held in reasons]
    levels += [(ranking.INTERPRETED, held) for _code, held in interpreted]
    reasons += interpreted
    return [Signal("spoken", Extra(distinct(levels)), tuple(reasons))]


@kept
def _beside(index: Index, one: str, two: str) -> int:
    """Sheets in whose name two words are neighbours; most are in none, which takes as long to find out."""
    return index.bits("m", f"{one} {two}")


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
        if one in known and two in known and (held := _beside(index, one, two)):
            signals.append(Signal(f"“{one} {two}”", Extra([(ranking.ADJACENT, held)])))
    return signals


def _called(index: Index, words: Target) -> int:
    """The sheets that have all these words in a name."""
    return reduce(and_, (in_names(index, "w", word) for word in words))


def _called_as_typed(index: Index, reading: Reading) -> int:
    """Whose name begins with the words of the search, of which the last is half typed: *advocaten voor
    slachto*."""
    *before, last = reading.tokens
    if len(reading.telling) < 2 or last in index.vocabulary:
        return 0
    masks = index.masks("w", before[0])
    held = any_of(bits for mask, bits in masks.items() if mask & ranking.FIRST)
    for one, two in pairwise(before):
        held &= _beside(index, one, two)
    longer = index.vocabulary.starting(last, MOST_LONGER) if held else []
    return held & any_of(_beside(index, before[-1], word) for word in longer)


def _away(index: Index, reading: Reading) -> Signal:
    """Who is not meant by a need, by the kind of help or the name, where no other need of the search leads
    there, and its name is not what is typed."""

    def of(facets: set[str], names: set[Target]) -> int:
        return any_of(index.bits("f", facet) for facet in facets) | any_of(
            _called(index, name) for name in names
        )

    held = of(reading.away, reading.not_called)
    if reading.away_yet or reading.not_called_yet:
        others = [reading.columns[at].answered().every for at in reading.telling[:-1]]
        held |= of(reading.away_yet, reading.not_called_yet) & ~any_of(others)
    held &= ~every(reading.meant_by_others)
    if held:
        held &= ~_called_as_typed(index, reading)
    return Signal("not meant", Extra.of((-ranking.NOT_MEANT, held)))


@kept
def _other_languages(index: Index, lang: str) -> Signal:
    """Who says to work in other languages than the one that is typed."""
    held = any_of(bits for code, bits in index.values("language") if code != lang)
    held &= ~index.bits("f", f"language={lang}")
    return Signal("other language", Extra.of((-ranking.OTHER_LANGUAGE, held)), (), True)


def of_times(index: Index, asked: Times, now: datetime) -> list[Signal]:
    """Who is open at any of the times that the search asks for, and who is shut at all of them; whose hours
    nobody knows stands in between."""
    if (held := opening.then(index, asked.codes, now)) is None:
        return []
    reasons: list[tuple[str, int]] = []
    for code in asked.codes:
        if each := opening.held_by(index, code, now):
            reasons += [(f"open:{code}", each.open), (f"shut:{code}", held.shut)]
    extra = Extra.of((ranking.OPEN_THEN, held.open), (-ranking.SHUT_THEN, held.shut))
    return [Signal(f"open {' '.join(asked.codes)}", extra, tuple(reasons))]


def of_unknown_hours(unknown: int) -> list[Signal]:
    """Of whom nobody knows whether it is open then."""
    return [Signal("hours unknown", Extra([(-ranking.UNKNOWN_THEN, unknown)]))] if unknown else []


def of_contact(index: Index, piece: str, least: int = LEAST_WITHIN) -> Signal | None:
    """Sheets of which a number or an address holds ``piece``; those that begin with it, or are it, first. The
    line says which number or address that is. ``least``: of fewer signs, none that only holds it."""
    for spelled in contacts.spellings(piece) if piece else ():
        levels, reasons = [], []
        every = index.contacts(spelled)
        for contact in every:
            value = ranking.CONTACT
            if contact.startswith(spelled):
                value += ranking.CONTACT_WHOLE if contact == spelled else ranking.CONTACT_BEGINS
            elif len(spelled) < least:
                continue
            levels.append((value, held := index.bits("c", contact)))
            reasons.append((f"contact:{contact}", held))
        if levels:
            told = tuple(reasons) if len(every) <= MOST_TOLD else ()
            return Signal("contact", Extra(distinct(levels)), told)
    return None


def _of_upkeep(index: Index, today: str) -> list[Signal]:
    """Sheets that are due to be checked stand a little lower, never away."""
    late = any_of(held for value, held in index.values("due") if value <= today)
    return [Signal("overdue", Extra([(-ranking.OVERDUE, late)]), (), True)] if late else []


def _of_room(index: Index, today: str) -> list[Signal]:
    """Services that are full stand a little lower, for as long as somebody's report of it counts."""
    full = any_of(held for until, held in index.values("full") if until >= today)
    return [Signal("full", Extra([(-ranking.FULL, full)]), (), True)] if full else []


@kept
def _without_phone(index: Index) -> Signal:
    """Of those that a need leads to, whoever cannot be called stands below an equal that can. Not where a
    name is typed: its list would jump for nothing."""
    return Signal("no phone", Extra.of((-ranking.NO_PHONE, index.bits("f", "phone=no"))), (), True)


def of_today(index: Index, today: date) -> list[Signal]:
    """What stands lower today, whatever is searched."""
    day = today.isoformat()
    return latest(index, "today", day, lambda: [*_of_upkeep(index, day), *_of_room(index, day)])


@kept
def _of_kind(index: Index, codes: frozenset[str]) -> Signal:
    """Services of the very kind that is asked for, above those that only speak of it."""
    held = any_of(index.bits("f", f"category={code}") for code in codes)
    return Signal("kind", Extra.of((ranking.KIND, held)))


def _of_cost(index: Index, reading: Reading) -> list[Signal]:
    """Who is free or says so, or is for less, where that is asked of a kind of help: *psy gratuit*. Not by
    *free* as the last word: that is whoever gets out."""
    asked = [at for at, token in enumerate(reading.tokens) if token in _FREE]
    if not asked or len(reading.telling) < 2 or reading.tokens[asked[0] :] == ["free"]:
        return []
    said = any_of(index.bits("w", word) for word in _FREE - {"free"})  # Free Clinic is a name
    held = index.bits("f", "cost=free") | said
    less = index.bits("f", "cost=reduced") & ~held
    return [Signal("free", Extra.of((ranking.FREE, held), (ranking.FREE / 2, less)))]


@kept
def _desk(index: Index, codes: tuple[str, ...]) -> Signal:
    """Of a place alone, the desk to which everybody who lives there may turn."""
    own = where.competent(index, codes)[0] & index.bits("f", where.FOR_EVERYBODY)
    return Signal("for everybody", Extra.of((ranking.DESK, own)), (), True)


def _placed(index: Index, reading: Reading, case: CaseContext | None, place: places.Place) -> list[Signal]:
    placed = where.of_place(index, place, reading.tokens)
    if place.positions and not reading.telling:
        placed = [*placed, _desk(index, place.codes)]
    if case and case.municipality and place.region:  # for the client's own municipality
        placed = [one for one in placed if one.name != "competent"]
    return placed


def of(
    index: Index, reading: Reading, case: CaseContext | None, now: datetime, filtered: str = ""
) -> list[Signal]:
    """All that count for this search, without a number or an address. ``filtered``: the municipality of the
    filter (NIS code): it is the place that is asked for where none is typed, and before the client's own."""
    asked = kinds.of_reading(reading)
    signals = [*of_name(index, reading.tokens, reading.place), _of_kind(index, asked)]
    signals += _of_cost(index, reading)
    place = reading.place
    if place and place.region and case:
        place = clients.named_desk(place, asked)
    if filtered in territory.municipalities() and (place is None or place.region):
        case = clients.to_be_helped(case, filtered)
        place = places.Place((filtered,), frozenset()) if reading.columns and not case else None
    if place:
        signals += _placed(index, reading, case, place)
    if reading.times:
        signals += of_times(index, reading.times, now)
    if reading.tongues:
        signals += of_tongues(index, reading.tongues.codes)
    if reading.away or reading.not_called or reading.away_yet or reading.not_called_yet:
        signals.append(_away(index, reading))
    if reading.meant:
        signals.append(_without_phone(index))
    if case:
        signals += clients.of_case(index, case, place, reading)
        signals += clients.own_of_the_kind(index, case, place, asked)
        clients.raise_own(index, case, place, reading)
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
    return (few if len(few) < 2 else [_merged(index, *few)]) + others


@kept
def _merged(_index: Index, *few: Extra) -> Extra:
    return merged(few)
