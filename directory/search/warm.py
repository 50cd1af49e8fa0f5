"""A process made ready to search: what the first person who searches would wait for is done before."""

import gc
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain

from directory import indexing, thesaurus
from directory.search import Criteria, find, meant
from search_index.bits import numbers_of
from search_index.index import Index, IndexDamaged
from search_index.kept import MOST, forget

# Seconds of a start that reading ahead may take; what is left is done when nobody asks for anything.
LONGEST = 0.3
# So many steps are done however long they take.
LEAST = 3
# Of so many sheets, contacts or words at a step it is read what is kept of them; of so many contacts at most.
AT_ONCE, MOST_CONTACTS = 50, 20_000
# Words, their stems and how they begin, by the kinds of their terms in the index.
WORDS = "wsg"
# So many objects made, and the collector looks at them between two requests; after so many rounds also at
# older ones, and at the oldest. Within a request it looks only where one makes very many, as an import does.
ROUNDS = (5_000, 20, 50)
WITHIN_A_REQUEST = 200_000
# A search with a slip: what mistyped words are compared with is put together for it.
SLIP = "schuldbemidelling"
# A piece of a number: the contacts of all sheets are put together for it.
DIGITS = "02"


def _common(index: Index) -> Iterator[None]:
    """What nearly every search asks for: the words, what slips are compared with, all contacts, and how
    many equals are put in order."""
    _counts = find(Criteria(q="schuld")).facets
    yield
    find(Criteria(q=SLIP))
    yield
    index.contacts(DIGITS)
    yield
    index.values("order")
    yield


def _sheets(index: Index) -> Iterator[None]:
    """The ids and names by which equals are put in order, and whose the numbers and addresses are that begin
    alike: four hundred of them are looked up for an *02*."""
    for number in numbers_of(index.all):
        if number not in index.ids:
            index.remember(number)
        yield
    for contact in index.lexicon("c")[:MOST_CONTACTS]:
        index.bits("c", contact)
        yield


def _some(steps: Iterator[None]) -> Iterator[None]:
    """Very small steps, some at each."""
    for at, _step in enumerate(steps):
        if at % AT_ONCE == AT_ONCE - 1:
            yield


def ahead() -> Iterator[None]:
    """What the next searches will ask for, a millisecond or two of it at each step. Over when all is there,
    or when something else is to be read: another commit of the index, another thesaurus.

    Raises:
        NotReady, IndexDamaged: there is nothing to search in now.
    """
    index = indexing.ready()
    epoch, stamp = index.epoch, indexing.state.thesaurus
    groups = meant.ahead(index, thesaurus.current(stamp).groups)
    sets = _some(chain(_sheets(index), index.ahead(WORDS)))
    for _step in chain(_common(index), groups, sets):
        yield
        if index.epoch is not epoch or indexing.state.thesaurus != stamp:
            return


def up() -> None:
    """Read thesaurus, places and index now, and settle what is in memory; at the end of a process's start.

    What is loaded by then stays. That the collector walks over all of it again and again cost a keystroke in
    five hundred a pause of a tenth of a second, and all of them a twentieth of their time.
    """
    gc.collect()  # what starting left; nothing of what is read now is to be thrown away, and it is much
    gc.disable()
    if indexing.opened():
        with suppress(indexing.NotReady, IndexDamaged):  # harmed in this very moment: who searches mends it
            until = time.monotonic() + LONGEST
            for at, _step in enumerate(ahead()):
                if at + 1 >= LEAST and time.monotonic() > until:
                    break
    else:  # to be built, which is done by who searches first: not by a process that makes workers of itself
        thesaurus.current(indexing.state.thesaurus)
    gc.freeze()
    gc.enable()
    gc.set_threshold(WITHIN_A_REQUEST, *ROUNDS[1:])


def tidy() -> None:
    """Let the collector look at what was made, when nobody waits: within a keystroke it takes as long as the
    search itself, and one keystroke in sixty met it. And forget what searches worked out, once that is too
    much: at 10,000 sheets it takes as long as fifty of them."""
    if (index := indexing.state.index) is not None and len(index.kept) > MOST:
        forget(index)
    for oldest in (2, 1, 0):
        if gc.get_count()[oldest] > ROUNDS[oldest]:
            gc.collect(oldest)
            return
