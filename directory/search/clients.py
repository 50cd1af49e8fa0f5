"""What suits the client of a case: who is competent, who speaks the language, who is expert."""

from collections.abc import Iterator, Set
from dataclasses import replace

from directory import expertise, languages, places
from directory.answers import CaseContext
from directory.search import where
from directory.search.found import Found
from directory.search.signal import Signal
from directory.search.understood import Reading
from search_index import ranking
from search_index.bits import any_of
from search_index.index import Index
from search_index.kept import kept
from search_index.order import Extra, distinct

# The kinds of help of which every municipality has its own.
_OF_EVERY_MUNICIPALITY = frozenset({"ocmw", "municipality"})
# As a need leads to them.
_LED_TO = frozenset(f"category={one}" for one in _OF_EVERY_MUNICIPALITY)

# The kind of help of whoever interprets for others, and the reason of whoever sends interpreters.
_INTERPRETING = "category=interpreting"
SENDS = "sends_interpreters"
# What services in Brussels work in, where nobody says otherwise.
_OF_THE_REGION = frozenset({"nl", "fr"})


def to_be_helped(case: CaseContext | None, filtered: str) -> CaseContext | None:
    """The client as to be helped in the municipality of a filter (NIS code; '' for none)."""
    return replace(case, municipality=filtered, elsewhere=False) if case and filtered else case


def of_case(
    index: Index, case: CaseContext, place: places.Place | None, reading: Reading | None
) -> list[Signal]:
    """What suits the client: competent first, then who speaks the language, then who has an interpreter.
    ``place``: the one that is asked for, which comes before the client's own, as does a language that is.
    ``reading``: the search as it is understood; None where nothing but SQL reads it."""
    signals = []
    if (case.municipality or case.elsewhere) and (place is None or place.region):
        # *Brussel* is where the client is, too; nobody here who is bound to a municipality is for who lives
        # outside the region.
        codes = (case.municipality,) if case.municipality else ()
        signals += [
            where.competence(index, codes, ranking.OWN_FOR_A_CLIENT, ranking.FOR_THE_CLIENT),
            where.standing(index, codes, ranking.OWN_FOR_A_CLIENT),
        ]
    if reading is None or not reading.tongues:
        sought = reading is not None and _seeks_interpreters(reading)
        signals.append(_of_languages(index, case, sought))
    return [*signals, _expertise(index, case.needs)]


def _interprets(case: CaseContext) -> bool:
    """Whether an interpreter makes a service fitter: not for whom the record says that none is needed, nor,
    where it says nothing, for whom Dutch or French is the preferred language."""
    if case.interpreter:
        return case.interpreter == "yes"
    return bool(case.languages) and case.languages[0] not in _OF_THE_REGION


@kept
def _untold(index: Index) -> int:
    """Sheets that name no language that staff speak."""
    return index.all & ~any_of(bits for _code, bits in index.values("language"))


def interpreted(index: Index, signs: bool) -> list[tuple[str, int]]:
    """Who has an interpreter on the telephone, where nobody ``signs``, and who sends one: each as a reason,
    of which a line says one."""
    by_phone = 0 if signs else index.bits("f", "interpreter=yes")
    sends = index.bits("f", _INTERPRETING) & ~by_phone
    return [(reason, held) for reason, held in (("interpreter", by_phone), (SENDS, sends)) if held]


def _seeks_interpreters(reading: Reading) -> bool:
    """Whether a word of the search leads to those who interpret."""
    every = (found for column in reading.columns for found in column.found)
    return any(source.label == _INTERPRETING for found in every for source, _met in found.met)


def _of_languages(index: Index, case: CaseContext, sought: bool) -> Signal:
    """Who speaks the preferred language, another of the client's, has an interpreter. Of whom nobody noted
    the languages it is likely Dutch or French: such a sheet stands between who speaks it and who does not.
    Who interprets for others stands no higher for it, but where an interpreter is ``sought``."""
    levels, reasons = [], []
    worth = (ranking.STAFF_LANGUAGE, *[ranking.SECOND_LANGUAGE] * len(case.languages))
    for code, value in zip(case.languages, worth, strict=False):
        for one in languages.meeting(code):
            if held := index.bits("f", f"language={one}"):
                levels.append((value, held))
                reasons.append((f"staff_language:{one}", held))
    interprets = _interprets(case)
    signs = bool(case.languages) and case.languages[0] in languages.SIGNED
    for reason, held in interpreted(index, signs) if interprets else ():
        if signs or reason != SENDS:
            helps = held if sought or signs else held & ~index.bits("f", _INTERPRETING)
            levels.append((ranking.INTERPRETER, helps))
            reasons.append((reason, held))
    if not _OF_THE_REGION.isdisjoint(case.languages) and (held := _untold(index)):
        levels.append((ranking.UNTOLD_BELOW_INTERPRETER if interprets else ranking.UNTOLD, held))
    return Signal("language", Extra(distinct(levels)), tuple(reasons))


def _lives(case: CaseContext, place: places.Place | None) -> tuple[str, ...]:
    """Where the client is said to live."""
    return place.codes if place and not place.region else (case.municipality,)


def own_of_the_kind(
    index: Index, case: CaseContext, place: places.Place | None, kinds: Set[str]
) -> Iterator[Signal]:
    """Who names what every municipality has one of means the one of ``place``, or else the client's own,
    whatever its staff speaks: not the debt mediation of the same OCMW."""
    codes = _lives(case, place)
    if asked := _OF_EVERY_MUNICIPALITY & kinds:
        own = where.competent(index, codes)[0] & any_of(index.bits("f", f"category={one}") for one in asked)
        yield Signal("own of the kind", Extra.of((ranking.OWN_OF_THE_KIND, own)))


def named_desk(place: places.Place, kinds: Set[str]) -> places.Place:
    """*Brussel* beside the name of what every municipality has one of is the city, and no longer the region
    in which the client lives: for the client's own, *ocmw* alone would do."""
    return replace(place, region=False) if _OF_EVERY_MUNICIPALITY & kinds else place


def raise_own(index: Index, case: CaseContext, place: places.Place | None, reading: Reading) -> None:
    """A need that leads to what every municipality has one of means the client's own: with rent arrears one
    goes to one's OCMW, though debt mediation for everybody has more of the words."""
    codes = _lives(case, place)
    for column in reading.columns:
        column.found += [own for found in column.found if (own := _own_of(index, found, codes)).best]


@kept
def _own_of(index: Index, found: Found, codes: tuple[str, ...]) -> Found:
    """What of it is of ``codes`` and of such a kind, by that kind alone, worth more."""
    led = [(source, met) for source, met in found.met if source.label in _LED_TO]
    own = where.competent(index, codes)[0] if led else 0
    levels = [(value * source.factor, bits & own) for source, met in led for value, bits in met.best]
    best = distinct([level for level in levels if level[1]])
    return Found(led, best, {}).scaled(found.scale * ranking.OWN_OF_A_NEED)


def _expertise(index: Index, needs: tuple[str, ...]) -> Signal:
    """Who is reference expertise on what the case is about; the line names the subject."""
    near = expertise.nearby(needs)
    reasons = [(f"expertise:{code}", held) for code, held in index.values("expertise") if code in near]
    experts = any_of(held for _code, held in reasons)
    return Signal("reference expertise", Extra.of((ranking.EXPERTISE, experts)), tuple(reasons))
