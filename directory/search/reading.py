"""A search understood: which words count how much, what else answers them, which place or number is meant."""

from directory import place_names, places
from directory.search import answering, beyond, meant, times, tongues, understood
from directory.search.compounds import joined_in
from directory.search.contacts import contact_in
from directory.search.reader import LEAST_UNANSWERED, Reader, single, unanswered
from directory.search.slips import MOST_CORRECTED, Slips
from directory.search.tokens import called, known, looked_at, of_a_name
from directory.search.understood import Reading
from directory.search.words import Column, column, term
from directory.terms import Thesaurus
from search_index import ranking
from search_index.index import Index
from search_index.text import SILENT, stems, words

# The very words only.
_NO_WORDS = Thesaurus([])


def _inflected(index: Index, token: str) -> bool:
    """Whether the directory has the word in another form."""
    return any(index.masks("s", root) for root in stems(token))


def read(index: Index, thesaurus: Thesaurus | None, text: str) -> Reading:
    """Understand ``text``. ``thesaurus``: None searches the very words only. Never an error."""
    return _read(index, thesaurus, text)


def _again(index: Index, thesaurus: Thesaurus | None, mended: list[str], slips: Slips) -> Reading:
    """A search that was mended, read as if it had been typed like that: what is shown as searched is what is
    searched. What else its words may have been meant to be counts below."""
    reading = _read(index, thesaurus, " ".join(mended), mends=False)
    reading.contact = slips.reading.contact
    slips.add_others(reading.columns)
    return reading


def _read(index: Index, thesaurus: Thesaurus | None, text: str, mends: bool = True) -> Reading:
    contact, rest = contact_in(text)
    widened, thesaurus = thesaurus is not None, thesaurus or _NO_WORDS
    tokens, taken_apart = looked_at(index, thesaurus, rest or text)
    if widened:
        tokens = tongues.interpreted(tokens)
    reader = Reader(index, thesaurus, tokens)
    reading = reader.reading
    reading.contact, reading.apart, reading.names = contact, taken_apart, called(text)
    sure = frozenset(token for token in tokens if known(index, thesaurus, token))
    forms = frozenset(token for token in tokens if token not in sure and _inflected(index, token))
    reading.place = places.find(tuple(tokens), sure, forms)
    if mends and (spelled := understood.named(reading)) != tokens:
        typed = understood.shown(rest or text, reading, spelled)
        again = _read(index, thesaurus if widened else None, typed)
        again.contact, again.corrected = contact, again.corrected or typed
        return again
    away = beyond.towns(tokens)
    reading.columns = [
        beyond.column(index, token) if at in away else column(index, token, at == len(tokens) - 1)
        for at, token in enumerate(tokens)
    ]
    reading.beyond = frozenset(at for at in away if not reading.columns[at].own)
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
    spans = single(0, len(tokens))
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
        if unanswered(each) and at not in named and each.token not in SILENT and not each.token.isdigit()
        and each.token not in place_names.elsewhere()
    ]  # fmt: skip
    if len(tokens) == 1 and thesaurus.vocabulary.begins(tokens[0]):
        unknown = []  # half a word of a need is no slip of another
    shown = [meant_to_say[at] if at in reading.aside else token for at, token in enumerate(tokens)]
    unknown = [*dict.fromkeys([*reader.halves(reader.compounds(unknown)), *reader.slips.desk])]
    if unknown := unknown[:MOST_CORRECTED]:
        expansions += reader.pieces(unknown)
        if mends and (mended := reader.slips.correct(unknown)) != tokens:
            again = _again(index, thesaurus if widened else None, mended, reader.slips)
            pairs = enumerate(zip(shown, mended, strict=True))
            shown = [word if at in reading.aside else new for at, (word, new) in pairs]
            again.corrected = understood.shown(rest or text, reading, shown)
            return again
        reader.slips.add_others(reading.columns)
    expansions += reader.partly()
    understood.weigh(reading, sure | forms)
    reading.corrected = understood.shown(rest or text, reading, shown)
    reading.also = meant.labels(index, expansions)
    return reading


__all__ = ["Reading", "read"]
