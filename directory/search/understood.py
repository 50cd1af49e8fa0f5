"""What a search was understood to ask: its words, its place, its time, and what the thesaurus says of it."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from functools import cached_property

from directory import number_words, places
from directory.expansion import Expansion
from directory.groups import Group, Target
from directory.models import LANGUAGES
from directory.search.found import Found
from directory.search.times import Times
from directory.search.tongues import Tongues
from directory.search.words import Column
from search_index.order import union
from search_index.ordinary import is_ordinary
from search_index.text import CONTACT, LANG_OF, SILENT, STOP

# Beside others they count in names alone, unless they are part of a term.
SMALL = STOP | CONTACT
# A last word of fewer letters is still being typed.
LEAST_WHOLE = 4


def every(found: Iterable[Found]) -> int:
    """All sheets that are found."""
    held = 0
    for one in found:
        held |= union(one.best)
    return held


@dataclass
class Reading:
    """``columns``: the words in their order. ``contact``: a number or address to look for. ``times``: when
    what is searched is to be open, ``tongues``: which language is to be spoken there. ``corrected``: the
    search as it was taken where words were unknown. ``also``: terms that the thesaurus brought."""

    tokens: list[str]
    # Words with a capital within a sentence.
    names: frozenset[str] = frozenset()
    # Those that are somebody's since they stand behind a title.
    titled: frozenset[str] = frozenset()
    # Languages of ours of which it is said that one speaks them.
    spoken: frozenset[str] = frozenset()
    # The words that ask for something are only parts of what needs are called by.
    partly: bool = False
    # The last word is only begun.
    half: bool = False
    # Words that were written in one stand apart.
    apart: bool = False
    # Where the words stand of a town outside the region, or its postal code.
    outside: frozenset[int] = frozenset()
    # Where the words stand that say how old somebody's child is.
    ages: frozenset[int] = frozenset()
    # Where the words stand that only say which one of one's kin somebody is.
    kin: frozenset[int] = frozenset()
    columns: list[Column] = field(default_factory=list)
    place: places.Place | None = None
    contact: str = ""
    times: Times | None = None
    tongues: Tongues | None = None
    langs: list[str] = field(default_factory=list)
    corrected: str = ""
    also: list[str] = field(default_factory=list)
    # Where the words stand of a need that comes first, and small words that make a phrase of the thesaurus;
    # and all that these lead to.
    urgent: set[int] = field(default_factory=set)
    phrased: set[int] = field(default_factory=set)
    surely: int = 0
    # Where words stand with which one asks how to reach somebody, and which are part of a term.
    reaching: set[int] = field(default_factory=set)
    # Where the words stand of each need of which several that tell something were typed; of any such term.
    needed: list[set[int]] = field(default_factory=list)
    termed: set[int] = field(default_factory=set)
    # Where a word stands that is a need by itself, as it stands.
    alone: set[int] = field(default_factory=set)
    # Facets that a need does not mean, and words of names; what needs lead to, and those of them that lead
    # away from nothing.
    away: set[str] = field(default_factory=set)
    not_called: set[Target] = field(default_factory=set)
    # The same of needs of which the last word is still being typed.
    away_yet: set[str] = field(default_factory=set)
    not_called_yet: set[Target] = field(default_factory=set)
    meant: list[Found] = field(default_factory=list)
    meant_by_others: list[Found] = field(default_factory=list)
    # Groups of words that mean the same, and where the words stand that are in them.
    same: list[tuple[frozenset[int], Group]] = field(default_factory=list)

    def take(self, expansion: Expansion, positions: Set[int], found: list[Found]) -> None:
        """Take in what a term, which stands at ``positions`` and leads to what it ``found``, says of the
        whole search."""
        group = expansion.group
        if expansion.half:
            self.away_yet.update(group.away)
            self.not_called_yet.update(group.not_called)
            return
        self.away.update(group.away)
        self.not_called.update(group.not_called)
        if not expansion.said and not expansion.term.several:
            self.langs += [expansion.term.lang] * len(positions)
        if group.kind == "need":
            self.meant += found
            self.meant_by_others += [] if group.away or group.not_called else found
            telling = {at for at in positions if self.tokens[at] not in SILENT}
            # "My son" is no French "son", which says nothing; "aide jeunes" asks for youths alone.
            said = telling | {at for at in positions if self.tokens[at] in SMALL}
            if min(len(said), len(expansion.term.choices)) > 1 and any(one.met for one in found):
                self.needed.append(telling)
            if len(positions) == 1 and any(one.met for one in found) and not expansion.term.same:
                self.alone |= {at for at in positions if self.tokens[at] in expansion.term.choices[0]}
        elif group.kind == "equivalent":
            self.same.append((frozenset(positions), group))
        if len(positions) > 1:
            self.termed |= positions
            reaching = {at for at in positions if self.tokens[at] in CONTACT}
            self.phrased |= reaching
            self.reaching |= reaching
        phrase = len(positions) > 1 and all(self.tokens[at] in SILENT for at in positions)
        if (group.urgent or phrase) and (held := every(found)):
            self.surely |= held
            self.urgent |= positions if group.urgent else set()
            self.phrased |= positions if phrase else set()

    def is_answered(self, beside: Set[int]) -> bool:
        """Whether anything answers a word that tells something, by more than what it may become; not an age
        at ``beside``, nor an hour or a sum, which a text has by chance."""
        told = {at for at in beside if number_words.is_amount(self.tokens[at])}
        told |= {at + 1 for at in told if at + 1 in self.ages} | number_words.measured(self.tokens)
        return any(
            source.how not in {"prefix", "there"} and not source.half
            for at, each in enumerate(self.columns)
            if at not in told and each.token not in SILENT and len(each.token) > 1
            for found in each.found for source, _met in found.met
        )  # fmt: skip

    def is_urgent_elsewhere(self, expansion: Expansion, positions: Set[int]) -> bool:
        """Whether some of the words of a need are urgent: "zoon ... wil dood" is no "zoon iemand gedood"."""
        urgent = self.urgent & positions
        return bool(urgent) and not positions <= self.urgent and not expansion.group.urgent

    @property
    def lang(self) -> str:
        """The language in which it is typed, by its small words and terms; '' where nobody can tell."""
        said = [*self.langs, *map(LANG_OF.get, self.tokens)]
        counts = sorted((said.count(lang), lang) for lang in LANGUAGES)
        return counts[-1][1] if counts[-1][0] > counts[-2][0] else ""

    def is_ordinary(self, at: int) -> bool:
        """Whether people use the word at a position as it stands, in the language that is typed."""
        return is_ordinary(self.tokens[at], self.lang)

    @property
    def circumstances(self) -> frozenset[int]:
        """Where the words stand that say where, when it is to be open, in which language, or whose kin."""
        place = self.place.positions | self.place.asked if self.place else frozenset()
        return place | self.aside | self.kin

    @property
    def aside(self) -> frozenset[int]:
        """Those of them that other signals answer than the words of sheets."""
        said = self.times.positions if self.times else frozenset()
        return said | self.tongues.positions if self.tongues else said

    @cached_property
    def telling(self) -> list[int]:
        """Where the words stand that ask for something: neither a place, a time nor one that says nothing."""
        beside = self.circumstances
        return [
            at for at, each in enumerate(self.columns)
            if at not in beside
            and (each.token not in SILENT or len(self.columns) == 1 or at in self.reaching)
        ]  # fmt: skip
