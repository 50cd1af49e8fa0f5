"""A form of case work that was being filled in when the screen locked itself: kept until it is sent.

Not carried through the sign-in page as other forms are: whoever comes to the desk could read it there.
"""

import json

from app.audit import recorded
from app.auth.models import User, now
from app.cases.models import KeptForm
from app.vault import keys
from app.vault.errors import VaultError

Pairs = list[tuple[str, str]]
_NOT_KEPT = ("csrf_token", "kept_form")


def _context(user: User) -> bytes:
    return b"kept form " + user.uuid.encode()


def keep(author: User, path: str, pairs: Pairs) -> None:
    """Keep a form that goes to ``path``, in place of what was kept before."""
    plain = json.dumps([pair for pair in pairs if pair[0] not in _NOT_KEPT], ensure_ascii=False).encode()
    sealed = keys.seal(bytes(author.public_key), plain + b" " * (-len(plain) % 512), _context(author))
    with recorded("form.kept", "", author.uuid):
        row = KeptForm.get_or_none(KeptForm.author == author) or KeptForm(author=author)
        row.path, row.sealed, row.at = path, sealed, now()
        row.save()


def found(author: User, private: bytes) -> tuple[str, Pairs] | None:
    """Where the kept form goes, and its fields; None when nothing is kept or the keys are new since."""
    row = KeptForm.get_or_none(KeptForm.author == author)
    if row is None:
        return None
    try:
        plain = keys.open_sealed(private, bytes(row.sealed), _context(author))
    except VaultError:
        return None
    return row.path, [(name, value) for name, value in json.loads(plain)]


def forget(author: User) -> None:
    """It was sent, or is not needed any more."""
    KeptForm.delete().where(KeptForm.author == author).execute()


def forget_case(case_uuid: str) -> None:
    """Nothing that goes to a case that is erased, in its transaction."""
    KeptForm.delete().where(KeptForm.path.contains(case_uuid)).execute()
