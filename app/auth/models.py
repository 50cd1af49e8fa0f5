"""Accounts, server-side sessions, codes, throttling and the organisation's public keys."""

from datetime import timedelta
from uuid import uuid4

import peewee

from directory.clock import now

ROLES = ("caseworker", "coordinator", "editor", "administrator")
# The administrator reads no case (practice.md, secrecy rule 2): these never meet in one account.
CASE_ROLES = frozenset({"caseworker", "coordinator"})


class User(peewee.Model):
    """An account. Holds no passphrase: a verifier, and a private key that only the passphrase opens.

    Until the invitation is accepted there is neither: ``public_key`` is empty.
    """

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=lambda: str(uuid4()))
    email = peewee.CharField(unique=True)
    name = peewee.CharField(default="")
    roles = peewee.CharField()
    language = peewee.CharField(default="")
    # Whether one key alone does something: N a new note, / the search box (WCAG 2.1.4).
    single_keys = peewee.BooleanField(default=True)
    active = peewee.BooleanField(default=True)
    created = peewee.DateTimeField(default=now)
    salt = peewee.BlobField()
    memory_kib = peewee.IntegerField()
    time_cost = peewee.IntegerField()
    verifier = peewee.BlobField()
    public_key = peewee.BlobField()
    wrapped_private = peewee.BlobField()

    # What Flask-Login asks of a user.
    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        return bool(self.active)

    def get_id(self) -> str:
        return str(self.uuid)

    @property
    def called(self) -> str:
        """How colleagues name the account: by its name, or its e-mail address where it has none."""
        return str(self.name or self.email)

    def has_role(self, *roles: str) -> bool:
        """Whether the account holds one of ``roles``."""
        return bool(set(self.roles.split()) & set(roles))


class Invitation(peewee.Model):
    """A link by which somebody sets the passphrase of an account, once. Only a hash of it is kept."""

    id = peewee.AutoField()
    token_hash = peewee.BlobField(unique=True)
    user = peewee.ForeignKeyField(User, backref="invitations", on_delete="CASCADE")
    created = peewee.DateTimeField(default=now)
    used = peewee.DateTimeField(null=True)

    def open(self) -> bool:
        """Whether the link still works: a week, and one time."""
        return self.used is None and timedelta(0) <= now() - self.created <= timedelta(days=7)


class Session(peewee.Model):
    """A signed-in browser. Only a hash of its token is kept; the key is sealed under the token itself."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=lambda: str(uuid4()))
    token_hash = peewee.BlobField(unique=True)
    user = peewee.ForeignKeyField(User, backref="sessions", on_delete="CASCADE")
    sealed_private = peewee.BlobField()
    created = peewee.DateTimeField(default=now)
    last_seen = peewee.DateTimeField(default=now)
    revoked = peewee.BooleanField(default=False)

    def alive(self, idle_minutes: int) -> bool:
        """Whether the session still counts. One from the future (the clock was put back) does not."""
        age = now() - self.last_seen
        return not self.revoked and timedelta(minutes=-1) <= age <= timedelta(minutes=idle_minutes)

    def idle(self, idle_minutes: int) -> bool:
        """Whether the session ended by itself, within a week: it opens nothing, but its account is known."""
        age = now() - self.last_seen
        return not self.revoked and timedelta(minutes=idle_minutes) < age <= timedelta(days=7)


class SecondStep(peewee.Model):
    """The code with which an account signs in (``second_step``): its secret, sealed to the account's own key,
    and the last step of thirty seconds of which a code was used: none counts twice."""

    id = peewee.AutoField()
    user = peewee.ForeignKeyField(User, unique=True, on_delete="CASCADE")
    sealed = peewee.BlobField()
    used = peewee.IntegerField()

    user_id: int


class Throttle(peewee.Model):
    """A bucket of sign-in attempts (``attempts``), its name kept as a hash."""

    key = peewee.CharField(unique=True)
    spent = peewee.FloatField(default=0)
    at = peewee.DateTimeField(default=now)


class Keyring(peewee.Model):
    """One row: the public half of the recovery key, and the sentinel that tells a wrong pepper."""

    recovery_public = peewee.BlobField()
    sentinel = peewee.BlobField()
