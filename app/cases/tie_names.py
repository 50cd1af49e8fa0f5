"""The words of ties, appointments and checklists, in the reader's language."""

from flask_babel import gettext as _

from app.cases import checklists, interpreters, ties
from app.cases.names import Pairs


def ways() -> Pairs:
    """How somebody stays in touch with the person in custody."""
    words = {
        "visit": _("Visit"), "family_visit": _("Visit with the children"), "phone": _("Telephone"),
        "video": _("Video call"), "letter": _("Letters"), "parcel": _("Parcel or clothes"),
        "go_between": _("Through us, as go-between"),
    }  # fmt: skip
    return [(code, words[code]) for code in ties.WAYS]


def obstacles() -> Pairs:
    """What hinders the contact."""
    words = {
        "permission": _("No permission to visit yet"), "papers": _("Papers missing"),
        "distance": _("Far away"), "cost": _("Too expensive"), "hours": _("Hours do not fit work or school"),
        "children": _("Nobody to bring or mind the children"), "fear": _("Fear or shame"),
        "language": _("Language"), "health": _("Health"), "contact_ban": _("A ban on contact"),
        "refused_inside": _("He or she does not want to"), "other": _("Something else"),
    }  # fmt: skip
    return [(code, words[code]) for code in ties.OBSTACLES]


def bookings() -> dict[str, str]:
    """Where the booking of an interpreter stands."""
    words = {
        "requested": _("Interpreter asked for"), "confirmed": _("Interpreter confirmed"),
        "untold": _("Interpreter service still to be told"), "cancelled": _("Interpreter called off"),
        "failed": _("No interpreter found"), "done": _("Interpreted"),
    }  # fmt: skip
    return {code: words[code] for code in interpreters.STEPS}


def told() -> dict[str, str]:
    """What somebody says who told the interpreter service that an appointment was moved, or called off."""
    return {"requested": _("I told them: asked for anew"), "cancelled": _("I told them: called off")}


def became(plan: bool = False) -> dict[str, str]:
    """What became of an appointment, or (``plan``) of what a contact plan had next."""
    if plan:
        return {"came": _("Took place"), "off": _("Did not take place"), "moved": _("Moved")}
    return {
        "came": _("Came"), "absent": _("Did not come"), "off": _("Called off"), "moved": _("Moved"),
        "told": _("Interpreter service told"),
    }  # fmt: skip


def proposals() -> dict[str, str]:
    """What a change of custody was."""
    return {"start": _("Custody begins"), "transfer": _("Transfer"), "release": _("Release")}


def checklist(kind: str) -> list[tuple[int, str]]:
    """A proposed list: days, and the words in the reader's language."""
    return [(days, _(text)) for days, text in checklists.LISTS[kind]]
