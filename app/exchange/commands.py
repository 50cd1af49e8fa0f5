"""``schakel directory subscribe``, ``sources``, ``pull``: for a timer, or for who has no browser at hand."""

import argparse
import sys
from collections.abc import Callable
from typing import Any

from app.audit import recorded
from app.config import Config
from app.exchange import keys, schedule
from app.exchange.words import in_english
from directory import indexing
from directory.clock import now
from directory.errors import DirectoryError
from directory.federation import pulling
from directory.federation.fetching import FetchProblem
from directory.federation.models import GOOD, Feed


def _named(text: str) -> Feed:
    found: Feed | None = Feed.get_or_none((Feed.uuid == text) | (Feed.url == text) | (Feed.name == text))
    if found is None:
        raise DirectoryError(f"there is no source called {text!r}: see 'schakel directory sources'")
    return found


def subscribe(config: Config, args: argparse.Namespace) -> int:
    key = sys.stdin.readline().strip() if args.key_stdin else ""
    try:
        with recorded("source.added"):
            feed = pulling.subscribe(args.url, args.name, "", schedule.limits(config), key)
            feed.direct, feed.hours = args.direct, args.hours
            feed.save()
    except FetchProblem as problem:
        raise DirectoryError(f"{args.url}: {in_english(problem.kind, problem.detail)}") from problem
    keys.keep(config, feed.uuid, key)
    print(f"{feed.name} is read from now on: {feed.url}")
    return _told(schedule.pull(config, feed.uuid))


def unsubscribe(config: Config, args: argparse.Namespace) -> int:
    feed = _named(args.source)
    with recorded("source.removed", feed.uuid):
        pulling.unsubscribe(feed)
    keys.keep(config, feed.uuid, "")
    print(f"{feed.name} is read no longer; its sheets stay.")
    return 0


def sources(_config: Config, _args: argparse.Namespace) -> int:
    for feed in Feed.select().order_by(Feed.name):
        trouble = f" ({in_english(feed.problem, feed.detail)})" if feed.problem else ""
        last = f"{feed.answered:%Y-%m-%d %H:%M}" if feed.answered else "never"
        how = "direct" if feed.direct else "proposals"
        print(f"{feed.name}\t{feed.url}\t{feed.state}{trouble}\tread {last} UTC\t{how}, every {feed.hours} h")
    return 0


def pull(config: Config, args: argparse.Namespace) -> int:
    """Exit code 1 where a source did not answer or is held back, so that a timer's owner hears of it."""
    if args.source:
        turns = schedule.pull(config, _named(args.source).uuid, args.accept)
    elif args.all:
        turns = [turn for feed in Feed.select() for turn in schedule.pull(config, feed.uuid)]
    else:
        turns = schedule.pull(config)
    if not turns:
        print(f"No source is due at {now():%H:%M} UTC.")
    return _told(turns)


def _told(turns: list[schedule.Turn]) -> int:
    code = 0
    for turn in turns:
        feed, pulled = turn.feed, turn.pulled
        if pulled.state != GOOD:
            code = 1
            why = in_english(feed.problem, feed.detail) if feed.problem else ""
            print(f"{feed.name}: {pulled.state}: {why}".rstrip(": "), file=sys.stderr)
            continue
        waits = "" if feed.direct or pulled.batch is None else " (waiting for an editor)"
        print(f"{feed.name}: {pulled.added} new, {pulled.changed} changed{waits}, {len(pulled.gone)} gone")
    if any(turn.pulled.batch is not None for turn in turns):
        indexing.refresh()
    return code


def add(directory: Any, command: Callable[..., argparse.ArgumentParser]) -> None:
    """Put the commands beside the other ones of ``schakel directory``. ``command`` makes one whose database
    is open."""
    one = command(directory, "subscribe", "Read another server's directory (HSDS) from now on.", subscribe)
    one.add_argument("url", help="address of another Schakel, or of an HSDS API")
    one.add_argument("--name", default="", help="what it is called here")
    one.add_argument("--direct", action="store_true", help="take in what it says, without an editor's yes")
    one.add_argument("--hours", type=int, default=24, choices=[1, 6, 24, 168], help="hours between two pulls")
    one.add_argument("--key-stdin", action="store_true", help="read the key from a line on standard input")
    one = command(directory, "unsubscribe", "Read a source no longer.", unsubscribe)
    one.add_argument("source", help="its name or address")
    command(directory, "sources", "List the sources and how they are doing.", sources)
    one = command(directory, "pull", "Read the sources that are due; for a timer.", pull)
    one.add_argument("source", nargs="?", help="this one only, due or not")
    one.add_argument("--all", action="store_true", help="all of them, due or not")
    one.add_argument("--accept", action="store_true", help="also what was held back, as proposals")
