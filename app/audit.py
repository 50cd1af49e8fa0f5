"""Who did what, when. The log only grows (triggers, ``app/migrations/data/0002_…``) and holds no content.

``about`` is an identifier (a sheet's external id, an account's uuid), never a name and never a text.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import peewee

from directory.clock import now
from directory.transactions import writing


class AuditLine(peewee.Model):
    """One thing that was done. ``who`` is the account's uuid, or '' before sign-in."""

    at = peewee.DateTimeField(index=True)
    who = peewee.CharField(default="", index=True)
    verb = peewee.CharField()
    about = peewee.CharField(default="", index=True)


# For so long a line stands for more of the same, of what comes ``often``.
LATELY = timedelta(minutes=15)


@contextmanager
def recorded(verb: str, about: str = "", who: str = "", often: bool = False) -> Iterator[None]:
    """One transaction and one audit line around a change: both are kept, or neither is. ``often``: it comes
    every second while somebody types (a draft, what a name may mean): one line a quarter of an hour tells as
    much, and a year of typing is not most of the database."""
    database = AuditLine._meta.database
    with writing(database):
        yield
        if not (often and _lately(verb, about, who)):
            AuditLine.create(at=now(), who=who, verb=verb, about=about)


def _lately(verb: str, about: str, who: str) -> bool:
    # Found by the moment: the index of ``who`` or ``about`` may hold years of them.
    who_, about_ = AuditLine.who.concat(""), AuditLine.about.concat("")
    same = (AuditLine.verb == verb) & (about_ == about) & (who_ == who)
    return bool(AuditLine.select().where(AuditLine.at > now() - LATELY, same).exists())


def noted(verb: str, abouts: Iterable[str], who: str) -> None:
    """A line for each of several things that were read at once, in one transaction."""
    at = now()
    with writing(AuditLine._meta.database):
        lines = [{"at": at, "who": who, "verb": verb, "about": about} for about in abouts]
        if lines:
            AuditLine.insert_many(lines).execute()
