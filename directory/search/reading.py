"""A search understood: which words count how much, what else answers them, which place or number is meant."""

from directory import place_names, places
from directory.search import answering, beyond, meant, times, tongues, understood
from directory.search.answering import Source
from directory.search.compounds import FEW_TOKENS, halves, joined_in, piece_of
from directory.search.contacts import contact_in
from directory.search.slips import MOST_CORRECTED, Slips, of_a_name
from directory.search.tokens import known, looked_at
from directory.search.understood import Reading, is_amount
from directory.search.words import Column, column, half, in_names, term
from directory.terms import LEAST_HALF, Expansion, Thesaurus
from search_index import ranking
from search_index.index import Index
from search_index.text import SILENT, stems, words

# Of so many letters, half a word is looked for in the thesaurus only where the directory has no such word.
LEAST_UNANSWERED = 3
# The very words only.
_NO_WORDS = Thesaurus([])
# A word before the last one is taken for half a word from so many letters on; of so few words, for that of a
# name with a letter less: "eco vio".
SHORTEST_HALF, MOST_BEGUN = 4, 3
# Of so many words of needs that a last word may become, the first that leads anywhere is taken.
MOST_LONGER = 20


def _inflected(index: Index, token: str) -> bool:
    """Whether the directory has the word in another form."""
    return any(index.masks("s", root) for root in stems(token))


def _single(begin: int, end: int) -> list[tuple[int, int]]:
    return [(at, at + 1) for at in range(begin, end)]


def _turn(one: Expansion) -> tuple[bool, bool, bool]:
    """What is urgent is taken in first, and what counts only where nothing else is found last."""
    return one.group.otherwise, not one.group.urgent, one.term.same


class _Reader:
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
        where = frozenset(at for at, span in enumerate(spans) if through.intersection(range(*span)))
        if not where:
            return taken
        some = where if len(where) < len(tokens) else None
        # Mons is no *monsieur* begun, and *met hem* no haemorrhage.
        half = half and tokens[-1] not in SILENT and tokens[-1] not in place_names.elsewhere()
        found_by = self.thesaurus.expand(tokens, half=half, through=some, least=least)
        for expansion in sorted(found_by, key=_turn):
            positions = {p for at in expansion.positions for p in range(*spans[at])}
            if not positions & through or self.reading.is_urgent_elsewhere(expansion, positions):
                continue
            if expansion.group.otherwise and self.reading.is_answered():
                self.answered_otherwise |= positions
                continue
            # What one word needs only by way of another is for where nothing else answers it.
            alone = expansion.term.same and len(positions) == 1
            if alone and any(self.reading.columns[p].found for p in positions):
                continue
            found = meant.found(self.index, expansion, min(factors.get(p, 1.0) for p in positions))
            if (expansion.half or expansion.group.urgent) and not any(one.met for one in found):
                continue  # it only says that its words are no danger, or not yet anything
            for position in positions:
                for one in found:
                    self.reading.columns[position].take(one)
            self.reading.take(expansion, positions, found)
            taken.append(expansion)
        return taken

    def join(
        self, joined: list[tuple[int, int, str]], tokens: list[str], sure: float = 1.0
    ) -> list[Expansion]:
        """Take in neighbours among ``tokens`` that are one word when written together."""
        taken, factor = [], ranking.FACTORS["joined"] * sure
        for begin, end, word in joined:
            made = column(self.index, word, end == len(tokens))
            sources = [Source(s.how, s.factor * factor, s.words, s.label) for s in made.sources]
            for position in range(begin, end):
                self.reading.columns[position].add(self.index, sources)
            whole = [*tokens[:begin], word, *tokens[end:]]
            spans = [*_single(0, begin), (begin, end), *_single(end, len(tokens))]
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
            if _unanswered(self.reading.columns[at]):
                still.append(at)
        return still

    def pieces(self, unknown: list[int]) -> list[Expansion]:
        """Take the known piece of unknown compounds that are no slip of another word."""
        taken = []
        for at in unknown:
            if self.reading.columns[at].found or self.slips.guesses(at):
                continue
            if known := piece_of(self.index, self.thesaurus, self.tokens[at]):
                factor = ranking.FACTORS["part"]
                self.reading.columns[at].add(self.index, [term("part", (known,), factor, known)])
                tokens = [*self.tokens[:at], known, *self.tokens[at + 1 :]]
                taken += self.expand(tokens, _single(0, len(tokens)), {at: factor}, {at}, half=False)
        return taken

    def partly(self, sure: dict[int, float]) -> list[Expansion]:
        """Where nothing answers a word that tells something, or a text has the only one by chance: the needs
        of which it is a part. ``sure``: how sure the words are that were mended."""
        taken, tokens = [], list(self.reading.mended)
        last = len(tokens) - 1
        if tokens and (begun := self._begun(tokens[last])):
            tokens[last], sure = begun, sure | {last: ranking.HALF_TERM}
        telling = [
            at for at in self.reading.telling
            if (at < last or len(tokens[at]) >= LEAST_UNANSWERED) and not is_amount(tokens[at])
        ]  # fmt: skip
        if self.reading.aside or self.answered_otherwise.intersection(telling):
            return []
        if not all(self._may_be_part(tokens[at]) for at in telling):
            return []  # what is there, or open then, is the answer; and "punaises de lit" is missing
        if all(_unanswered(self.reading.columns[at]) for at in telling) or (
            self.reading.place is None
            and len(telling) == 1
            and self.reading.columns[telling[0]].is_by_chance()
        ):
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
        if len(token) < LEAST_UNANSWERED or known(self.index, self.thesaurus, token):
            return ""
        longer = self.thesaurus.vocabulary.starting(token, MOST_LONGER)
        return next(
            (word for word in longer if word not in SILENT and self.thesaurus.partly(word, 0, True)), ""
        )

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
            if len(column.token) >= SHORTEST_HALF:
                column.add(self.index, half(self.index, column.token))
            elif (
                len(column.token) == SHORTEST_HALF - 1
                and len(self.tokens) <= MOST_BEGUN
                and (named := in_names(self.index, "g", column.token))
            ):
                column.only = named
                column.add(self.index, half(self.index, column.token))
            if _unanswered(column):
                still.append(at)
        return still


