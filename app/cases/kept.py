"""Forms of case work that were being filled in when the screen locked or the session ended: each is kept
until it is sent or put away.

Not carried through the sign-in page as other forms are: whoever signs in there next, the form waits for the
one who typed it. A form goes with the case that it names, in its path or in the field that chooses one.
"""

import re
from dataclasses import dataclass

from app.audit import recorded
from app.auth import sealed_forms
from app.auth.models import User
from app.auth.sealed_forms import Pairs
from app.cases.models import Case, KeptForm

_CASE = re.compile(r"/cases/([0-9a-f-]{36})(?:/|$)")


@dataclass(frozen=True)
class Form:
    """A kept form: its identifier, where it goes, and its fields."""

    uuid: str
    path: str
    pairs: Pairs


def case_named(path: str, pairs: Pairs) -> str:
    """The identifier of the case that a form is about; '' where it is about none, or about a new one."""
    found = _CASE.match(path)
    uuid = found[1] if found else dict(pairs).get("case", "")
    return "" if uuid == "new" else uuid


def keep(author: User, path: str, pairs: Pairs, instead: str = "") -> None:
    """Keep a form that goes to ``path``, beside the others that are kept; ``instead`` of the one that it was
    sent from. Of a case that was erased meanwhile nothing is kept."""
    with recorded("form.kept", "", author.uuid):
        forget(author, instead)
        uuid = case_named(path, pairs)
        case = Case.get_or_none(Case.uuid == uuid) if uuid else None
        if case is not None or not uuid:
            KeptForm.create(author=author, path=path, case=case, sealed=sealed_forms.seal(author, pairs))


def found(author: User, private: bytes) -> list[Form]:
    """The forms that are kept, the oldest first. Those sealed to keys that were replaced since are deleted:
    nothing opens them any more."""
    forms = []
    for row in KeptForm.select().where(KeptForm.author == author).order_by(KeptForm.id):
        pairs = sealed_forms.opened(author, private, bytes(row.sealed))
        if pairs is None:
            forget(author, row.uuid)
        else:
            forms.append(Form(row.uuid, row.path, pairs))
    return forms


def waiting(author: User) -> bool:
    """Whether any form is kept."""
    return bool(KeptForm.select().where(KeptForm.author == author).exists())


def forget(author: User, uuid: str) -> None:
    """It was sent, or is not needed any more."""
    KeptForm.delete().where(KeptForm.author == author, KeptForm.uuid == uuid).execute()
