"""Every change of a case: one transaction, one audit line, and only with the key that the case has now."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.audit import recorded
from app.auth.models import User, now
from app.cases.errors import KeyMoved
from app.cases.models import Case
from app.cases.opening import Opened


@contextmanager
def written(verb: str, case: Case, opened: Opened, by: User) -> Iterator[None]:
    """Around a change of ``case``. Nested ones are one transaction.

    Raises:
        KeyMoved: somebody left the team a moment ago, so the case has another key; nothing is written.
            Otherwise this text would be encrypted with a key that is about to be deleted.
    """
    with recorded(verb, case.uuid, by.uuid):
        version = Case.select(Case.key_version).where(Case.id == case.id).scalar()
        if version != opened.version:
            raise KeyMoved("the case has another key")
        yield
        Case.update(touched=now()).where(Case.id == case.id).execute()
