"""Which place a search names: a municipality in either language, an alias, a postal code, a neighbourhood,
half of one at the end of the search, or one with a slip of the thumb; and whether it says "near"."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory import number_words, place_names, territory
from directory.place_names import HAIR, SHORTEST_HALF, SHORTEST_QUARTER
from search_index.ordinary import is_ordinary
from search_index.text import SILENT, STOP, stems

# Words that ask for what is nearest, not for what is there.
_NEAR = {
    tuple(said.split()) for said in (
        "dichtbij|dicht bij|vlakbij|vlak bij|kort bij|nabij|naast|omgeving|omgeving van|in de omgeving van|"
        "in de buurt van|in de buurt|buurt|bij|rond|rondom|niet ver van|pres de|pres|proche de|"
        "a proximite de|proximite|pas loin de|non loin de|autour de|a cote de|aux alentours de|alentours|"
        "aux environs de|dans les environs de|near|close to|around|nearby|next to|not far from|"
        "a proximite|et alentours|et environs|aux alentours|environs|en omgeving|and around|close by"
    ).split("|")
}  # fmt: skip
# Those of them that say it after a place, too.
_NEAR_AFTER = _NEAR - {("bij",), ("rond",), ("in", "de", "buurt", "van")}
# Those that say nothing else, wherever they stand: *vlakbij dokter schaarbeek*.
_NEAR_ANYWHERE = frozenset("dichtbij vlakbij nabij proximite alentours nearby".split())
_WHAT_IT_IS = frozenset("quartier quartiers wijk stadswijk buurt quarter neighbourhood".split())
# What every municipality has one of.
EVERYWHERE = frozenset("ocmw cpas gemeente gemeentehuis commune municipality".split())
# "Aan mijn haren" is no prison of Haren.
_WHOSE = frozenset({"mijn", "zijn", "haar", "hun", "ons", "lange"})
# Of fewer letters, no slip of a name is looked for.
SHORTEST_SLIP = 4


@dataclass(frozen=True)
class Place:
    """What is named. ``codes``: NIS codes, most often one. ``positions``: the words of the search that name
    it, ``asked`` those that ask for what is near. ``region``: perhaps the whole region is meant, or nobody
    can tell yet. ``meant``: the name where it was mistyped. ``quarter``: the name of a neighbourhood.
    ``part``: the postal code of the part of a municipality that is named, where it has one of its own."""

    codes: tuple[str, ...]
    positions: frozenset[int]
    region: bool = False
    near: bool = False
    asked: frozenset[int] = field(default_factory=frozenset)
    meant: str = ""
    quarter: bool = False
    part: str = ""


class _Name(NamedTuple):
    """A name as it stands in a search: of which municipalities, and at which words. ``full``: the whole name,
    where it was not typed as it is; ``slip``: it was mistyped; ``unsure``: so little of it was typed that it
    may be another."""

    codes: tuple[str, ...]
    positions: frozenset[int]
    full: str = ""
    slip: bool = False
    unsure: bool = False


def _without_others(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Without amounts, which may be anybody's postal code (*huur 1080 euro*), and names of towns outside the
    region with one of ours in it."""
    others, left = place_names.with_ours(), list(tokens)
    for at, token in enumerate(tokens):
        if token.isdigit() and number_words.is_sum(tokens, at):
            left[at] = ""
        for name in others.get(token, ()):
            if tokens[at : at + len(name)] == name:
                left[at : at + len(name)] = [""] * len(name)
    return tuple(left)


def _whole(tokens: tuple[str, ...]) -> _Name | None:
    """The longest name, the last of those that are as long. A city's name gives way to a more telling one."""
    names = place_names.names()
    weak = None
    for length in range(min(5, len(tokens)), 0, -1):
        for at in range(len(tokens) - length, -1, -1):
            span = tokens[at : at + length]
            if span not in names or (span == (HAIR,) and at and tokens[at - 1] in _WHOSE):
                continue
            found = _Name(names[span], frozenset(range(at, at + length)))
            if span not in place_names.OF_THE_REGION:
                return found
            weak = weak or found
    return weak


