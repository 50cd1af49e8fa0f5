"""Who did what, when. The log only grows (triggers, ``app/migrations/data/0002_…``) and holds no content.

``about`` is an identifier (a sheet's external id, an account's uuid), never a name and never a text.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import peewee

from directory.clock import now
from directory.transactions import writing


class AuditLine(peewee.Model):
    """One thing that was done. ``who`` is the account's uuid, or '' before sign-in."""

    at = peewee.DateTimeField(index=True)
    who = peewee.CharField(default="", index=True)
    verb = peewee.CharField()
    about = peewee.CharField(default="", index=True)


@contextmanager
def recorded(verb: str, about: str = "", who: str = "") -> Iterator[None]:
    """One transaction and one audit line around a change: both are kept, or neither is."""
    database = AuditLine._meta.database
    with writing(database):
        yield
        AuditLine.create(at=now(), who=who, verb=verb, about=about)


def noted(verb: str, abouts: Iterable[str], who: str) -> None:
    """A line for each of several things that were read at once, in one transaction."""
    at = now()
    with writing(AuditLine._meta.database):
        lines = [{"at": at, "who": who, "verb": verb, "about": about} for about in abouts]
        if lines:
            AuditLine.insert_many(lines).execute()
