"""Every change of a case: one transaction, one audit line, and only with the key that the case has now."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.audit import recorded
from app.auth.models import User
from app.cases.errors import KeyMoved
from app.cases.models import Case
from app.cases.opening import Keyed, Opened
from app.i18n import N_
from directory.clock import now

MOVED = N_("The team of this case changed at this moment. Send it once more.")


def check_key(row: Keyed, opened: Opened) -> None:
    """Inside a transaction: ``opened`` is the key that a case or a circle has now. Otherwise what is written
    would be encrypted with a key that is deleted, or about to be.

    Raises:
        KeyMoved: it has another key, or is gone.
    """
    model = type(row)
    if model.select(model.key_version).where(model.id == row.id).scalar() != opened.version:
        raise KeyMoved(MOVED)


@contextmanager
def written(verb: str, case: Case, opened: Opened, by: User, often: bool = False) -> Iterator[None]:
    """Around a change of ``case``. Nested ones are one transaction. ``often``: see ``recorded``.

    Raises:
        KeyMoved: somebody left the team a moment ago, so the case has another key; nothing is written.
    """
    with recorded(verb, case.uuid, by.uuid, often):
        check_key(case, opened)
        yield
        Case.update(touched=now()).where(Case.id == case.id).execute()
