"""The words of a search while they are read: what the thesaurus says of them, and what they are a part of."""

from directory import number_words, persons, place_names, streets
from directory.expansion import Expansion
from directory.search import meant
from directory.search.compounds import halves, piece_of
from directory.search.slips import Slips
from directory.search.tokens import is_known
from directory.search.understood import Reading
from directory.search.words import Column, column, half, in_names, term
from directory.terms import LEAST_HALF, Thesaurus
from search_index import ranking
from search_index.index import Index
from search_index.text import SILENT

# Of so many letters, half a word is looked for in the thesaurus only where the directory has no such word.
LEAST_UNANSWERED = 3
# A word before the last one is taken for half a word from so many letters on; of so few words, for that of a
# name with a letter less: "eco vio".
SHORTEST_HALF, MOST_BEGUN = 4, 3
# Before the name of a place; and what one says to whoever is asked.
_AT = frozenset("in te a at".split())
_PLEASE = frozenset("aub svp please alstublieft alsjeblieft bedankt merci thanks".split())
# Of so many words of needs that a last word may become, the first that leads anywhere is taken.
MOST_LONGER = 20


def single(begin: int, end: int) -> list[tuple[int, int]]:
    """Where each word stands, by itself."""
    return [(at, at + 1) for at in range(begin, end)]


def _turn(one: Expansion) -> tuple[bool, int, bool, bool]:
    """What is urgent is taken in first, and what counts only where nothing else is found last: of that, what
    says more before what says less."""
    otherwise = one.group.otherwise
    return otherwise, -len(one.positions) if otherwise else 0, not one.group.urgent, one.term.same


def unanswered(column: Column) -> bool:
    """Whether nothing but a longer word that happens to hold it answers a word."""
    return all(source.how == "part" for found in column.found for source, _met in found.met)


