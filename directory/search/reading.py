"""A search understood: which words count how much, what else answers them, which place or number is meant."""

from directory import number_words, persons, place_names, places, streets
from directory.expansion import Expansion
from directory.search import answering, beyond, kin, meant, spelling, time_words, times, tongues, weighing
from directory.search.compounds import joined_in
from directory.search.contacts import contact_in, spellings
from directory.search.reader import LEAST_UNANSWERED, Reader, single, unanswered
from directory.search.slips import FEW_CORRECTED, MANY_UNKNOWN, MOST_CORRECTED, Slips
from directory.search.tokens import is_known, looked_at, of_a_name
from directory.search.understood import Reading
from directory.search.words import Column, column
from directory.terms import LEAST_HALF, Thesaurus
from search_index.index import Index
from search_index.text import SILENT, stems

# The very words only.
_NO_WORDS = Thesaurus([])


def _inflected(index: Index, token: str) -> bool:
    """Whether the directory has the word in another form."""
    return any(index.masks("s", root) for root in stems(token))


def read(index: Index, thesaurus: Thesaurus | None, text: str, mends: bool = True) -> Reading:
    """Understand ``text``. ``thesaurus``: None searches the very words only; ``mends``: whether words may be
    slips. Never an error."""
    text = " ".join(text.replace("€", " euro ").split())  # "50€ 1080" is no number
    contact, rest = contact_in(text)
    terms, typed, spoken = thesaurus or _NO_WORDS, rest or text, frozenset[str]()
    tokens, apart = looked_at(index, terms, typed)
    if thesaurus is not None:
        full = tongues.interpreted(tongues.in_full(tokens))
        tokens = _unspoken(terms, full)
        spoken = frozenset() if tokens == full else frozenset(filter(tongues.is_of_ours, tokens))
    names, behind = persons.called(text), persons.titled(text)
    sure = frozenset(token for token in tokens if is_known(index, terms, token))
    if behind:
        tokens = _without_titles(tokens, behind - (sure - names))
    reader = Reader(index, terms, tokens)
    reading = reader.reading
    reading.contact, reading.apart, reading.names, reading.titled = contact, apart, names, behind
    reading.spoken = spoken
    forms = frozenset(token for token in tokens if token not in sure and _inflected(index, token))
    reading.place = places.find(tuple(tokens), sure | behind, forms)
    if mends and (spelled := spelling.with_place(reading)) != tokens:
        meant_place = spelling.shown(typed, reading, spelled)
        again = read(index, thesaurus, meant_place)
        again.contact, again.corrected = contact, again.corrected or meant_place
        return again
    said = [token if token in sure or token in forms else of_a_name(token) for token in tokens]
    _look(index, reader, said, sure, rest not in {"", contact})
    expansions = _widened(reader)
    unknown = _unknown(reader)
    expansions += reader.pieces(unknown)
    shown = [said[at] if at in reading.aside else token for at, token in enumerate(tokens)]
    if mends and (mended := reader.slips.correct(unknown)) != tokens:
        again = _again(index, thesaurus, mended, reader.slips)
        pairs = enumerate(zip(shown, mended, strict=True))
        shown = [word if at in reading.aside else new for at, (word, new) in pairs]
        again.corrected = spelling.shown(typed, reading, shown)
        return again
    reader.slips.add_others(reading.columns)
    expansions += reader.partly()
    weighing.weigh(reading, sure | forms)
    reading.corrected = spelling.shown(typed, reading, shown)
    reading.also = meant.labels(index, expansions)
    return reading


def _unspoken(thesaurus: Thesaurus, tokens: list[str]) -> list[str]:
    """Without the word that says that one speaks one of our languages, which names it already: *English
    speaking psychologist*, *speaks English* ask for nobody who is *French-speaking*. Not where the word tells
    of a danger, makes a need with others, as in *cours de langue française*, or a term with the language
    alone, *parle français*."""
    said = tongues.beside_ours(tokens)
    if not said:
        return tokens
    others = {
        at for at, token in enumerate(tokens)
        if at not in said and token not in SILENT and not tongues.is_of_ours(token)
    }  # fmt: skip
    made = thesaurus.expand(tokens, half=False, through=frozenset(said))
    kept = {
        at for one in made for at in one.positions
        if one.group.urgent or (tokens[at] in tongues.LANGUAGE and one.positions & others)
        or (not others and len(one.positions) > 1)
    }  # fmt: skip
    return [tongues.NOTHING if at in said and at not in kept else token for at, token in enumerate(tokens)]


