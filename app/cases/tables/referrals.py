"""Consents, referrals and what leaves the service."""

from typing import Any

import peewee

from app.auth.models import User
from app.cases.tables.core import Case, new_uuid
from app.cases.tables.people import Person
from directory.clock import now
from directory.models import Service


class Document(peewee.Model):
    """A file that was attached. Its bytes lie encrypted under a random name; ``key`` opens them."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    case = peewee.ForeignKeyField(Case, backref="documents", on_delete="CASCADE")
    author = peewee.ForeignKeyField(User)
    name = peewee.BlobField()
    key = peewee.BlobField()
    stored = peewee.CharField(unique=True)
    mime = peewee.CharField()
    size = peewee.IntegerField()
    at = peewee.DateTimeField(default=now)

    case_id: int
    author_id: int


class Consent(peewee.Model):
    """Somebody agreed: the client (for one recipient and certain blocks), or a linked person (a scope)."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    case = peewee.ForeignKeyField(Case, backref="consents", on_delete="CASCADE")
    author = peewee.ForeignKeyField(User)
    party = peewee.CharField()
    person = peewee.ForeignKeyField(Person, null=True, on_delete="CASCADE")
    service = peewee.ForeignKeyField(Service, null=True)
    unit = peewee.CharField(default="")
    scope = peewee.CharField()
    how = peewee.CharField()
    given = peewee.DateField()
    until = peewee.DateField(null=True)
    withdrawn = peewee.DateTimeField(null=True)
    proof = peewee.BlobField()
    document = peewee.ForeignKeyField(Document, null=True, on_delete="SET NULL")

    # Made by the foreign keys; named here for the type checker, as in the other tables.
    service_id: int | None
    person_id: int | None


class Referral(peewee.Model):
    """From a sheet (or a unit of the own service) to a case: its kind, and how far it has come.

    ``content`` holds the blocks that leave, encrypted; ``version`` counts its changes, and ``previewed``
    is the version that was looked at together with the client. ``handed`` is when a partner's link was passed
    on; of the other kinds it is None.
    """

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    case = peewee.ForeignKeyField(Case, backref="referrals", on_delete="CASCADE")
    service = peewee.ForeignKeyField(Service, null=True)
    unit = peewee.CharField(default="")
    author = peewee.ForeignKeyField(User)
    kind = peewee.CharField()
    status = peewee.CharField()
    conditions = peewee.CharField(default="")
    blocks = peewee.CharField(default="")
    content = peewee.BlobField(null=True)
    lang = peewee.CharField(default="")
    version = peewee.IntegerField(default=0)
    previewed = peewee.IntegerField(default=0)
    reason = peewee.CharField(default="")
    outcome = peewee.CharField(default="")
    until = peewee.DateField(null=True)
    at = peewee.DateTimeField(default=now)
    asked = peewee.DateTimeField(null=True)
    answered = peewee.DateTimeField(null=True)
    news = peewee.DateTimeField(default=now, null=True)
    handed = peewee.DateTimeField(null=True)

    case_id: int
    service_id: int | None
    author_id: int
    links: Any


class ReferralEvent(peewee.Model):
    """One step of a referral. ``who`` is None when the partner took it."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    case = peewee.ForeignKeyField(Case, on_delete="CASCADE")
    referral = peewee.ForeignKeyField(Referral, backref="events", on_delete="CASCADE")
    who = peewee.ForeignKeyField(User, null=True)
    verb = peewee.CharField()
    status = peewee.CharField()
    code = peewee.CharField(default="")
    at = peewee.DateTimeField(default=now)

    referral_id: int


class ReferralLink(peewee.Model):
    """The partner's door to one referral. The server keeps a hash of the link and what the link opens:
    a copy of the database opens nothing. The team reads ``token`` with the case's key.
    """

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    case = peewee.ForeignKeyField(Case, on_delete="CASCADE")
    referral = peewee.ForeignKeyField(Referral, backref="links", on_delete="CASCADE")
    token_hash = peewee.BlobField(unique=True)
    token = peewee.BlobField()
    content = peewee.BlobField()
    expires = peewee.DateTimeField()
    confirmed = peewee.DateTimeField(null=True)
    revoked = peewee.DateTimeField(null=True)
    created = peewee.DateTimeField(default=now)

    answers: Any


class LinkAnswer(peewee.Model):
    """What a partner wrote through the link, encrypted under the link's key. ``seen`` by one of the team.
    With an ``author`` it is what we answered, under the agreement ``consent``.
    """

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    link = peewee.ForeignKeyField(ReferralLink, backref="answers", on_delete="CASCADE")
    verb = peewee.CharField()
    words = peewee.BlobField()
    at = peewee.DateTimeField(default=now)
    seen = peewee.DateTimeField(null=True)
    author = peewee.ForeignKeyField(User, null=True)
    consent = peewee.ForeignKeyField(Consent, null=True, on_delete="SET NULL")
