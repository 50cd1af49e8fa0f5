"""When sources are read: by a timer of the operator (``schakel directory pull``), or by the server itself.

Each worker has one sleeping thread; whichever wakes first holds the lock and reads what is due, the others
find nothing left to do. Reading elsewhere may take minutes: it never happens while a page waits for it.
"""

import fcntl
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app import db
from app.config import Config
from app.exchange import keys
from directory.clock import now
from directory.federation import pulling
from directory.federation.fetching import Limits
from directory.federation.models import Feed
from directory.federation.pulling import Pulled
from directory.models import Service

# How often a worker looks whether a source is due, in seconds.
EVERY = 600
_log = logging.getLogger("schakel.sources")


@dataclass(frozen=True)
class Turn:
    """A source that was read, and what came of it."""

    feed: Feed
    pulled: Pulled


def limits(config: Config, seconds: float = 120) -> Limits:
    """How long, and where, may be read."""
    return Limits(seconds=seconds, private=config.feeds_private)


@contextmanager
def _alone(config: Config, wait: bool) -> Iterator[bool]:
    """Whether nobody else on this machine reads sources; with ``wait``, once nobody does."""
    with open(config.data_dir / "sources.lock", "w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


def pull(config: Config, uuid: str = "", accepted: bool = False, wait: bool = True) -> list[Turn]:
    """Read the source ``uuid``, or all that are due. Nothing where another process is at it already and
    ``wait`` is False.
    """
    with _alone(config, wait) as alone:
        if not alone:
            return []
        feeds = list(Feed.select().where(Feed.uuid == uuid)) if uuid else pulling.due(now())
        turns = []
        for feed in feeds:
            pulled = pulling.pull(feed, limits(config), keys.read(config, feed.uuid), accepted)
            _log.info("source %s: %s %s", feed.uuid, feed.state, feed.problem)
            turns.append(Turn(feed, pulled))
        return turns


def _apart(config: Config, uuid: str = "", accepted: bool = False, wait: bool = True) -> None:
    """The same in a thread of its own, with a connection of its own."""
    try:
        pull(config, uuid, accepted, wait)
    except Exception as error:  # a thread that dies says nothing to anybody
        _log.error("sources: %s", type(error).__name__)
    finally:
        db.close(Service._meta.database)


def pull_soon(config: Config, uuid: str, accepted: bool = False) -> None:
    """Begin to read a source while the page goes on."""
    threading.Thread(target=_apart, args=(config, uuid, accepted), daemon=True).start()


def start(config: Config) -> None:
    """Let this process look after the sources for as long as it lives."""

    def look() -> None:
        while True:
            time.sleep(EVERY)
            _apart(config, wait=False)

    threading.Thread(target=look, name="sources", daemon=True).start()
