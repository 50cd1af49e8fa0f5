"""A process made ready to search: what the first person who searches would wait for is done before."""

import gc

from directory.search import Criteria, find


def up() -> None:
    """Read thesaurus, places and index now, and settle what is in memory; at the end of a process's start.

    What is loaded by then stays. That the collector walks over all of it again and again cost a keystroke in
    five hundred a pause of a tenth of a second, and all of them a twentieth of their time.
    """
    find(Criteria(q="schuld"))
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 50)
