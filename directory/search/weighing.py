"""What each word of a search weighs, and where it counts: read once, when all that answers it is known."""

from directory import number_words
from directory.search import tongues
from directory.search.understood import LEAST_WHOLE, SMALL, Reading, every
from search_index import ranking
from search_index.order import once_twice, union
from search_index.text import SILENT


def _is_begun(token: str) -> bool:
    """Whether a last word is surely only begun, though somewhere a "1" or a "g" stands by itself."""
    return len(token) == 1 or (token.isdigit() and len(token) < len("1080"))


def weigh(reading: Reading, whole: frozenset[str]) -> None:
    """``whole``: the words that are not half typed."""
    place, last, aside = reading.place, len(reading.columns) - 1, reading.aside
    asked = any(reading.columns[at].found for at in reading.telling)
    for at, each in enumerate(reading.columns):
        if (place and at in place.asked) or at in aside:
            each.weight = ranking.STOP_WORD
        elif place and at in place.positions:
            each.weight = ranking.PLACE_WORD
            if asked and not (place.region or place.quarter):
                each.most = ranking.FIELDS["place"]  # where it is, other signals tell; a name says no more
        elif at == last > 0 and (each.token not in whole or _is_begun(each.token) or each.is_only_begun()):
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
        if each.token not in SMALL or at in reading.phrased or at in reading.urgent:
            continue
        if at == last > 0 and all(
            len(reading.tokens[one]) < LEAST_WHOLE for one in (*reading.telling, at)
        ):  # "brussel on", "med mon": of a place, or half words, a name may be
            each.weight, each.only = ranking.HALF_WORD.get(len(each.token), 1.0), each.in_names
            continue
        if others := each.found[1:] if each.own else each.found:
            each.found = others
        else:
            each.weight *= ranking.SMALL_WORD
            each.only = each.in_names


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
