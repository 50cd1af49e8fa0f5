"""Sheets that may be the one that is being written, in words."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.i18n import N_, language
from app.resources.views import PhoneView, phones
from directory import duplicates, taxonomies
from directory.models import Location, Phone, Service
from directory.resemblance import Pair
from directory.snapshots import Snapshot

WHY = {
    "name": N_("a name like it"),
    "phone": N_("the same phone"),
    "address": N_("the same address"),
    "company_number": N_("the same company number"),
    "email": N_("the same e-mail address"),
    "website": N_("the same website"),
}


@dataclass(frozen=True)
class Look:
    """A sheet in a line, to be told from others."""

    external_id: str
    name: str
    name_lang: str
    kind: str
    place: str
    phones: list[PhoneView]


def looks(sheets: set[int]) -> dict[int, Look]:
    """The sheets of these database ids; three queries whatever their number."""
    query = Service.select().where(Service.id.in_(list(sheets)))
    children = (Location.select(), Phone.select().order_by(Phone.position))
    lang, found = language(), {}
    for sheet in query.prefetch(*children):
        name, name_lang = sheet.name(lang)
        places = ", ".join(
            part for place in list(sheet.locations)[:1] for part in (place.street, place.town(lang)) if part
        )
        kind = taxonomies.label("category", sheet.category, lang)
        found[sheet.id] = Look(
            sheet.external_id, name, name_lang, kind, places, phones(list(sheet.phones)[:2])
        )
    return found


def why(pair: Pair) -> str:
    """What two sheets share, in words."""
    return ", ".join(_(WHY[code]) for code in pair.why)


def alike(typed: Snapshot) -> list[tuple[Look, str]]:
    """The sheets that what is being typed may be already, and what they share with it."""
    pairs = duplicates.alike(typed)
    known = looks({pair.two for pair in pairs})
    return [(known[pair.two], why(pair)) for pair in pairs if pair.two in known]