def _unanswered(column: Column) -> bool:
    """Whether nothing but a longer word that happens to hold it answers a word."""
    return all(source.how == "part" for found in column.found for source, _met in found.met)


def read(index: Index, thesaurus: Thesaurus | None, text: str) -> Reading:
    """Understand ``text``. ``thesaurus``: None searches the very words only. Never an error."""
    contact, rest = contact_in(text)
    widened, thesaurus = thesaurus is not None, thesaurus or _NO_WORDS
    tokens, taken_apart = looked_at(index, thesaurus, rest or text)
    if widened:
        tokens = tongues.interpreted(tokens)
    reader = _Reader(index, thesaurus, tokens)
    reading = reader.reading
    reading.contact, reading.apart = contact, taken_apart
    away = beyond.towns(tokens)
    reading.columns = [
        beyond.column(index, token) if at in away else column(index, token, at == len(tokens) - 1)
        for at, token in enumerate(tokens)
    ]
    reading.beyond = frozenset(at for at in away if not reading.columns[at].own)
    sure = frozenset(token for token in tokens if known(index, thesaurus, token))
    forms = frozenset(token for token in tokens if token not in sure and _inflected(index, token))
    reading.place = places.find(tuple(tokens), sure, forms)
    meant_to_say = tuple(token if token in sure or token in forms else of_a_name(token) for token in tokens)
    reading.times = times.asked(meant_to_say, sure)
    if reading.times and reading.contact:  # "24/7" is no number, and "02 533 24 24" no time
        whole = len(reading.times.positions) == len(tokens)
        reading.contact, reading.times = ("", reading.times) if whole else (reading.contact, None)
    reading.tongues = tongues.asked(meant_to_say)
    for at in reading.times.positions if reading.times else ():
        if any(sign.isdigit() for sign in tokens[at]):  # a "7" in a text is no reason
            reading.columns[at] = Column(tokens[at], index.kept)
    named = reading.known
    if reading.place and reading.place.meant:
        for at in reading.place.positions:
            meant_place = term(
                "typo", words(reading.place.meant), ranking.FACTORS["typo"], reading.place.meant
            )
            reading.columns[at].add(index, [meant_place])
    if reading.place and not reading.place.region:
        there = answering.there(reading.place.codes)
        for at in reading.place.positions:
            reading.columns[at].add(index, [there])
    for at, code in tongues.ours(tokens):
        reading.columns[at].add(index, [answering.speaking(code)])
    joined = joined_in(index, thesaurus, tokens)
    spans = _single(0, len(tokens))
    # "Psychologue proche de Forest" asks for no "psychologue pour les proches".
    asked = reading.place.asked if reading.place else frozenset()
    if reading.place and len(reading.place.positions) > 1 and reading.place.quarter:
        asked |= reading.place.positions  # "quartier nord" is no bus of lawyers that comes to your quartier
    said = ["" if at in asked else token for at, token in enumerate(tokens)] if asked else tokens
    expansions = reader.expand(said, spans, {}, set(range(len(tokens)))) + reader.join(joined, tokens)
    # "Met hem" is no *hemorragie* begun.
    begun = bool(tokens) and len(tokens[-1]) == LEAST_UNANSWERED and tokens[-1] not in SILENT
    if begun and not reading.columns[-1].found:
        expansions += reader.expand(tokens, spans, {}, {len(tokens) - 1}, LEAST_UNANSWERED)
    unknown = [
        at for at, each in enumerate(reading.columns)
        if _unanswered(each) and at not in named and each.token not in SILENT and not each.token.isdigit()
        and each.token not in place_names.elsewhere()
    ]  # fmt: skip
    if len(tokens) == 1 and thesaurus.vocabulary.begins(tokens[0]):
        unknown = []  # half a word of a need is no slip of another
    reading.mended, guessed = tokens, dict[int, float]()
    if unknown := reader.halves(reader.compounds(unknown))[:MOST_CORRECTED]:
        expansions += reader.pieces(unknown)
        reading.mended, guessed = reader.slips.correct(unknown)
        if reading.place is None:
            reading.place = places.find(tuple(reading.mended), sure.union(forms, reading.mended))
        expansions += reader.expand(reading.mended, spans, guessed, set(guessed))
        if len(tokens) <= FEW_TOKENS:
            again = [one for one in joined_in(index, thesaurus, reading.mended) if one not in joined]
            expansions += reader.join(again, reading.mended, ranking.FACTORS["typo"])
    expansions += reader.partly(guessed)
    understood.weigh(reading, sure | forms)
    spelled = [meant_to_say[at] if at in reading.aside else token for at, token in enumerate(reading.mended)]
    reading.corrected = understood.shown(rest or text, reading, spelled)
    reading.also = meant.labels(expansions)
    return reading


__all__ = ["Reading", "read"]