def _others(tokens: tuple[str, ...], positions: frozenset[int]) -> Iterator[tuple[tuple[str, ...], range]]:
    """Further municipalities in the search, as in *ocmw schaarbeek of evere*: the longest names first."""
    taken = set(positions)
    for length in range(min(5, len(tokens)), 0, -1):
        for at in range(len(tokens) - length + 1):
            span, where = tokens[at : at + length], range(at, at + length)
            if taken.isdisjoint(where) and span in place_names.municipalities():
                taken.update(where)
                yield place_names.municipalities()[span], where


def _half(tokens: tuple[str, ...], known: frozenset[str]) -> _Name | None:
    """The last one to three words as the beginning of the name of one municipality. A word of the directory
    is none by itself, nor begins one: *neder over* does, though *over* is such a word."""
    for length in range(min(3, len(tokens)), 0, -1):
        if tokens[-1] in known and len(tokens[-1]) > 1 and tokens[-length] in known:
            continue
        typed = " ".join(tokens[-length:])
        if len(typed.replace(" ", "")) < SHORTEST_HALF or typed.isdigit() or len(tokens[-length]) < 2:
            continue
        names = place_names.in_order().begun(typed)
        if len(found := {place_names.official()[name] for name in names}) == 1:
            return _Name(found.pop(), frozenset(range(len(tokens) - length, len(tokens))), names[0])
    return None


def _is_inflected_name(typed: str, name: str) -> bool:
    """Whether the other form that the directory has of a word is the name itself: *jett*."""
    return not stems(typed).isdisjoint(stems(name))


def _beside_its_desk(tokens: tuple[str, ...]) -> _Name | None:
    """Beside the name of what every municipality has, any word may be the beginning of one of a name, from
    its first letter on: *cpas w*, *ocmw st j*."""
    for length in range(min(3, len(tokens) - 1), 0, -1):
        typed, before = tokens[-length:], tokens[:-length]
        if (
            not all(typed)
            or not EVERYWHERE.intersection(before)
            or not EVERYWHERE.union(STOP).issuperset(before)
        ):
            continue
        found = [
            (name, codes) for name, codes in place_names.own_names().items()
            if len(called := name.split()) >= length and all(map(str.startswith, called, typed))
        ]  # fmt: skip
        if found:
            codes = tuple(dict.fromkeys(code for _name, several in found for code in several))
            unsure = sum(map(len, typed)) < SHORTEST_HALF
            where = frozenset(range(len(tokens) - length, len(tokens)))
            return _Name(codes, where, found[0][0], unsure=unsure)
    return None


def _slip(
    tokens: tuple[str, ...], inflected: frozenset[str], ordinary: frozenset[str], desk: bool, pair: bool
) -> _Name | None:
    """``desk``: beside what every municipality has. ``pair``: beside one word of the directory alone."""
    best: tuple[float, str, frozenset[int]] | None = None
    for length in (3, 2, 1):
        for at in range(len(tokens) - length, -1, -1):
            span = tokens[at : at + length]
            typed = " ".join(span)
            # A known word is no part of a mistyped name: "zuidstatio jongeren" still asks for *jongeren*.
            if len(typed) < SHORTEST_SLIP or not all(span) or any(token.isdigit() for token in span):
                continue
            if typed in ordinary and not (desk or pair):
                continue
            # "Ixeles" may be a form of a word of the directory; one slip from a place, it is likelier that.
            form = not inflected.isdisjoint(span)
            allowed = 1 if form or len(typed) < 7 or typed in ordinary else 2
            near = process.extract(
                typed, place_names.official().keys(), scorer=OSA.distance, score_cutoff=allowed, limit=None
            )
            for name, far, _at in near:
                least = 5 if name[1:] == typed else 8 if far > 1 else 6
                strange = name[0] != typed[0] and len(typed) < least and not desk
                strange = strange or (form and (name,) in place_names.OF_THE_REGION)
                if not strange and (best is None or far < best[0]):
                    best = (far, name, frozenset(range(at, at + length)))
    if best:
        return _Name(place_names.official()[best[1]], best[2], best[1], slip=True)
    return _slip_of_quarter(tokens, ordinary)


