"""The ranking in one file: every signal by name, with its weight. docs/search.md explains them.

A sheet's score is ``words * coverage ** COVERAGE + coverage * sure * (all other signals)``. *words* is the
mean, over the words of the search, of how well the sheet answers each (0 to about 10). *coverage* is the
part of the words that it answers. *sure* lets a sheet that hardly answers gain little by where it stands.
"""

import math
from functools import lru_cache

# Where a word can stand: (field, language), in the order of the bits of a posting's mask, and how much a
# word counts there.
PLACES: tuple[tuple[str, str], ...] = (
    ("name", "nl"), ("name", "fr"), ("name", "en"), ("alt", ""), ("organisation", ""), ("category", ""),
    ("audience", ""), ("access", ""), ("place", ""), ("contact", ""),
    ("text", "nl"), ("text", "fr"), ("text", "en"), ("team", ""),
)  # fmt: skip
FIELDS = {
    "name": 9.0, "alt": 8.0, "organisation": 5.0, "category": 3.2, "audience": 4.0, "access": 2.0,
    "place": 3.0, "contact": 3.0, "text": 3.0, "team": 3.0,
}  # fmt: skip
# What a need in everyday words leads to counts by what a sheet is for, hardly by what it is called: a name
# does not make it fitter.
FIELDS_OF_NEED = {**FIELDS, "name": 5.0, "alt": 5.0, "access": 1.0, "place": 0.0, "contact": 1.0}
# A kind of help to which a need leads.
FACET = 4.0
# On top for a sheet that is reached in two ways, and again in three: by the word, words that mean the same, a
# need, its kind.
AGREED, AGREED_AGAIN = 1.0, 0.45
# A name of few words says more with each; so does the word that a name begins with. Few are so many, as they
# are written apart and without those that say nothing: this one alone is kept in the index, and counts once
# that is built anew.
SHORT_NAME, BEGINS = 0.6, 0.4
FEW_WORDS = 2
# A word that stands in several fields: this part of the other fields' weights comes on top.
ALSO_IN = 0.05

# How much a match counts by how it was reached.
FACTORS = {
    "exact": 1.0, "stem": 0.9, "joined": 0.9, "prefix": 0.8, "part": 0.6, "split": 0.6, "typo": 0.65,
    "equivalent": 0.8, "related": 0.45, "need": 0.65, "facet": 0.6, "there": 0.25,
}  # fmt: skip
# The name of a municipality that begins with a word which is one as it stands: *water*.
HALF_PLACE = 0.4
# A term of the thesaurus of which the last word is still being typed.
HALF_TERM = 0.75
# A need of which several words stand in the search is surer: for each word after the first, up to so many.
MORE_OF_A_NEED, MOST_OF_A_NEED = 0.3, 2
# Of a word that is only a part of terms: the needs that have so much of it, in whole terms, and so much of
# what the one with the most has. Each counts by that.
LEAST_OF_A_NEED, MUCH_OF_A_NEED = 1.0, 0.3
# For each word of a need for which another was said.
SAID = 0.9
# What a need leads to first, where its editor says so: of a danger, whoever comes at once.
FIRST_LEAD = 1.03
# Each further guess of what a mistyped word was meant to be.
NEXT_GUESS = 0.8
# And at most so much of what is shown as searched, where that is answered.
BELOW_THE_SHOWN = 0.9

# How unlikely a slip is, by which guesses are chosen and put in order: each edit has its cost. Letters
# exchanged, one doubled or left out of two, a key beside or a letter that sounds alike, any other letter, one
# too many or too few; on top in the first letter; a word that sounds the same; an apostrophe left out; on top
# for a word that is still being typed, and for each letter that it lacks.
SLIPS = {
    "exchanged": 0.7, "doubled": 0.7, "beside": 0.75, "another": 1.0, "more or less": 0.9, "first": 0.25,
    "sounds": 0.9, "article": 0.5, "begun": 0.2, "lacking": 0.01,
}  # fmt: skip
# A guess that costs so much more than the best is none. For each sheet that has the word it costs so much
# less, up to so many.
NOT_MUCH_DEARER = 0.45
FOR_COMMON, MOST_FOR_COMMON = 0.05, 5
# A slip that costs no more is likelier than a word of which only longer ones are known; and one that makes a
# language of a word: letters exchanged, doubled or left out, and none beside.
LIKELY_SLIP, SURE_SLIP = 0.9, 0.7

