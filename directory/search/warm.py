"""A process made ready to search: what the first person who searches would wait for is done before."""

import gc
import time
from contextlib import suppress

from directory import indexing, thesaurus
from directory.search import Criteria, find, meant
from directory.search.words import MOST_KEPT
from search_index.bits import numbers_of
from search_index.index import Index, IndexDamaged

# Seconds of a start that reading ahead may take.
LONGEST = 0.3
# So many objects made, and the collector looks at them between two requests; after so many rounds also at
# older ones, and at the oldest. Within a request it looks only where one makes very many, as an import does.
ROUNDS = (5_000, 20, 50)
WITHIN_A_REQUEST = 200_000
# A search with a slip: what mistyped words are compared with is put together for it.
SLIP = "schuldbemidelling"
# A piece of a number: the contacts of all sheets are put together for it.
DIGITS = "02"


def _read_ahead(index: Index) -> None:
    """All contacts, what needs lead to, and the ids and names by which equals are put in order, for as long
    as a start may take."""
    needs = thesaurus.current(indexing.state.thesaurus).groups
    until = time.monotonic() + LONGEST
    index.contacts(DIGITS)
    meant.read_ahead(index, needs, until - LONGEST / 3)
    for number in numbers_of(index.all):
        index.remember(number)
        if time.monotonic() > until:
            break


def up() -> None:
    """Read thesaurus, places and index now, and settle what is in memory; at the end of a process's start.

    What is loaded by then stays. That the collector walks over all of it again and again cost a keystroke in
    five hundred a pause of a tenth of a second, and all of them a twentieth of their time.
    """
    gc.disable()  # nothing of what is read now is to be thrown away
    if indexing.opened():
        with suppress(indexing.NotReady, IndexDamaged):  # harmed in this very moment: who searches mends it
            _counts = find(Criteria(q="schuld")).facets
            find(Criteria(q=SLIP))
            _read_ahead(indexing.ready())
    else:  # to be built, which is done by who searches first: not by a process that makes workers of itself
        thesaurus.current(indexing.state.thesaurus)
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(WITHIN_A_REQUEST, *ROUNDS[1:])


def tidy() -> None:
    """Let the collector look at what was made, when nobody waits: within a keystroke it takes as long as the
    search itself, and one keystroke in sixty met it. And forget what searches worked out, once that is too
    much: at 10,000 sheets it takes as long as fifty of them."""
    if (index := indexing.state.index) is not None and len(index.kept) > MOST_KEPT:
        index.kept.clear()
    for oldest in (2, 1, 0):
        if gc.get_count()[oldest] > ROUNDS[oldest]:
            gc.collect(oldest)
            return
