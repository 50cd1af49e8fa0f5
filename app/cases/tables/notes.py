"""Notes, drafts and tasks."""

from typing import Any

import peewee

from app.auth.models import User
from app.cases.tables.core import Case, Circle, new_uuid
from app.cases.tables.people import Partner, Plan
from app.cases.tables.referrals import Referral
from directory.clock import now

# The kind of a note that its author put away, as written in this case by mistake: it says nothing any more.
MISTAKE = "mistake"


class Note(peewee.Model):
    """What was said or done. Only the text is a must, and a listening contact needs not even that.

    ``at`` is when the contact was, and ``written`` when the note was where that is another day. ``phase``,
    ``status`` (the linked persons' legal status), ``profile`` and ``language`` are those of the day: they are
    never derived again, the phase only where the day is corrected. With a ``circle``, the text is encrypted
    with the circle's key.
    """

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    case = peewee.ForeignKeyField(Case, backref="notes", on_delete="CASCADE")
    author = peewee.ForeignKeyField(User)
    circle = peewee.ForeignKeyField(Circle, backref="notes", on_delete="CASCADE", null=True)
    partner = peewee.ForeignKeyField(Partner, backref="notes", on_delete="SET NULL", null=True)
    text = peewee.BlobField()
    links = peewee.BlobField(null=True)
    at = peewee.DateTimeField(default=now)
    written = peewee.DateTimeField(null=True)
    started = peewee.DateTimeField(null=True)
    corrected = peewee.DateTimeField(null=True)
    kind = peewee.CharField(default="")
    interventions = peewee.CharField(default="")
    domains = peewee.CharField(default="")
    channel = peewee.CharField(default="")
    direction = peewee.CharField(default="")
    place = peewee.CharField(default="")
    minutes = peewee.IntegerField(null=True)
    phase = peewee.CharField(default="")
    status = peewee.CharField(default="")
    profile = peewee.CharField(default="")
    language = peewee.CharField(default="")

    # Made by the foreign keys above; named here for the type checker, as in the other tables.
    case_id: int
    author_id: int
    circle_id: int | None
    versions: Any
    # Of a note that was written just now, the tasks that it asked for; no column.
    asked: "list[Task]" = []


class NoteVersion(peewee.Model):
    """How a note read before it was corrected. ``facts`` is the whole note as it stood, encrypted."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    note = peewee.ForeignKeyField(Note, backref="versions", on_delete="CASCADE")
    author = peewee.ForeignKeyField(User)
    facts = peewee.BlobField()
    at = peewee.DateTimeField(default=now)

    note_id: int


class Draft(peewee.Model):
    """What somebody is typing in a case, hidden with a key of their own. Cleared in the transaction that
    saves the note, not before."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    case = peewee.ForeignKeyField(Case, backref="drafts", on_delete="CASCADE")
    author = peewee.ForeignKeyField(User)
    text = peewee.BlobField()
    version = peewee.IntegerField(default=1)
    started = peewee.DateTimeField(default=now, null=True)
    saved = peewee.DateTimeField(default=now)

    class Meta:
        indexes = ((("case", "author"), True),)


class LooseDraft(peewee.Model):
    """What somebody types before it is clear which case it is about; sealed to the account's own key.

    ``slot``: '' for the form that stands on the page, else the window of which the text was set aside.
    ``case``: the one that was chosen in it, with which it is erased.
    """

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    author = peewee.ForeignKeyField(User, on_delete="CASCADE")
    slot = peewee.CharField(default="")
    case = peewee.ForeignKeyField(Case, null=True, on_delete="CASCADE")
    sealed = peewee.BlobField()
    version = peewee.IntegerField(default=1)
    started = peewee.DateTimeField(default=now)
    saved = peewee.DateTimeField(default=now)

    case_id: int | None

    class Meta:
        indexes = ((("author", "slot"), True),)


class KeptForm(peewee.Model):
    """A form of case work that was being filled in when the screen locked; sealed to the account's own
    key. ``path`` is where it goes, a case's identifier included; ``case`` the one that it names there or in a
    field, with which it is erased. An author may have several.
    """

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    author = peewee.ForeignKeyField(User, on_delete="CASCADE")
    path = peewee.CharField()
    case = peewee.ForeignKeyField(Case, null=True, on_delete="CASCADE")
    sealed = peewee.BlobField()
    at = peewee.DateTimeField(default=now)


class Task(peewee.Model):
    """Something to do in a case, by a day if there is one, perhaps by somebody (``holder``).

    ``kind``: ``task``, ``deadline`` (a paper expires on ``due``), ``check_in`` (a hard moment) or
    ``handover`` (the new lead reads the hand-over sheet).
    With a ``referral`` and no words: ask what came of it.
    """

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    case = peewee.ForeignKeyField(Case, backref="tasks", on_delete="CASCADE")
    author = peewee.ForeignKeyField(User)
    holder = peewee.ForeignKeyField(User, null=True, backref="tasks")
    referral = peewee.ForeignKeyField(Referral, backref="tasks", on_delete="CASCADE", null=True)
    kind = peewee.CharField(default="task")
    urgent = peewee.BooleanField(default=False)
    words = peewee.BlobField()
    due = peewee.DateField(null=True)
    created = peewee.DateTimeField(default=now)
    done = peewee.DateTimeField(null=True)

    case_id: int
    holder_id: int | None


class Appointment(peewee.Model):
    """A meeting to come. ``facts``: where, what about (encrypted)."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    case = peewee.ForeignKeyField(Case, backref="appointments", on_delete="CASCADE")
    author = peewee.ForeignKeyField(User)
    at = peewee.DateTimeField()
    facts = peewee.BlobField()


class Happening(peewee.Model):
    """What became of an appointment, or of the next time of a contact plan. ``facts``: that, and the hour
    that it is about (encrypted)."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    case = peewee.ForeignKeyField(Case, on_delete="CASCADE")
    appointment = peewee.ForeignKeyField(Appointment, backref="steps", on_delete="CASCADE", null=True)
    plan = peewee.ForeignKeyField(Plan, on_delete="CASCADE", null=True)
    who = peewee.ForeignKeyField(User)
    facts = peewee.BlobField()
    at = peewee.DateTimeField(default=now)

    case_id: int
    appointment_id: int | None
    plan_id: int | None


class Interpreting(peewee.Model):
    """An interpreter asked for an appointment: requested, confirmed, failed or done, or untold: it was moved
    and nobody told the interpreter service; minutes and cost."""

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=new_uuid)
    case = peewee.ForeignKeyField(Case, backref="interpreting", on_delete="CASCADE")
    appointment = peewee.ForeignKeyField(Appointment, backref="interpreting", on_delete="CASCADE")
    provider = peewee.CharField(default="")
    language = peewee.CharField()
    status = peewee.CharField()
    minutes = peewee.IntegerField(null=True)
    cents = peewee.IntegerField(null=True)
    at = peewee.DateTimeField(default=now)

    appointment_id: int

    @property
    def counted(self) -> str:
        """Its status as reports count it: one of which nobody told the move is one that was asked for."""
        return "requested" if self.status == "untold" else str(self.status)