# How much a word of the search weighs: words that say nothing, words with which a question is asked, words
# that name a place, common words.
STOP_WORD, ASKING_WORD, PLACE_WORD, COMMON_WORD = 0.03, 0.06, 0.25, 0.35
# A word that stands in this part of the sheets, or in fewer, has its full weight.
RARE = 0.02
# A small word beside others counts in names alone, and so much of its weight: in a text it tells nothing but
# the language.
SMALL_WORD = 0.1
# The name of one of our languages, where nobody who answers the rest says to work in it.
TONGUE_OF_NOBODY = 0.2
# And where somebody does, and it is said that one speaks it: *Dutch speaking doctor* asks for a doctor first.
TONGUE_SPOKEN = 0.35
# Small words that make a phrase of the thesaurus: *wants to die*. Words beside a need that comes first: who
# is in danger is not helped by what else was said.
OF_A_PHRASE, BESIDE_URGENT = 0.5, 0.02

# All words answered stands above some words answered.
COVERAGE = 2.0
# From this value of the words on, the other signals count in full.
SURE = 7.0
# From a case: who suits the client stands first among all that answer, though others have more of the words:
# who answers so well beside the best, or so much. Below that, what suits goes by the third power.
SURE_FOR_A_CLIENT, AS_GOOD, HARDLY, STEEP = 5.0, 0.85, 1.0, 3
# Where a language is named, who has the rest in a text answers as well as who is called so.
SURE_FOR_A_TONGUE = 3.0

# Of a word that is still being typed after others: so many letters of it say so much less than a whole word.
HALF_WORD = {1: 0.1, 2: 0.1, 3: 0.3, 4: 0.6}

# The name is exactly what was typed; two words that say something stand next to one another in the name.
WHOLE_NAME, ADJACENT = 5.0, 1.5
# The search is the name of a kind of help: services of that kind, no less than being shut counts against one:
# *OCMW Anderlecht vandaag open* is about the OCMW, though it is shut by then.
KIND = 2.0
# A place is named: competent there, located there, for the whole region; and by distance, at zero km and less
# and less up to so many.
COMPETENT, LOCATED, REGIONAL, NEAR = 9.0, 5.0, 1.0, 1.5
FAR_KM = 12.0
# On top, in the part of a municipality that is named and has a postal code of its own: *1020*, *Laken*.
IN_THE_PART = 3.0
# Of a place alone, the OCMW that is competent there stands above its equals.
DESK = 0.1
# The same when the search says "near", or names the city whose name is also the region's.
NEAR_ASKED, CITY_OR_REGION = 12.0, 0.25
# Whoever is bound to another territory than the place that is named, and what competence counts for where
# the search asks for what is near.
ELSEWHERE, NEAR_COMPETENT, NEAR_ELSEWHERE = 12.0, 0.3, 9.0
# The same where the city is named, or the whole region: *voedselhulp Brussel*.
ELSEWHERE_IN_THE_REGION = 7.5
# From a case: whoever is not competent for the client comes last, then the language decides.
FOR_THE_CLIENT = 30.0
# Who is there for the whole region is competent too: that one is of the client's own municipality tells less
# apart than whether it has an interpreter, so competence and standing there count for this part.
OWN_FOR_A_CLIENT = 0.25
STAFF_LANGUAGE, SECOND_LANGUAGE, INTERPRETER = 14.0, 11.5, 7.0
# Of whom nobody noted the languages, for who speaks Dutch or French: between who does and who does not. Below
# who has an interpreter, where one is needed.
UNTOLD, UNTOLD_BELOW_INTERPRETER = 11.0, 1.0
# From a case, where a kind of help is named of which every municipality has its own: the client's.
OWN_OF_THE_KIND = 15.0
# The same where a need leads to that kind of help: the client's counts so many times as much.
OWN_OF_A_NEED = 2.5
# From a case: reference expertise on what its notes are about. It is there to be asked, so it counts little.
EXPERTISE = 3.0
# The search says when: who is surely open then, whose hours nobody knows, and who surely is not. Whoever
# answers the words best stands no lower for its hours being unknown.
OPEN_THEN, UNKNOWN_THEN, SHUT_THEN = 0.8, 1.2, 1.8
# Free, where that is asked.
FREE = 2.2
# A language is named: who speaks it, and who has a telephone interpreter.
SPOKEN, INTERPRETED = 9.0, 4.5
# Who says to work in other languages than the one in which is typed stands below its twin.
OTHER_LANGUAGE = 0.3
# Who is not meant by a need, such as those who help victims, for who is accused: a little more than being
# there, near, and competent for it.
NOT_MEANT = 16.0
# A sheet that is due to be checked.
OVERDUE = 0.4
# A service that takes nobody now, or has a waiting list: whoever has room stands above its equal.
FULL = 0.5
# Of what a need leads to, a sheet without a telephone number stands below its equals: whoever searches is on
# the phone.
NO_PHONE = 0.005
# Services that every municipality has its own of are as good as one another where the last lacks no more of
# the score of the first.
NO_WORSE = 0.1
# A number, an address or a part of one that was typed; on top where it begins so, or is it.
CONTACT, CONTACT_BEGINS, CONTACT_WHOLE = 40.0, 1.0, 3.0