def _without_titles(tokens: list[str], names: frozenset[str]) -> list[str]:
    """Without what stands before ``names``: *Mme Dubois OCMW* asks for no *dame du CPAS*."""

    def stands_before_one(at: int) -> bool:
        at += 1
        while at < len(tokens) and tokens[at] in persons.BETWEEN:
            at += 1
        return at < len(tokens) and tokens[at] in names

    titles = persons.TITLES | persons.SHORT_TITLES
    return [token for at, token in enumerate(tokens) if token not in titles or not stands_before_one(at)]


def _again(index: Index, thesaurus: Thesaurus | None, mended: list[str], slips: Slips) -> Reading:
    """A search that was mended, read as if it had been typed like that: what is shown as searched is what is
    searched. What else its words may have been meant to be counts below."""
    reading = read(index, thesaurus, " ".join(mended), mends=False)
    reading.contact, typed = slips.reading.contact, slips.reading.tokens
    # "Watre" may be Wavre, and Watermael: of a town that is only guessed nobody says that it is outside.
    reading.outside = frozenset(at for at in reading.outside if reading.tokens[at] in typed)
    slips.add_others(reading.columns, below=len(typed) > 1)
    return reading


def _asks_when_too(index: Index, reading: Reading, asked: times.Times) -> bool:
    """Whether a time counts beside a number: *psycholoog zaterdag 0478 12 34 56*. Where nothing else is
    asked, a number that somebody has is the answer."""
    there = reading.place.positions if reading.place else frozenset[int]()
    said = {at for at, token in enumerate(reading.tokens) if token not in SILENT}
    return not said <= asked.positions | there or not any(map(index.contacts, spellings(reading.contact)))


def _look(index: Index, reader: Reader, said: list[str], sure: frozenset[str], cut_out: bool) -> None:
    """Each word by itself, and those that say where, when and in which language. ``said``: the words, those
    of a name as they are meant; ``cut_out``: without the number that stood among them."""
    reading, tokens = reader.reading, reader.tokens
    away = beyond.towns(tokens)
    # *Ath* may become Athena, and *dettes mol* Molenbeek.
    begun = len(tokens) == 1 and index.vocabulary.begins(tokens[0])
    begun = begun or (len(tokens) > 1 and place_names.begins_name(tokens[-1]))
    aside = away - {len(tokens) - 1} if begun else away
    reading.columns = [
        beyond.column(index, token) if at in aside else column(index, token, at == len(tokens) - 1)
        for at, token in enumerate(tokens)
    ]
    reading.outside = away | beyond.postal_codes(index, tokens, away)
    reading.outside = frozenset(at for at in reading.outside if tokens[at] not in reading.titled)
    # *Mme Dimanche* is nobody's Sunday.
    called = ["-" if token in reading.titled else token for token in said] if reading.titled else said
    reading.times = times.asked(streets.unnamed(called), sure)
    if reading.times and reading.contact and not (cut_out and _asks_when_too(index, reading, reading.times)):
        # "24/7" is no number, and "02 533 24 24" no time.
        whole = not cut_out and reading.times.codes and len(reading.times.positions) == len(tokens)
        reading.contact, reading.times = ("", reading.times) if whole else (reading.contact, None)
    reading.tongues = tongues.asked(tuple(said))
    for at in reading.times.positions if reading.times else ():
        # A "7" in a text is no reason, nor that somebody has an open door.
        if tokens[at] in time_words.OPEN | time_words.CLOSED or any(sign.isdigit() for sign in tokens[at]):
            reading.columns[at] = Column(tokens[at], index)
    if reading.place and not reading.place.region:
        there = answering.there(reading.place.codes)
        for at in reading.place.positions:
            reading.columns[at].add([there])
    for at, token in enumerate(tokens):
        # "huur 1080 euro" is no rent in Molenbeek.
        if token.isdigit() and (token,) in place_names.names() and number_words.is_sum(tokens, at):
            reading.columns[at] = Column(token, index)
    reading.kin = kin.which(tokens)
    for at in reading.kin:
        reading.columns[at] = Column(tokens[at], index)
    for at, codes in tongues.ours(tokens):
        reading.columns[at].add([answering.speaking(codes)])