def _slip_of_quarter(tokens: tuple[str, ...], ordinary: frozenset[str]) -> _Name | None:
    """A neighbourhood of one word with one slip that is not in its first letter: *simois*."""
    for at in range(len(tokens) - 1, -1, -1):
        typed = tokens[at]
        if len(typed) >= SHORTEST_QUARTER and typed not in ordinary:
            for name in place_names.long_quarters().get(typed[0], ()):
                if OSA.distance(typed, name, score_cutoff=1) <= 1:
                    return _Name(place_names.names()[(name,)], frozenset((at,)), name, slip=True)
    return None


def _said_before(tokens: tuple[str, ...], first: int) -> frozenset[int]:
    """The words before a name that say what it is: *quartier des* Marolles, de *wijk* Helmet."""
    at = first - 1
    while at >= 0 and tokens[at] in STOP:
        at -= 1
    return frozenset(range(at, first)) if at >= 0 and tokens[at] in _WHAT_IT_IS else frozenset()


def _asks_near(tokens: tuple[str, ...], positions: frozenset[int]) -> frozenset[int]:
    """The words before or after the place that say "near"."""
    first, last = min(positions), max(positions)
    for length in (4, 3, 2, 1):
        if first >= length and tokens[first - length : first] in _NEAR:
            return frozenset(range(first - length, first))
        if tokens[last + 1 : last + 1 + length] in _NEAR_AFTER:
            return frozenset(range(last + 1, last + 1 + length))
    return frozenset(at for at, token in enumerate(tokens) if token in _NEAR_ANYWHERE)


def _half_typed(tokens: tuple[str, ...], known: frozenset[str], inflected: frozenset[str]) -> _Name | None:
    """The beginning of a name at the end of the search; a word of the directory is none."""
    last = tokens[-1] if tokens else ""
    name = _half(tokens, known)
    if name and last in inflected and len(name.positions) == 1 and not _is_inflected_name(last, name.full):
        name = None
    return name or _beside_its_desk(tokens)


def _mistyped(tokens: tuple[str, ...], known: frozenset[str], inflected: frozenset[str]) -> _Name | None:
    """*Forcent* is no Forest; but "cpas foret" is, since what stands beside a desk is most often a place, and
    "psychologue foret" too."""
    unknown = tuple(["" if token in known else token for token in tokens])
    if not any(unknown):
        return None
    ordinary = frozenset(token for token in tokens if is_ordinary(token, ""))
    desk, telling = not EVERYWHERE.isdisjoint(tokens), [one for one in tokens if one not in SILENT]
    pair = len(telling) == 2 and not known.isdisjoint(telling)
    return _slip(unknown, inflected, ordinary, desk, pair)


def _of_name(tokens: tuple[str, ...], name: _Name) -> Place:
    """The place of a name with what stands around it: others, what it is, and whether near it is asked."""
    codes, positions = name.codes, name.positions
    if tuple(tokens[at] for at in sorted(positions)) in place_names.municipalities():
        for more, where in _others(tokens, positions):
            codes, positions = tuple(dict.fromkeys(codes + more)), positions.union(where)
    called = tuple(name.full.split()) or tuple(tokens[at] for at in sorted(positions))
    region = name.unsure or called in place_names.OF_THE_REGION
    asked = _asks_near(tokens, positions)
    positions |= _said_before(tokens, min(positions)) - asked
    return Place(
        codes,
        positions,
        region=region and not asked,  # "bij Brussel" is near the city, and no more the whole region
        near=bool(asked),
        asked=asked,
        meant=name.full if name.slip else "",
        quarter=called in place_names.quarters(),
        part=place_names.parts().get(called, "") if len(codes) == 1 else "",
    )


@lru_cache(maxsize=2000)
def find(
    tokens: tuple[str, ...],
    known: frozenset[str] = frozenset(),
    inflected: frozenset[str] = frozenset(),
) -> Place | None:
    """The place that ``tokens`` name; ``known`` are those of them that are words of the directory, which
    are not taken for half or mistyped names, ``inflected`` those of which it has only other forms."""
    tokens = _without_others(tokens)
    name = _whole(tokens) or _half_typed(tokens, known, inflected) or _mistyped(tokens, known, inflected)
    return _of_name(tokens, name) if name else None


@cache
def kilometres(code: str) -> dict[str, float]:
    """The distance from a municipality to each, itself at 0."""
    return {other: territory.distance_km(code, other) for other in territory.municipalities()}
