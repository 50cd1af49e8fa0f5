"""The ranking in one file: every signal by name, with its weight. docs/search.md explains them.

A sheet's score is ``words * coverage ** COVERAGE + coverage * sure * (all other signals)``. *words* is the
mean, over the words of the search, of how well the sheet answers each (0 to about 10). *coverage* is the
part of the words that it answers. *sure* lets a sheet that hardly answers gain little by where it stands.
"""

from functools import lru_cache

# Where a word can stand: (field, language), in the order of the bits of a posting's mask, and how much a
# word counts there.
PLACES: tuple[tuple[str, str], ...] = (
    ("name", "nl"), ("name", "fr"), ("name", "en"), ("alt", ""), ("organisation", ""), ("category", ""),
    ("audience", ""), ("access", ""), ("place", ""), ("contact", ""),
    ("text", "nl"), ("text", "fr"), ("text", "en"), ("team", ""),
)  # fmt: skip
FIELDS = {
    "name": 9.0, "alt": 8.0, "organisation": 5.0, "category": 5.0, "audience": 4.0, "access": 2.0,
    "place": 3.0,    "contact": 3.0, "text": 3.0,
    "team": 3.0,
}  # fmt: skip
# A name of few words says more with each; so does the word that a name begins with.
SHORT_NAME, BEGINS = 0.6, 0.4
# A word that stands in several fields: this part of the other fields' weights comes on top.
ALSO_IN = 0.05

# How much a match counts by how it was reached.
FACTORS = {
    "exact": 1.0, "stem": 0.9, "joined": 0.9, "prefix": 0.8, "part": 0.6, "split": 0.6, "typo": 0.65,
    "equivalent": 0.8, "related": 0.45, "need": 0.65, "facet": 0.6,
}  # fmt: skip
# A term of the thesaurus of which the last word is still being typed.
HALF_TERM = 0.75
# Each further guess of what a mistyped word was meant to be.
NEXT_GUESS = 0.8

# How much a word of the search weighs: words that say nothing, words that name a place, common words.
STOP_WORD, PLACE_WORD, COMMON_WORD = 0.03, 0.25, 0.35

# All words answered stands above some words answered.
COVERAGE = 2.0
# From this value of the words on, the other signals count in full.
SURE = 4.0

# The name is exactly what was typed; two words stand next to one another in the name.
WHOLE_NAME, ADJACENT = 5.0, 1.5
# A place is named: competent there, located there, for the whole region; and by distance, at zero km.
COMPETENT, LOCATED, REGIONAL, NEAR = 9.0, 5.0, 1.0, 1.5
# The same when the search says "near", or names the city whose name is also the region's.
NEAR_ASKED, CITY_OR_REGION = 6.0, 0.25
# Whoever is bound to another territory than the place that is named, and what competence counts for where
# the search asks for what is near.
ELSEWHERE, NEAR_COMPETENT = 12.0, 0.3
# From a case: whoever is not competent for the client comes last, then the language decides.
FOR_THE_CLIENT = 30.0
STAFF_LANGUAGE, SECOND_LANGUAGE, INTERPRETER = 12.0, 10.0, 6.0
# From a case: reference expertise on what its notes are about. It is there to be asked, so it counts little.
EXPERTISE = 3.0
# A sheet that is due to be checked.
OVERDUE = 0.4
# A service that takes nobody now, or has a waiting list: whoever has room stands above its equal.
FULL = 0.5
# A number, an address or a part of one that was typed.
CONTACT, CONTACT_BEGINS = 40.0, 1.0


SHORT = 1 << 20
FIRST = 1 << 21
BIT = {place: 1 << at for at, place in enumerate(PLACES)}
_KINDS = {kind: sum(bit for (name, _lang), bit in BIT.items() if name == kind) for kind in FIELDS}


@lru_cache(maxsize=20_000)
def value(mask: int) -> float:
    """How much a word counts that stands where ``mask`` says."""
    weights = sorted((FIELDS[kind] for kind, bits in _KINDS.items() if mask & bits), reverse=True)
    if not weights:
        return 0.0
    extra = (SHORT_NAME if mask & SHORT else 0.0) + (BEGINS if mask & FIRST else 0.0)
    return weights[0] + extra + ALSO_IN * sum(weights[1:])


def total(word_value: float, coverage: float, others: float) -> float:
    """The score, of the mean value of the words, their coverage and the sum of the other signals."""
    sure = word_value / SURE if word_value < SURE else 1.0
    return float(word_value * coverage**COVERAGE + coverage * sure * others)