def _widened(reader: Reader) -> list[Expansion]:
    """What the words are terms of, by themselves and written in one."""
    reading, tokens = reader.reading, reader.tokens
    joined = joined_in(reader.index, reader.thesaurus, tokens)
    spans = single(0, len(tokens))
    # "Psychologue proche de Forest" asks for no "psychologue pour les proches".
    asked = reading.place.asked if reading.place else frozenset()
    if reading.place and len(reading.place.positions) > 1 and reading.place.quarter:
        asked |= reading.place.positions  # "quartier nord" is no bus of lawyers that comes to your quartier
    if reading.times and any("-" in code for code in reading.times.codes):
        asked |= reading.times.positions  # "dag van de arbeid" asks for no work
    asked |= kin.behind(tokens)
    if kinds := streets.kinds(tokens):
        # But *rue de la Loi* is the *Wetstraat*.
        found = reader.thesaurus.expand(tokens, half=False)
        same = {at for one in found if one.group.kind != "need" for at in one.positions}
        asked |= kinds - same
    said = ["" if at in asked else token for at, token in enumerate(tokens)] if asked else tokens
    expansions = reader.expand(said, spans, {}, set(range(len(tokens))))
    spoken = reading.tongues.positions if reading.tongues else frozenset[int]()
    if beside := {at for one in expansions if one.positions & spoken for at in one.positions} - spoken:
        # Who helps those who came from elsewhere is not all that *psychologue turc* asks for.
        silent = ["" if at in spoken else token for at, token in enumerate(said)]
        expansions += reader.expand(silent, spans, {}, beside)
    expansions += reader.join(joined)
    # "Met hem" is no *hemorragie* begun.
    # *Commis d'off* is half of its term, though other words begin so.
    begun = bool(tokens) and len(tokens[-1]) == LEAST_UNANSWERED and tokens[-1] not in SILENT
    others = [each for each in reading.columns[:-1] if each.token not in SILENT]
    if begun and (not reading.columns[-1].found or (others and all(map(unanswered, others)))):
        expansions += reader.expand(tokens, spans, {}, {len(tokens) - 1}, LEAST_UNANSWERED)
    return expansions


def _unknown(reader: Reader) -> list[int]:
    """Where the words stand that nothing answers, which may be slips; and the slip of a desk."""
    reading, tokens = reader.reading, reader.tokens
    beside = reading.circumstances
    unknown = [
        at for at, each in enumerate(reading.columns)
        if unanswered(each) and at not in beside and each.token not in SILENT and not each.token.isdigit()
        and each.token not in place_names.elsewhere() and each.token not in persons.TITLES
        and not tongues.is_of_ours(each.token)
        and each.token not in reading.titled and not persons.is_usual(each.token, at == len(tokens) - 1)
    ]  # fmt: skip
    # Half a word of a need is no slip of another; behind small words, where it is still too short to be one.
    if unknown and unknown[-1] == len(tokens) - 1:
        last = tokens[-1]
        half = len(tokens) == 1 or (len(last) < LEAST_HALF and SILENT.issuperset(tokens[:-1]))
        if half and reader.thesaurus.vocabulary.begins(last):
            del unknown[-1]
    found = dict.fromkeys([*reader.halves(reader.compounds(unknown)), *reader.slips.desk])
    return [*found][: MOST_CORRECTED if len(found) <= MANY_UNKNOWN else FEW_CORRECTED]
