"""What a page says after a form was sent: why it was refused and at which field, or that it was taken in."""

from flask import session as form_cookie
from flask_babel import gettext as _
from flask_login import current_user

from app.cases.errors import CaseError
from app.errors import Refusal
from app.i18n import N_

# In the form cookie until the next page: what was taken in, by its code, and where that is undone.
DONE = "done"
WORDS = {
    "saved": N_("Saved"),
    "person": N_("Person saved"),
    "person.removed": N_("Person removed from the case"),
    "period": N_("Period saved"),
    "period.removed": N_("Period removed"),
    "partner": N_("Partner saved"),
    "partner.ended": N_("Partner no longer involved"),
    "conference": N_("Conference recorded"),
    "conference.corrected": N_("Minutes corrected"),
    "conference.away": N_("Minutes put away"),
    "plan.ended": N_("Taken off the list"),
    "appointment": N_("Appointment saved"),
    "appointment.moved": N_("Appointment changed"),
    "appointment.moved.tell": N_(
        "Appointment changed. Tell the interpreter service now, and note here that you did."
    ),
    "appointment.removed": N_("Appointment removed"),
    "happening": N_("Noted, and in the timeline of the case"),
    "happening.tell": N_("Noted. Tell the interpreter service now that it is called off."),
    "happening.undone": N_("Taken back: it is asked again"),
    "happening.undone.moved": N_("Taken back. It was moved in the meantime: look at its day and hour."),
    "happening.gone": N_(
        "Nothing was taken back: it was taken back already, or somebody noted something else."
    ),
    "happening.no_note": N_("Noted: there is no note to write"),
    "consent": N_("Agreement recorded"),
    "consent.withdrawn": N_("Agreement taken back"),
    "task": N_("Task added"),
    "task.changed": N_("Task changed"),
    "task.changed.reopened": N_("Task changed. The case was closed: it is open again."),
    "task.done": N_("Task marked as done"),
    "task.undone": N_("Task put back on the list"),
    "answered": N_("Answer noted, and in the timeline of the case"),
    "answered.reply": N_(
        "Answer noted, and behind the link. Schakel does not tell the partner:"
        " let them know that they can open it."
    ),
    "note.away": N_("Note put away"),
    "draft.thrown": N_("Draft thrown away"),
}
# The button that undoes it: of a task; of what was noted of an appointment or a contact.
UNDO, TAKE_BACK = {"task.done": N_("Put it back on the list")}, N_("Take back what was noted")


def refusal(error: CaseError) -> Refusal:
    """A domain error as its page says it."""
    return Refusal(_(str(error), **error.values), error.field)


def done(code: str, undo: str = "") -> None:
    """The next page says once, in words, what was taken in (``WORDS``), with a button that undoes it at the
    address ``undo`` where that can be; to who sent the form, and not to who signs in at that desk next."""
    form_cookie[DONE] = [code, undo, current_user.uuid]


def told() -> tuple[str, str, str]:
    """What was taken in just now, in words, where it is undone, and the words of that button; '' for each
    where there is none."""
    code, undo, who = [*form_cookie.pop(DONE), ""][:3] if DONE in form_cookie else ("", "", "")
    if code not in WORDS or who != current_user.uuid:
        return "", "", ""
    return _(WORDS[code]), undo, _(UNDO.get(code, TAKE_BACK))
