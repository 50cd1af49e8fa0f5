"""What a search was understood to ask: its words and what they weigh, its place, and how it is told back."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from functools import cached_property

from directory import number_words, places
from directory.groups import Group
from directory.models import LANGUAGES
from directory.search import tongues
from directory.search.times import Times
from directory.search.tongues import Tongues
from directory.search.words import Column, Found
from directory.terms import Expansion
from search_index import ranking
from search_index.order import once_twice, union
from search_index.ordinary import is_ordinary
from search_index.text import CONTACT, LANG_OF, SILENT, STOP, words

# Beside others they count in names alone, unless they are part of a term.
_SMALL = STOP | CONTACT
# A last word of fewer letters is still being typed.
LEAST_MISSED = 4


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
    # Where the words stand of each need of which several that tell something were typed.
    needed: list[set[int]] = field(default_factory=list)
    # Facets that a need does not mean, and what other needs lead to.
    away: set[str] = field(default_factory=set)
    meant: list[Found] = field(default_factory=list)
    # Groups of words that mean the same, and where the words stand that are in them.
    same: list[tuple[frozenset[int], Group]] = field(default_factory=list)

    def take(self, expansion: Expansion, positions: Set[int], found: list[Found]) -> None:
        """Take in what a term, which stands at ``positions`` and leads to what it ``found``, says of the
        whole search."""
        group = expansion.group
        if expansion.half:
            self.away.update(group.away)
            return
        if not expansion.said and not expansion.term.several:
            self.langs += [expansion.term.lang] * len(positions)
        if group.away:
            self.away.update(group.away)
        elif group.kind == "need":
            self.meant += found
            telling = {at for at in positions if self.tokens[at] not in SILENT}
            # "My son" is no French "son", which says nothing; "aide jeunes" asks for youths alone.
            said = telling | {at for at in positions if self.tokens[at] in _SMALL}
            if min(len(said), len(expansion.term.choices)) > 1 and any(one.met for one in found):
                self.needed.append(telling)
        elif group.kind == "equivalent":
            self.same.append((frozenset(positions), group))
        if len(positions) > 1:
            reaching = {at for at in positions if self.tokens[at] in CONTACT}
            self.phrased |= reaching
            self.reaching |= reaching
        phrase = len(positions) > 1 and all(self.tokens[at] in SILENT for at in positions)
        if (group.urgent or phrase) and (held := every(found)):
            self.surely |= held
            self.urgent |= positions if group.urgent else set()
            self.phrased |= positions if phrase else set()

    def is_answered(self, beside: Set[int] = frozenset()) -> bool:
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
    def known(self) -> frozenset[int]:
        """Where the words stand that say where, when it is to be open, or in which language."""
        place = self.place.positions | self.place.asked if self.place else frozenset()
        return place | self.aside

    @property
    def aside(self) -> frozenset[int]:
        """Those of them that other signals answer than the words of sheets."""
        said = self.times.positions if self.times else frozenset()
        return said | self.tongues.positions if self.tongues else said

    @cached_property
    def telling(self) -> list[int]:
        """Where the words stand that ask for something: neither a place, a time nor one that says nothing."""
        named = self.known
        return [
            at for at, each in enumerate(self.columns)
            if at not in named
            and (each.token not in SILENT or len(self.columns) == 1 or at in self.reaching)
        ]  # fmt: skip


def _is_begun(token: str) -> bool:
    """Whether a last word is surely only begun, though somewhere a "1" or a "g" stands by itself."""
    return len(token) == 1 or (token.isdigit() and len(token) < len("1080"))


def weigh(reading: Reading, known: frozenset[str]) -> None:
    """``known``: the words that are not half typed."""
    place, last, aside = reading.place, len(reading.columns) - 1, reading.aside
    asked = any(reading.columns[at].found for at in reading.telling)
    for at, each in enumerate(reading.columns):
        if (place and at in place.asked) or at in aside:
            each.weight = ranking.STOP_WORD
        elif place and at in place.positions:
            each.weight = ranking.PLACE_WORD
            if asked and not (place.region or place.quarter):
                each.most = ranking.FIELDS["place"]  # where it is, other signals tell; a name says no more
        elif at == last > 0 and (each.token not in known or _is_begun(each.token) or each.is_only_begun()):
            reading.half = True
            each.weight *= ranking.HALF_WORD.get(len(each.token), 1.0)
        if at in reading.urgent:
            each.only = reading.surely  # "wants to die in prison" is no search for a prison
        if at in reading.phrased:
            each.weight = max(each.weight, ranking.OF_A_PHRASE)
        elif reading.urgent and at not in reading.urgent and not (place and at in place.positions):
            # A number such as 1813 is a name: it says which of the lines.
            named = each.token.isdigit() and not number_words.is_amount(each.token)
            each.weight *= 1.0 if named else ranking.BESIDE_URGENT
    if all(each.token in SILENT for each in reading.columns):
        for each in reading.columns:
            each.weight = 1.0
        return
    _of_needs(reading)
    _of_tongues(reading)
    # That a text has the same number is no answer.
    numbers = (
        (reading.ages | number_words.measured(reading.tokens)) if reading.meant or reading.partly else ()
    )
    for at in numbers:
        each = reading.columns[at]
        each.found = each.found[1:] if each.own else each.found
        each.weight = each.weight if each.found else ranking.STOP_WORD
    for at, each in enumerate(reading.columns):
        if each.token not in _SMALL or at in reading.phrased or at in reading.urgent:
            continue
        if at == last > 0 and all(
            len(reading.tokens[one]) < LEAST_MISSED for one in (*reading.telling, at)
        ):  # "brussel on", "med mon": of a place, or half words, a name may be
            each.weight, each.only = ranking.HALF_WORD.get(len(each.token), 1.0), each.named
            continue
        if others := each.found[1:] if each.own else each.found:
            each.found = others
        else:
            each.weight *= ranking.SMALL_WORD
            each.only = each.named


def _of_needs(reading: Reading) -> None:
    """Of a need of several words, one that a name happens to have makes its sheet no fitter: *man in
    gevangenis* does not ask for who brings children to a *gevangenis*. Two of them make a name."""
    for positions in reading.needed:
        own = [each for at in positions if (each := reading.columns[at]).own]
        _once, twice = once_twice(union(each.found[0].best) for each in own)
        for each in own:
            each.full = twice if each.full == -1 else each.full | twice


def _of_tongues(reading: Reading) -> None:
    """Dutch, French or English beside what is offered by nobody who says to work in it tells little: *schuld-
    bemiddeling nederlandstalig* asks for no court."""
    for at, _code in tongues.ours(reading.tokens):
        rest = [one for one in reading.telling if not tongues.is_of_ours(reading.tokens[one])]
        once, twice = once_twice(every(reading.columns[one].found) for one in rest)
        said = every(
            found for found in reading.columns[at].found
            if any(source.how != "there" for source, _met in found.met)
        )  # fmt: skip
        offered = once if len(rest) < 2 else twice
        if offered and not offered & said:
            reading.columns[at].weight *= ranking.TONGUE_OF_NOBODY


def shown(text: str, reading: Reading, tokens: list[str]) -> str:
    """What was searched where it is not what was typed: in the spelling of the rest."""
    if tokens == reading.tokens:
        return " ".join(_spelled(text, reading)) if reading.apart else ""
    return " ".join(
        new if new != old else word
        for old, new, word in zip(reading.tokens, tokens, _spelled(text, reading), strict=True) if new
    )  # fmt: skip


def _spelled(text: str, reading: Reading) -> list[str]:
    """The words that were looked at as they were typed; folded, those that did not stand by themselves."""
    found, at = list(reading.tokens), 0
    for typed in text.split():
        own = words(typed)
        if len(own) == 1 and own[0] in found[at:]:
            at = found.index(own[0], at)
            found[at] = typed
            at += 1
    return found


def missed(text: str, reading: Reading, missing: list[int]) -> list[str]:
    """The words at ``missing`` as they were typed; not the beginning of one that is still being typed."""
    typed, last = _spelled(text, reading), len(reading.tokens) - 1
    return [typed[at] for at in missing if at < last or len(typed[at]) >= LEAST_MISSED]


def together(text: str, reading: Reading, positions: Set[int]) -> list[str]:
    """The words at ``positions`` as they were typed, those that follow one another in one."""
    typed, found = _spelled(text, reading), list[str]()
    for at in sorted(positions):
        for piece in text.split():  # *Braine-l'Alleud* is two words
            own = words(piece)
            if len(own) > 1 and reading.tokens[at : at + len(own)] == own:
                typed[at : at + len(own)] = [piece, *[""] * (len(own) - 1)]
        if at - 1 in positions:
            found[-1] = f"{found[-1]} {typed[at]}".rstrip()
        else:
            found.append(typed[at])
    return found


def named(reading: Reading) -> list[str]:
    """The tokens with the name of the place in its right spelling, where it was mistyped."""
    place, tokens = reading.place, reading.tokens
    if place is None or not place.meant:
        return tokens
    first, last = min(place.positions), len(tokens) - 1
    if last in place.positions and " ".join(words(place.meant)).startswith(
        " ".join(tokens[at] for at in sorted(place.positions))
    ):
        return tokens  # it is still being typed
    return [
        place.meant if at == first else "" if at in place.positions else token
        for at, token in enumerate(tokens)
    ]  # fmt: skip
