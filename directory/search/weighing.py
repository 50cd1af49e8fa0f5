"""What each word of a search weighs, and where it counts: read once, when all that answers it is known."""

from directory import number_words
from directory.places import EVERYWHERE
from directory.search import tongues
from directory.search.understood import LEAST_WHOLE, SMALL, Reading, every
from search_index import ranking
from search_index.bits import any_of
from search_index.order import once_twice
from search_index.text import SILENT, STREETS

# Beside others they count in names alone, unless part of a term; an *éducateur de rue* is of no street.
_IN_NAMES = SILENT - STREETS
# How soon help is needed; not *spoed* and *urgences*, which are a hospital's.
_SOON = frozenset("dringend dringende urgent urgente urgents urgentes urgence urgently".split())


def _is_begun(token: str) -> bool:
    """Whether a last word is surely only begun, though somewhere a "1" or a "g" stands by itself."""
    return len(token) == 1 or (token.isdigit() and len(token) < len("1080"))


def weigh(reading: Reading, whole: frozenset[str]) -> None:
    """Give each word of ``reading`` its weight. ``whole``: the words that are not half typed."""
    asked = any(reading.columns[at].found for at in reading.telling)
    for at in range(len(reading.columns)):
        _by_where_it_stands(reading, at, whole, asked)
        _beside_danger(reading, at)
    if all(each.token in SILENT for each in reading.columns):
        for each in reading.columns:
            each.weight = 1.0
        return
    _of_needs(reading)
    _of_tongues(reading)
    _of_numbers(reading)
    for at, each in enumerate(reading.columns):
        if each.token in _IN_NAMES and at not in reading.phrased and at not in reading.urgent:
            _of_small(reading, at)
    _of_haste(reading)


def _by_where_it_stands(reading: Reading, at: int, whole: frozenset[str], asked: bool) -> None:
    """A word that says where or when, and the last one, which may be half typed. ``asked``: something that
    was asked for is answered."""
    each, place = reading.columns[at], reading.place
    if at in reading.aside | reading.kin or (place and at in place.asked):
        each.weight = ranking.STOP_WORD
    elif place and at in place.positions:
        each.weight = ranking.PLACE_WORD / len(place.positions)
        if place.region:  # nearly everybody is there
            each.weight *= ranking.CITY_OR_REGION
        if asked and not (place.region or place.quarter):
            each.most = ranking.FIELDS["place"]  # where it is, other signals tell; a name says no more
    elif 0 < at == len(reading.columns) - 1 and (
        each.token not in whole or _is_begun(each.token) or each.is_only_begun()
    ):
        reading.half = True
        each.weight *= _of_half(each.token)


def _of_half(token: str) -> float:
    return ranking.HALF_WORD.get(len(token), 1.0)


def _beside_danger(reading: Reading, at: int) -> None:
    """What is urgent is answered by what it leads to, and next to nothing else counts."""
    each, place = reading.columns[at], reading.place
    if at in reading.urgent:
        each.only = reading.surely  # "wants to die in prison" is no search for a prison
    if at in reading.phrased:
        each.weight = max(each.weight, ranking.OF_A_PHRASE)
    elif reading.urgent and at not in reading.urgent and not (place and at in place.positions):
        # A number such as 1813 is a name: it says which of the lines.
        is_name = each.token.isdigit() and not number_words.is_amount(each.token)
        each.weight *= 1.0 if is_name else ranking.BESIDE_URGENT


def _of_numbers(reading: Reading) -> None:
    """Beside a need, that a text has the same number is no answer; nor, beside a single word that the
    thesaurus has, the same age: *drugs 15 jaar*. Of more words it may be how long something lasts."""
    if not (reading.meant or reading.partly or reading.same):
        return
    told = number_words.in_years(reading.tokens)
    if len(told.union(reading.telling)) == len(told) + 1:
        reading.ages |= told
    for at in reading.ages | number_words.measured(reading.tokens):
        each = reading.columns[at]
        each.found = each.found[1:] if each.own else each.found
        each.weight = each.weight if each.found else ranking.STOP_WORD


