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
from app.cases.access import visible_to
from app.cases.models import Case, KeptForm

# So many forms of one account wait at once.
MOST = 20
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


def _place(row: KeptForm) -> str:
    return f"{row.uuid} {row.path}"


def keep(author: User, path: str, pairs: Pairs, instead: str = "") -> bool:
    """Keep a form that goes to ``path``, beside the others that are kept; ``instead`` of the one that it was
    sent from. Returns whether it is kept: not of a case that was erased meanwhile, nor of any that is not the
    author's (which of both it is, is not for the author to learn), nor when so many wait already."""
    uuid = case_named(path, pairs)
    case = visible_to(author).where(Case.uuid == uuid).first() if uuid else None
    with recorded("form.kept", "", author.uuid):
        forget(author, instead)
        waits = KeptForm.select().where(KeptForm.author == author).count()
        if (uuid and case is None) or waits >= MOST:
            return False
        row = KeptForm(author=author, path=path, case=case)
        row.sealed = sealed_forms.seal(author, pairs, _place(row))
        row.save(force_insert=True)
    return True


def found(author: User, private: bytes) -> list[Form]:
    """The forms that are kept, the oldest first. Those sealed to keys that were replaced since are deleted:
    nothing opens them any more."""
    forms = []
    for row in KeptForm.select().where(KeptForm.author == author).order_by(KeptForm.id):
        sealed = bytes(row.sealed)
        pairs = sealed_forms.opened(author, private, sealed, _place(row))
        if pairs is None:  # of before a form was bound to its place
            pairs = sealed_forms.opened(author, private, sealed)
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
