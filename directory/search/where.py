"""Where: who is competent for a place, who stands there, and how far the others are."""

from collections.abc import Iterable
from functools import lru_cache

from directory import places, territory
from directory.place_names import CITY
from directory.search.signal import Signal
from search_index import ranking
from search_index.bits import any_of
from search_index.index import Index
from search_index.kept import kept
from search_index.order import Extra, Levels, distinct

# To whom everybody may turn who lives in a municipality, whatever it is about.
FOR_EVERYBODY = "category=ocmw"


def competent(index: Index, codes: tuple[str, ...]) -> tuple[int, int, int]:
    """Sheets that are competent for one of ``codes``, for the whole region, and only elsewhere. A sheet that
    names no territory is taken for the region."""
    own = any_of(index.bits("f", f"area={code}") for code in codes)
    region = index.bits("f", f"area={territory.REGION}")
    bound = any_of(held for _code, held in index.values("area"))
    regional = (region | (index.all & ~bound)) & ~own
    return own, regional, index.all & ~own & ~regional


def located(index: Index, codes: tuple[str, ...]) -> int:
    """Sheets that stand in one of ``codes``."""
    return any_of(index.bits("f", f"located={code}") for code in codes)


def in_municipality(index: Index, code: str) -> int:
    """Sheets that serve a municipality: located there, competent for it, or for the whole region."""
    region = index.bits("f", f"area={territory.REGION}")
    return located(index, (code,)) | index.bits("f", f"area={code}") | region


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
        if held and km < ranking.FAR_KM:
            pieces.append((most * (1 - km / ranking.FAR_KM), held))
            if other not in codes:
                reasons.append((f"near:{km:.1f}", held))
    return distinct(pieces), reasons


def competence(
    index: Index, codes: tuple[str, ...], scale: float, elsewhere: float, lasting: bool = False
) -> Signal:
    """Competence: own, regional, or only elsewhere."""
    own, regional, other = competent(index, codes)
    extra = Extra.of(
        (ranking.COMPETENT * scale, own), (ranking.REGIONAL * scale, regional), (-elsewhere, other)
    )
    reasons = [(f"competent:{code}", index.bits("f", f"area={code}")) for code in codes]
    reasons += [(f"only:{code}", only) for code, held in index.values("area") if (only := held & other)]
    # Of a sheet that names no territory nobody may say that it is for the whole region.
    told = regional & index.bits("f", f"area={territory.REGION}")
    return Signal("competent", extra, (*reasons, ("regional", told)), lasting)


def saying(index: Index, tokens: Iterable[str]) -> int:
    """Sheets of which the texts name a place by these words."""
    held = -1
    for token in tokens:
        held &= index.bits("w", token)
    return max(held, 0)


def standing(
    index: Index,
    codes: tuple[str, ...],
    scale: float,
    said: int = 0,
    part: str = "",
    quarter: bool = False,
    lasting: bool = False,
) -> Signal:
    """``said``: sheets that say of themselves that they are there, as in "prisons, including Haren".
    ``part``: the postal code of the part that is asked for: who is in Laken stands before who is in the
    centre of the same city. ``quarter``: a neighbourhood is named, and who is there and says so is in it."""
    reasons = tuple((f"located:{code}", index.bits("f", f"located={code}")) for code in codes)
    there = located(index, codes)
    within = there & ((index.bits("w", part) if part else 0) | (said if quarter else 0))
    worth = ranking.LOCATED * scale
    extra = Extra.of((worth + ranking.IN_THE_PART, within), (worth, (there | said) & ~within))
    return Signal("located", extra, reasons, lasting)


def of_place(index: Index, place: places.Place, tokens: list[str]) -> list[Signal]:
    """Where the search says; kept by the words that say it."""
    named = frozenset() if place.region else frozenset(tokens[at] for at in place.positions)
    return _of_place(index, place.codes, place.near, place.region, place.part, place.quarter, named)


@kept
def _of_place(
    index: Index,
    codes: tuple[str, ...],
    near: bool,
    region: bool,
    part: str,
    quarter: bool,
    tokens: frozenset[str],
) -> list[Signal]:
    scale = ranking.CITY_OR_REGION if region else 1.0
    if near:
        levels, reasons = _nearness(index, codes, ranking.NEAR_ASKED)
        where = competence(index, codes, ranking.NEAR_COMPETENT, ranking.NEAR_ELSEWHERE, True)
    else:
        levels, reasons = _nearness(index, codes, ranking.NEAR * scale)[0], []
        elsewhere = ranking.ELSEWHERE
        if region:  # the city, or a municipality of which hardly anything is typed
            elsewhere = ranking.ELSEWHERE_IN_THE_REGION if codes == (CITY,) else 0.0
        where = competence(index, codes, scale, elsewhere, True)
    said = saying(index, tokens) if tokens else 0
    there = standing(index, codes, scale, said, part, quarter, True)
    return [where, there, Signal("near", Extra(levels), tuple(reasons), True)]
