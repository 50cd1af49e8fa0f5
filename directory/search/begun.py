"""A search that is still being typed and that nothing answers yet: its list until it asks for something.

A word that is only begun is left out, and those that say nothing before it: *laid o* shows what *laid* does.
Where only such words were typed (*mijn*, *besoin d'un*), nothing is asked yet; then whoever is there for
everybody stands in the list. A whole word that is nowhere is no word begun: what nobody offers is missing.
"""

from functools import reduce
from operator import and_

from directory import number_words, persons, place_names
from directory.search import tongues, where
from directory.search.spelling import words_typed
from directory.search.tokens import is_known
from directory.search.understood import LEAST_WHOLE, Reading
from directory.terms import Thesaurus
from search_index.bits import any_of
from search_index.index import Index
from search_index.text import SILENT

# Of fewer letters nobody can tell what is begun.
LEAST_ASKED = 4
# Of so many words a sentence is begun.
LEAST_WORDS = 3
# The shortest halves of a term that is written in one, and how many endings of the second are tried.
SHORTEST_FIRST, SHORTEST_REST, MOST_RESTS = 3, 2, 60
_BEGINNINGS = frozenset(word[:end] for word in SILENT for end in range(len(word) + 1))
# So often something is taken from the end of a search.
MOST_STEPS = 4


def becomes_silent(token: str) -> bool:
    """Whether a word may become one that asks for nothing: *gister*, *heef*."""
    return token in _BEGINNINGS


def is_begun(index: Index, thesaurus: Thesaurus, token: str) -> bool:
    """Whether a last word is none yet and may become one that is known."""
    if token in SILENT or len(token) == 1:
        return True
    if is_known(index, thesaurus, token):
        return False
    begins = index.vocabulary.begins(token) or thesaurus.vocabulary.begins(token)
    return begins or becomes_silent(token)


def is_missed(thesaurus: Thesaurus | None, tokens: list[str], at: int) -> bool:
    """Whether a word that nothing answers is to be told: neither Dutch, French or English, nor the beginning
    of a word that is known, or of one that asks for nothing (*gister*)."""
    token = tokens[at]
    if tongues.is_of_ours(token):
        return False
    if at < len(tokens) - 1 or token in place_names.elsewhere():
        return True
    if thesaurus and thesaurus.vocabulary.begins(token):
        return token in thesaurus.vocabulary
    return not becomes_silent(token)


def missed(thesaurus: Thesaurus | None, text: str, reading: Reading, missing: list[int]) -> list[str]:
    """Of the words that nothing answers, at ``missing``, those that are to be told; not whom it is about, if
    more is known, nor a town outside the region, an amount, or a word that is still being typed."""
    if not missing:
        return []
    if thesaurus and len(missing) < len(reading.telling):
        missing = [at for at in missing if not thesaurus.is_said(reading.tokens[at])]
    tokens = reading.tokens
    missing = [
        at for at in missing if tokens[at] not in persons.TITLES and not number_words.is_sum(tokens, at)
    ]  # fmt: skip
    told = {at for at in missing if is_missed(thesaurus, tokens, at)} - reading.outside
    typed, last = words_typed(text, reading), len(tokens) - 1
    return [typed[at] for at in sorted(told) if at < last or len(tokens[at]) >= LEAST_WHOLE]


def asks_nothing(index: Index, thesaurus: Thesaurus, reading: Reading) -> bool:
    """Whether no word says anything by itself (*mon fils*), and the last one is at most begun."""
    if reading.contact or reading.place or _asks_when_or_for_whom(reading):
        return False
    last, told = reading.tokens[-1], reading.aside  # *la nuit passée* only tells when
    says = [
        one for at, one in enumerate(reading.tokens)
        if at not in told and one not in SILENT and not thesaurus.is_said(one)
    ]  # fmt: skip
    return not says or (says == [last] and is_begun(index, thesaurus, last))


def hardly_asks(index: Index, thesaurus: Thesaurus, reading: Reading) -> bool:
    """Whether behind words that say nothing stand a few letters, which may become any word: what they happen
    to begin is no answer to *ik heb geen e*, nor to *mijn v*; behind a single word that is in names it may
    be one (*la ge*)."""
    before, last = reading.tokens[:-1], "".join(reading.tokens[-1:])
    if not before or len(last) >= LEAST_ASKED or last.isdigit():
        return False
    if len(before) == 1 and reading.columns[0].in_names:
        return False
    said = all(token in SILENT for token in before)
    return said and (last in SILENT or len(last) == 1 or not is_known(index, thesaurus, last))


def says_nothing(reading: Reading) -> bool:
    """Whether several words were typed that say nothing, and that no term is of: *met hem*."""
    asks = reading.telling or reading.also or reading.place or _asks_when_or_for_whom(reading)
    return len(reading.columns) > 1 and not asks


def _asks_when_or_for_whom(reading: Reading) -> bool:
    """Whether something is to be open then, or a language to be spoken; not where a time is only told."""
    return reading.tongues is not None or bool(reading.times and reading.times.codes)


def there(index: Index, reading: Reading) -> int:
    """Beside a place alone, who is there stays while the next word is begun: *gulledelle ba*."""
    place, last = reading.place, len(reading.columns) - 1
    if place is None or place.region or reading.telling != [last] or not reading.half:
        return 0
    begun = reading.columns[last].is_only_begun()
    return any_of(where.in_municipality(index, code) for code in place.codes) if begun else 0


def in_names(index: Index, reading: Reading) -> int:
    """Of words that say nothing, the sheets that have in a name all those that stand anywhere at all:
    *Après vzw*."""
    held = [each.in_names for each in reading.columns if each.token in index.vocabulary]
    return reduce(and_, held) if held else 0


def _in_two(thesaurus: Thesaurus, word: str) -> str:
    """A term of two words of which half was typed in one: *foodba*, *sosenf*."""
    for end in range(len(word) - SHORTEST_REST, SHORTEST_FIRST - 1, -1):
        if word[:end] not in thesaurus.vocabulary:
            continue
        for rest in thesaurus.vocabulary.starting(word[end:], MOST_RESTS):
            if any(len(one.positions) == 2 for one in thesaurus.expand([word[:end], rest], half=False)):
                return f"{word[:end]} {rest}"
    return ""


def before_last(reading: Reading) -> str:
    """What stands before a few letters of a next word, of a search that asks for nothing with them: *I can't
    go on l* is what *I can't go on* is. '' where that is too little to be a phrase."""
    tokens = reading.tokens
    return " ".join(tokens[:-1]) if len(tokens) > LEAST_WORDS and len(tokens[-1]) < LEAST_ASKED else ""


def earlier(index: Index, thesaurus: Thesaurus, reading: Reading) -> str:
    """The search without its last word, which is only begun, and without those that say nothing before it; or
    with that word otherwise, where it is half a term. '' where nothing earlier is left to be asked."""
    tokens = list(reading.tokens)
    if reading.contact or not tokens:
        return ""
    last = tokens[-1]
    # *Ze eet nie* finds nobody, though people say *nie*: it may become *niet*.
    if not is_begun(index, thesaurus, last) and not (len(tokens) > 1 and becomes_silent(last)):
        if is_known(index, thesaurus, last):  # a *pistolet* is no *pistol* that *et...*
            return ""
        short = len(tokens) > 1 and len(last) < LEAST_ASKED
        instead = last[:-1] if short else _in_two(thesaurus, last)
        return " ".join([*tokens[:-1], instead]) if instead else ""
    del tokens[-1]
    while tokens and tokens[-1] in SILENT:
        del tokens[-1]
    return " ".join(tokens)