def _of_small(reading: Reading, at: int) -> None:
    """A small word, or one that asks, counts by what it means with others, or else in names alone: who is
    *looking for* help does not ask for the text that says so."""
    each = reading.columns[at]
    if 0 < at == len(reading.columns) - 1 and all(
        len(reading.tokens[one]) < LEAST_WHOLE for one in (*reading.telling, at)
    ):  # "brussel on", "med mon": of a place, or half words, a name may be
        each.weight, each.only = _of_half(each.token), each.in_names
    elif others := each.found[1:] if each.own else each.found:
        each.found = others
    else:
        each.weight *= ranking.SMALL_WORD if each.token in SMALL else 1.0
        each.only = each.in_names


def _of_needs(reading: Reading) -> None:
    """Of a need of several words, one that a name happens to have makes its sheet no fitter: *man in
    gevangenis* does not ask for who brings children to a *gevangenis*. Two of them make a name; that a
    service is of a kind called by one of them is none: *emploi après prison* is no *formation en prison*.
    So it is of a term of several words that is all of the search: *aide à la jeunesse* asks for no court.
    Nor is fitter who has a need of one word, which is all of it, in another form, or a longer word, unless a
    name begins so: *ouderen* are no *ouders*, and *trans* is no *translation*."""
    whole = [
        held.intersection(reading.telling) for held, _group in reading.same
        if len(held) > 1 and held.issuperset(reading.telling)
    ]  # fmt: skip
    for positions in [*reading.needed, *whole]:
        own = [each for at in positions if (each := reading.columns[at]).own and len(each.found) > 1]
        _once, full = once_twice(each.found[0].reasons.get("word", 0) for each in own)
        if positions in whole:  # unless it is of those whom the term means: *aide jeunes*, JAC (jeunes)
            full |= any_of(found.reasons.get("also", 0) for each in own for found in each.found)
        for each in own:
            each.full = full if each.full == -1 else each.full | full
    for at in reading.alone if reading.alone.issuperset(reading.telling) else ():
        each = reading.columns[at]
        if each.own and each.full == -1 and each.is_inflected():
            each.full = each.found[0].begins()


def _of_tongues(reading: Reading) -> None:
    """Dutch, French or English beside what is offered by nobody who says to work in it tells little: *schuld-
    bemiddeling nederlandstalig* asks for no court."""
    for at, codes in tongues.ours(reading.tokens):
        rest = [one for one in reading.telling if not tongues.is_of_ours(reading.tokens[one])]
        once, twice = once_twice(every(reading.columns[one].found) for one in rest)
        said = every(
            found for found in reading.columns[at].found
            if len(codes) > 1 or any(source.how != "there" for source, _met in found.met)
        )  # fmt: skip
        offered = once if len(rest) < 2 else twice
        # The desk of a municipality works in Dutch and French, whether or not its sheet says so.
        desk = any(reading.tokens[one] in EVERYWHERE for one in rest)
        if offered and (desk or not offered & said):
            reading.columns[at].weight *= ranking.TONGUE_OF_NOBODY
        elif offered and reading.tokens[at] in reading.spoken:
            reading.columns[at].weight *= ranking.TONGUE_SPOKEN


def _of_haste(reading: Reading) -> None:
    """How soon help is needed weighs no more than a word that asks, where it is no part of a term (*dringende
    medische hulp*, *urgence psy*) and another word that tells something is answered: *dringend advocaat* asks
    for a lawyer, and not for whoever has *dringend* in its name."""
    soon = {at for at in reading.telling if reading.tokens[at] in _SOON and at not in reading.termed}
    if soon and any(reading.columns[at].found for at in reading.telling if at not in soon):
        for at in soon:
            reading.columns[at].weight = min(reading.columns[at].weight, ranking.ASKING_WORD)
