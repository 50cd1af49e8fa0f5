"""What a worker does while nobody asks it for anything: the next searches find ready what they need.

At 10,000 sheets a quarter of what a slow keystroke took was to put together lines that no list had shown
before. In steps of a few milliseconds: who asks in the middle of one waits no longer than that.
"""

import logging
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

import peewee
from flask import Flask

from app.auth.models import User
from app.i18n import CODES
from app.resources import lines
from directory import clock, indexing
from directory.search import warm
from search_index.store import where

# At most so many lines; in one language alone where there are as many sheets.
MOST_LINES = lines.MOST_KEPT // 2
log = logging.getLogger(__name__)


def _languages() -> list[str]:
    """Those of the accounts, that of most of them first; of who chose none, the first one."""
    count = peewee.fn.COUNT(User.id)
    spoken = User.select(User.language).where(User.active).group_by(User.language).order_by(count.desc())
    rows: Any = spoken.tuples()
    return list(dict.fromkeys(code or CODES[0] for (code,) in rows))


def _lines() -> Iterator[None]:
    left = MOST_LINES
    for lang in _languages():
        for made in lines.ahead(lang):
            yield
            left -= made
            if left <= 0:
                return


def _all() -> Iterator[None]:
    yield from warm.ahead()
    yield from _lines()


class Ahead:
    """The reading ahead of one worker, which begins again when what it read is no longer what is searched."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._read: tuple[object, int | None, date] | None = None
        self._steps: Iterator[None] = iter(())

    def step(self) -> bool:
        """Do a little; False when nothing is left to do, until something changes."""
        index = indexing.state.index
        if index is None or not index.opened:
            return False  # who searches builds it
        present = (index.epoch, indexing.state.thesaurus, clock.today())
        if present != self._read:
            self._read, self._steps = present, _all()
        try:
            with self._app.app_context():
                for _step in islice(self._steps, 1):
                    warm.tidy()
                    return True
        except Exception as error:
            # Any: here nothing stands between it and the end of the worker, and of the next one, which would
            # meet it too. Of a request there is a page that says so; nobody asked for this.
            log.warning("nothing more is read ahead: %s", where(error))
        self._steps = iter(())
        return False
