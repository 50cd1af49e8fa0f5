"""Sheets read from the database as documents of the index: texts, facets and contacts, in batches."""

import re
from collections.abc import Iterator, Sequence

from directory import availability, coding, knowledge, relations, taxonomies, verifying
from directory.availability import ClosedPeriod
from directory.knowledge import Knowledge
from directory.models import (
    LANGUAGES,
    ContactFunction,
    Location,
    Organisation,
    Phone,
    Service,
    ServiceArea,
    ServiceExpertise,
    ServiceLanguage,
)
from search_index.documents import Document, sort_key

BATCH = 500
_SCHEME = re.compile(r"^(https?://)?(www\.)?")


def dialled(number: str) -> str:
    """The digits of a number as they are dialled in Belgium: ``+3225294120`` is ``025294120``."""
    digits = "".join(c for c in number if c.isascii() and c.isdigit())
    for country in ("0032", "32") if number.startswith("+") or digits.startswith("0032") else ():
        if digits.startswith(country):
            rest = digits[len(country) :].lstrip("0")
            return f"0{rest}" if len(rest) > 4 else rest
    return digits


def site(address: str) -> str:
    """A website without what everybody leaves out."""
    return _SCHEME.sub("", address.strip().lower()).rstrip("/")


def _texts(sheet: Service, former: list[str]) -> list[tuple[str, str, str]]:
    found = [("name", lang, getattr(sheet, f"name_{lang}")) for lang in LANGUAGES]
    found += [("text", lang, getattr(sheet, f"description_{lang}")) for lang in LANGUAGES]
    label = " ".join(taxonomies.label("category", sheet.category, lang) for lang in LANGUAGES)
    who = sheet.organisation
    place = " ".join(
        f"{p.street} {p.postal_code} {p.municipality_nl} {p.municipality_fr}" for p in sheet.locations
    )
    found += [
        ("alt", "", ";".join([sheet.alt_names, *former])),
        ("organisation", "", f"{who.name_nl} {who.name_fr} {who.name_en}" if who else ""),
        ("category", "", label),
        ("audience", "", sheet.audience),
        ("access", "", f"{sheet.access} {sheet.cost}"),
        ("place", "", place),
        ("contact", "", f"{sheet.email} {sheet.website}"),
        ("team", "", " ".join(knowledge.texts(sheet))),
    ]
    return [(field, lang, text) for field, lang, text in found if text.strip()]


def _facets(sheet: Service) -> list[str]:
    codes = {
        "category": [sheet.category],
        "located": [place.municipality for place in sheet.locations if place.municipality],
        "area": [area.code for area in sheet.areas],
        "language": [spoken.code for spoken in sheet.languages],
        "expertise": [subject.code for subject in sheet.expertise],
        "interpreter": [sheet.phone_interpreter],
        "phone": [] if sheet.phones else ["no"],
        "audience": coding.audience(sheet.audience, sheet.age_from, sheet.age_to),
        "access": coding.access(sheet.access),
        "cost": coding.cost(sheet.cost),
        "hours": [sheet.opening_hours] if sheet.opening_hours else [],
        "closed": [f"{period.first}/{period.last}" for period in sheet.closed_periods],
        "full": [
            str(row.until)
            for row in sheet.saturations
            if row.state in (availability.WAITING, availability.STOP)
        ],
        "verified": [str(sheet.verified_on)] if sheet.verified_on else [],
        "due": [str(verifying.due_on(sheet.verified_on, sheet.rhythm) or sheet.created.date())],
        "order": [_sort(sheet)[:3]],
    }
    return [f"{name}={code}" for name, values in codes.items() for code in values]


def _contacts(sheet: Service) -> list[str]:
    who = sheet.organisation
    numbers = [row.number for row in sheet.phones] + [row.phone for row in sheet.contacts]
    digits = {dialled(number) for number in numbers}
    if who and who.company_number:
        digits.add("".join(c for c in who.company_number if c.isdigit()))
    addresses = {sheet.email, *(row.email for row in sheet.contacts)}
    sites = {site(sheet.website), site(who.website) if who else ""}
    return sorted({*digits, *(address.lower() for address in addresses), *sites} - {""})


def _sort(sheet: Service) -> str:
    return sort_key(sheet.name("nl")[0])


def document(sheet: Service, former: list[str]) -> Document:
    """A sheet with its relations as the index sees it, and the names that it had before."""
    return Document(
        number=sheet.id,
        id=str(sheet.external_id),
        sort=_sort(sheet),
        texts=_texts(sheet, former),
        facets=_facets(sheet),
        contacts=_contacts(sheet),
    )


def _batch(ids: Sequence[int]) -> list[Service]:
    query = Service.select().where(Service.id.in_(ids), ~Service.archived).order_by(Service.id)
    sheets: list[Service] = list(
        query.prefetch(
            Location.select().order_by(Location.id),
            Phone.select().order_by(Phone.position),
            ServiceLanguage.select(),
            ServiceArea.select(),
            ServiceExpertise.select(),
            ContactFunction.select(),
            Knowledge.select(),
            ClosedPeriod.select(),
            availability.newest(),
        )
    )
    named = {sheet.organisation_id for sheet in sheets} - {None}
    known = {one.id: one for one in Organisation.select().where(Organisation.id.in_(named))} if named else {}
    for sheet in sheets:
        sheet.organisation = known.get(sheet.organisation_id)
    return sheets


def documents(ids: Sequence[int]) -> Iterator[Document]:
    """Those of ``ids`` that are not archived, a batch in memory at a time."""
    for at in range(0, len(ids), BATCH):
        some = ids[at : at + BATCH]
        former = relations.former_names(some)
        for sheet in _batch(some):
            yield document(sheet, former.get(sheet.id, []))