class Reader:
    """A search that is being read: what the thesaurus says of its words, and what they may be half of."""

    def __init__(self, index: Index, thesaurus: Thesaurus, tokens: list[str]) -> None:
        self.index, self.thesaurus, self.tokens = index, thesaurus, tokens
        self.reading = Reading(tokens)
        self.slips = Slips(index, thesaurus, self.reading)
        # Where words stand that would count where nothing else is found: whom it is about.
        self.answered_otherwise: set[int] = set()

    def expand(
        self,
        tokens: list[str],
        spans: list[tuple[int, int]],
        factors: dict[int, float],
        through: set[int],
        least: int = LEAST_HALF,
        half: bool = True,
    ) -> list[Expansion]:
        """Take in what the thesaurus says of ``tokens``. ``spans``: where each stands in the search.
        ``factors``: how sure the words at a position are, where they are not. ``through``: an expansion must
        come by one of these positions. ``half``: the last word may be half one, from ``least`` letters on."""
        taken: list[Expansion] = []
        answered = set[int]()
        where = frozenset(at for at, span in enumerate(spans) if through.intersection(range(*span)))
        if not where:
            return taken
        some = where if len(where) < len(tokens) else None
        # Mons is no *monsieur* begun, and *met hem* no haemorrhage.
        half = half and tokens[-1] not in SILENT and tokens[-1] not in place_names.elsewhere()
        there = self._there(spans)
        found_by = self.thesaurus.expand(tokens, half=half, through=some, least=least, there=there)
        for expansion in sorted(found_by, key=_turn):
            positions = {p for at in expansion.positions for p in range(*spans[at])}
            if not positions & through or self.reading.is_urgent_elsewhere(expansion, positions):
                continue
            if expansion.group.otherwise and not self._is_of_an_age(positions):
                continue
            if expansion.group.otherwise and self.reading.is_answered(positions):
                self.answered_otherwise |= positions
                continue
            # What one word needs only by way of another is for where no sheet has it, nor another need.
            alone = expansion.term.same and len(positions) == 1
            if alone and any(self.reading.columns[p].own or p in answered for p in positions):
                continue
            found = meant.found(self.index, expansion, min(factors.get(p, 1.0) for p in positions))
            if (expansion.half or expansion.group.urgent) and not any(one.met for one in found):
                continue  # it only says that its words are no danger, or not yet anything
            for position in positions:
                for one in found:
                    self.reading.columns[position].take(one)
            self.reading.take(expansion, positions, found)
            if expansion.group.kind == "need" and not expansion.term.same:
                answered |= positions
            taken.append(expansion)
        return taken

    def _there(self, spans: list[tuple[int, int]]) -> frozenset[int]:
        """Which of the words at ``spans`` only say where (of a place, with *in* before them), or please."""
        named = self.reading.place.positions if self.reading.place else frozenset()
        aside = {at for at, token in enumerate(self.tokens) if token in _PLEASE}
        aside |= named | {at - 1 for at in named if at and self.tokens[at - 1] in _AT}
        return frozenset(at for at, span in enumerate(spans) if aside.issuperset(range(*span)))

    def _is_of_an_age(self, positions: set[int]) -> bool:
        """Whether a number at ``positions`` is an age, and no other word is a part of a need: *mon fils de 15
        ans loyer*. Where there is no number, it is as well."""
        numbers = {at for at in positions if number_words.is_amount(self.tokens[at])}
        if not numbers:
            return True
        told = number_words.in_years(self.tokens)
        if numbers <= told:
            self.reading.ages |= told
        elif all(number_words.is_bare(self.tokens, at, positions - numbers) for at in numbers):
            self.reading.ages |= numbers
        else:
            return False
        others = set(range(len(self.tokens))) - positions - self.reading.ages
        return not any(
            self._may_be_part(self.tokens[at]) and self.thesaurus.partly(self.tokens[at], at) for at in others
        )

    def join(self, joined: list[tuple[int, int, str]]) -> list[Expansion]:
        """Take in neighbours that are one word when written together."""
        taken, tokens, factor = [], self.tokens, ranking.FACTORS["joined"]
        for begin, end, word in joined:
            made = column(self.index, word, end == len(tokens))
            sources = [one._replace(factor=one.factor * factor) for one in made.sources]
            for position in range(begin, end):
                self.reading.columns[position].add(sources)
            whole = [*tokens[:begin], word, *tokens[end:]]
            spans = [*single(0, begin), (begin, end), *single(end, len(tokens))]
            where = set(range(begin, end))
            taken += self.expand(whole, spans, dict.fromkeys(where, factor), where)
        return taken

    def compounds(self, unknown: list[int]) -> list[int]:
        """Take the halves of unknown compounds through the thesaurus; returns what stays unknown."""
        still = []
        for at in unknown:
            pairs = halves(self.index, self.tokens[at])
            for pair in pairs[:2]:
                for expansion in self.thesaurus.expand(list(pair), half=False):
                    if len(expansion.positions) == len(pair):
                        for found in meant.found(self.index, expansion, ranking.FACTORS["split"]):
                            self.reading.columns[at].take(found)
            if unanswered(self.reading.columns[at]):
                still.append(at)
        return still

    def pieces(self, unknown: list[int]) -> list[Expansion]:
        """Take the known piece of unknown compounds that are no slip of another word."""
        taken = []
        for at in unknown:
            if self.reading.columns[at].found or self.slips.guesses(at):
                continue
            if piece := piece_of(self.index, self.thesaurus, self.tokens[at]):
                factor = ranking.FACTORS["part"]
                self.reading.columns[at].add([term("part", (piece,), factor, piece)])
                tokens = [*self.tokens[:at], piece, *self.tokens[at + 1 :]]
                taken += self.expand(tokens, single(0, len(tokens)), {at: factor}, {at}, half=False)
        return taken

    def partly(self) -> list[Expansion]:
        """Where nothing answers a word that tells something, or a text has the only one by chance: the needs
        of which it is a part."""
        taken, tokens, sure = [], list(self.tokens), dict[int, float]()
        last = len(tokens) - 1
        telling = [
            at for at in self.reading.telling
            if (at < last or len(tokens[at]) >= LEAST_UNANSWERED) and not number_words.is_amount(tokens[at])
            and at not in self.reading.ages and at not in streets.named(tokens)
        ]  # fmt: skip
        named = {at for at in telling if self._is_named(tokens[at])}
        # *Mohamed loyer* asks what *loyer* does.
        telling = [at for at in telling if at not in named] or telling
        times = self.reading.times
        asks = self.reading.tongues is not None or (times is not None and times.opens)
        if asks or self.answered_otherwise.intersection(telling):
            return []
        if not all(unanswered(self.reading.columns[at]) for at in telling) and not (
            self.reading.place is None
            and len(telling) == 1
            and self.reading.columns[telling[0]].is_by_chance()
        ):
            return []
        if last in telling and (begun := self._begun(tokens[last])):
            tokens[last], sure = begun, {last: ranking.HALF_TERM}
        if not all(self._may_be_part(tokens[at]) for at in telling):
            return []  # what is there, or open then, is the answer; and "aspirateur de lit" is missing
        taken = self._parts(telling, tokens, sure)
        # Half of a term, where it is all that was typed: "elektronisch" before "toezicht".
        if not taken and len(telling) == 1 and not self.reading.columns[telling[0]].found:
            taken = self._parts(telling, tokens, sure, True)
        self.reading.partly = bool(taken)
        return taken

    def _parts(
        self, telling: list[int], tokens: list[str], sure: dict[int, float], any_term: bool = False
    ) -> list[Expansion]:
        """Take the needs of which words are a part."""
        taken = []
        for at in telling:
            for one, much in self.thesaurus.partly(tokens[at], at, any_term):
                found = meant.found(self.index, one, much * sure.get(at, 1.0))
                for each in found:
                    self.reading.columns[at].take(each)
                taken += [one] if any(each.met for each in found) else []
        return taken

    def _begun(self, token: str) -> str:
        """The word of needs that a last one may become, as *loye*; '' where it is one already."""
        if is_known(self.index, self.thesaurus, token):
            return ""
        longer = self.thesaurus.vocabulary.starting(token, MOST_LONGER)
        return next(
            (word for word in longer if word not in SILENT and self.thesaurus.partly(word, 0, True)), ""
        )

    def _is_named(self, token: str) -> bool:
        """Whether somebody is called so, and nothing else is."""
        named = token in self.reading.titled or persons.is_usual(token, half=False)
        return named and not is_known(self.index, self.thesaurus, token)

    def _is_first_name(self, at: int) -> bool:
        """*Jan Peeters huur*, not *sint jan ocmw*."""
        behind = at > 0 and self.tokens[at - 1] in persons.SAINTS
        return not behind and persons.is_usual(self.tokens[at], half=False)

    def _may_be_part(self, token: str) -> bool:
        """Whether a word may stand for needs of which it is a part: no small word, no letter or two, and no
        town outside the region."""
        if len(token) < LEAST_UNANSWERED or token in SILENT or token in place_names.elsewhere():
            return False
        return token in self.thesaurus.vocabulary

    def halves(self, unknown: list[int]) -> list[int]:
        """Take words before the last one for half ones, as in ``schuldb anderlecht``; returns what is still
        unknown."""
        still = []
        for at in unknown:
            column = self.reading.columns[at]
            whole = self.slips.is_sentence() and self.reading.is_ordinary(at)  # *taak* begins no *taakstraf*
            if len(column.token) >= SHORTEST_HALF and not whole:
                column.add(half(self.index, column.token))
            elif (
                len(column.token) == SHORTEST_HALF - 1
                and len(self.tokens) <= MOST_BEGUN
                and not self._is_first_name(at)
                and (named := in_names(self.index, "g", column.token))
            ):
                column.only = named
                column.add(half(self.index, column.token))
            if unanswered(column) or self.slips.is_cut_short(at) or self.slips.is_danger(at):
                still.append(at)
        return still
