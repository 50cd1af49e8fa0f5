"""What the fields of the directory's forms are called, where one that was not taken in is shown again."""

from flask_babel import gettext as _

from app.resources.edit_forms import LABELS


def _cells() -> dict[str, str]:
    return {
        "phones.number": _("Number"), "phones.note": _("Remark"), "locations.street": _("Street and number"),
        "locations.postal_code": _("Postal code"), "locations.municipality_nl": _("Municipality (nl)"),
        "locations.municipality_fr": _("Municipality (fr)"), "contacts.function": _("Function"),
        "contacts.email": _("E-mail address"), "contacts.phone": _("Phone"),
        "other_languages": _("Other languages, by code"), "terms_nl": _("In Dutch"),
        "terms_fr": _("In French"), "terms_en": _("In English"), "abbreviations": _("Abbreviations"),
        "leads_to": _("Leads to"),
    }  # fmt: skip


def _others(step: str) -> dict[str, str]:
    words = {
        "report": _("What is right, if you know it"), "missing": _("What is missing in the directory?"),
        "knowledge": _("What do you know that the sheet does not say?"),
    }  # fmt: skip
    return {
        "why": _("Why"), "name": _("Name"), "url": _("Web address"), "rest": _("Something else"),
        "text": _("A note for yourself"), "since": _("Since"), "until": _("Until"), "on": _("Checked on"),
        "first": _("First day"), "last": _("Last day"), "words": words.get(step, ""),
        "answer": _("A word to who reported it (may stay empty)"),
        "keep": _("Keep these choices under a name (optional)"),
    }  # fmt: skip


def at(path: str) -> dict[str, str]:
    """Field → its label, of the form that is sent to ``path``."""
    step = path.rpartition("/")[2]
    return {name: _(label) for name, label in LABELS.items()} | _cells() | _others(step)