SHORT = 1 << 20
FIRST = 1 << 21
BIT = {place: 1 << at for at, place in enumerate(PLACES)}
LABEL = BIT["category", ""]
# What a sheet is called.
CALLED = sum(bit for (name, _lang), bit in BIT.items() if name in {"name", "alt", "organisation"})
# Where a word tells what a sheet is for.
TOLD = sum(bit for (name, _lang), bit in BIT.items() if name not in {"access", "place", "contact"})
_KINDS = {kind: sum(bit for (name, _lang), bit in BIT.items() if name == kind) for kind in FIELDS}


def _of_fields(mask: int, fields: dict[str, float]) -> float:
    weights = sorted((fields[kind] for kind, bits in _KINDS.items() if mask & bits), reverse=True)
    return weights[0] + ALSO_IN * sum(weights[1:]) if weights else 0.0


@lru_cache(maxsize=20_000)
def value(mask: int) -> float:
    """How much a word counts that stands where ``mask`` says."""
    extra = (SHORT_NAME if mask & SHORT else 0.0) + (BEGINS if mask & FIRST else 0.0)
    found = _of_fields(mask, FIELDS)
    return found + extra if found else 0.0


@lru_cache(maxsize=20_000)
def of_need(mask: int) -> float:
    """How much a word counts to which a need leads."""
    return _of_fields(mask, FIELDS_OF_NEED)


def at_most(
    word_value: float, coverage: float, more_value: float, more_coverage: float, others: float,
    sure: float = SURE, steep: int = 1,
) -> float:  # fmt: skip
    """The most that the score can become when further words may add ``more_value`` and ``more_coverage``;
    with neither, the score. What counts against a sheet counts in full only when they do. ``sure``: from
    which value of the words on the other signals count in full; ``steep``: how fast they go below it."""
    most_value, most_coverage = word_value + more_value, coverage + more_coverage
    if others < 0.0:
        return most_value * math.pow(most_coverage, COVERAGE) + coverage * others
    part = most_value / sure if most_value < sure else 1.0
    if steep != 1:
        part **= steep
    return most_value * math.pow(most_coverage, COVERAGE) + most_coverage * part * others


def sure_for_a_client(best: float, tongue: bool = False) -> float:
    """From which value of the words on the other signals count in full where it is for a client: of what the
    ``best`` answer has, that part. Whoever has a word of it by chance does not answer. ``tongue``: a language
    is named."""
    return max(HARDLY, min(SURE_FOR_A_TONGUE if tongue else SURE_FOR_A_CLIENT, best * AS_GOOD))


def shares(
    parts: list[float], weights: list[float], answered: list[bool], sure: float = 0.0
) -> list[float]:  # fmt: skip
    """What each of the ``parts`` adds to a score: first the values of the words of a search, which have the
    ``weights`` and are ``answered`` or not (an answer may be worth nothing), then the other signals. Together
    they are the score. ``sure``: as for ``at_most`` where it is for a client, else 0."""
    whole, count = sum(weights) or 1.0, len(weights)
    values = [value * weight / whole for value, weight in zip(parts, weights, strict=False)]
    coverage = sum(weight for has, weight in zip(answered, weights, strict=True) if has) / whole
    value, others = sum(values), sum(parts[count:])
    part = 1.0
    if others > 0.0 and value < (sure or SURE):
        part = (value / (sure or SURE)) ** (STEEP if sure else 1)
    return [each * coverage**COVERAGE for each in values] + [each * coverage * part for each in parts[count:]]
