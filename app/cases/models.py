"""The rows of case work by name. They stand in ``app.cases.tables``."""

import peewee

from app.cases.tables.core import (
    Case,
    CaseKey,
    Circle,
    CircleMember,
    Closure,
    Emergency,
    Member,
    new_uuid,
)
from app.cases.tables.desk import Desk, FeedLine, Setting, Snippet, Tally
from app.cases.tables.notes import (
    MISTAKE,
    Appointment,
    Draft,
    Happening,
    Interpreting,
    KeptForm,
    LooseDraft,
    Note,
    NoteVersion,
    Task,
)
from app.cases.tables.people import Conference, Partner, Person, Plan
from app.cases.tables.referrals import (
    Consent,
    Document,
    LinkAnswer,
    Referral,
    ReferralEvent,
    ReferralLink,
)

MODELS: list[type[peewee.Model]] = [
    Case, Member, Emergency, Closure, Circle, CircleMember, Person, Partner, Conference, Plan, Document,
    Consent, Referral, ReferralEvent, ReferralLink, LinkAnswer, Note, NoteVersion, Draft, LooseDraft,
    KeptForm, Task, Appointment, Happening, Interpreting, Setting, Desk, FeedLine, Snippet, Tally,
]  # fmt: skip
# The columns that a case's key (a circle's, for its own notes) hides, by table name. A member who leaves
# takes a key along: all of these are then encrypted anew (``rekeying``). The others of the encrypted
# columns are sealed to a person or to a link. Of drafts, only those of before they were their author's alone.
HIDDEN: dict[str, tuple[type[peewee.Model], tuple[str, ...]]] = {
    "case": (Case, ("title",)),
    "emergency": (Emergency, ("reason",)),
    "circle": (Circle, ("name",)),
    "person": (Person, ("facts",)),
    "partner": (Partner, ("facts",)),
    "conference": (Conference, ("facts",)),
    "plan": (Plan, ("facts",)),
    "document": (Document, ("name", "key")),
    "consent": (Consent, ("proof",)),
    "referral": (Referral, ("content",)),
    "link": (ReferralLink, ("token",)),
    "note": (Note, ("text", "links")),
    "version": (NoteVersion, ("facts",)),
    "draft": (Draft, ("text",)),
    "task": (Task, ("words",)),
    "appointment": (Appointment, ("facts",)),
    "happening": (Happening, ("facts",)),
}
__all__ = [
    "HIDDEN", "MISTAKE", "MODELS", "Appointment", "Case", "CaseKey", "Circle", "CircleMember", "Closure",
    "Conference", "Consent", "Desk", "Document", "Draft", "Emergency", "FeedLine", "Happening",
    "Interpreting", "KeptForm", "LinkAnswer", "LooseDraft", "Member", "Note", "NoteVersion", "Partner",
    "Person", "Plan", "Referral", "ReferralEvent", "ReferralLink", "Setting", "Snippet", "Tally", "Task",
    "new_uuid",
]  # fmt: skip
