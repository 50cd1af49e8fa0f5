"""A process made ready to search: what the first person who searches would wait for is done before."""

import gc

from directory import indexing, thesaurus
from directory.search import Criteria, find


def up() -> None:
    """Read thesaurus, places and index now, and settle what is in memory; at the end of a process's start.

    What is loaded by then stays. That the collector walks over all of it again and again cost a keystroke in
    five hundred a pause of a tenth of a second, and all of them a twentieth of their time.
    """
    gc.disable()  # nothing of what is read now is to be thrown away
    if indexing.opened():
        find(Criteria(q="schuld"))
    else:  # to be built, which is done by who searches first: not by a process that makes workers of itself
        thesaurus.current(indexing.state.thesaurus)
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 50)
