"""A sheet as plain values: what a form shows, what history keeps, what two editors are compared by.

A snapshot holds every field that a person may edit, the lists (phones, locations …) included, and only
values that JSON knows. ``put`` writes one back; nothing else writes an edit.
"""

from typing import Any

from directory.clock import now
from directory.models import (
    ContactFunction,
    Location,
    Organisation,
    Phone,
    Service,
    ServiceArea,
    ServiceExpertise,
    ServiceLanguage,
)

Snapshot = dict[str, Any]
# Columns of the sheet itself, in the order in which people read them.
SCALARS = (
    "name_nl", "name_fr", "name_en", "alt_names", "category", "description_nl", "description_fr",
    "description_en", "phone_interpreter", "opening_hours", "access", "cost", "audience", "age_from",
    "age_to", "email", "website", "source", "source_date", "rhythm",
)  # fmt: skip
OF_ORGANISATION = ("organisation", "company_number")
# Lists of rows, and lists of bare codes: the model of each and its columns.
ROWS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "phones": (Phone, ("number", "note")),
    "locations": (
        Location,
        ("street", "postal_code", "municipality", "municipality_nl", "municipality_fr"),
    ),
    "contacts": (ContactFunction, ("function", "email", "phone")),
}
CODES: dict[str, Any] = {
    "languages": ServiceLanguage, "areas": ServiceArea, "expertise": ServiceExpertise,
}  # fmt: skip
FIELDS = (*SCALARS[:5], *OF_ORGANISATION, *SCALARS[5:9], *CODES, *ROWS, *SCALARS[9:])
# What a caller is sent wrong by: each is checked, and dated, on its own.
CRITICAL: dict[str, tuple[str, ...]] = {
    "phone": ("phones",),
    "hours": ("opening_hours",),
    "address": ("locations",),
    "access": ("access",),
    "languages": ("languages", "phone_interpreter"),
}


def empty() -> Snapshot:
    """The snapshot of a sheet that nobody has written yet."""
    new = Service()
    texts = {name: getattr(new, name) for name in SCALARS}
    lists: Snapshot = {name: [] for name in (*ROWS, *CODES)}
    return texts | dict.fromkeys(OF_ORGANISATION, "") | lists | {"category": ""}


def of(sheet: Service) -> Snapshot:
    """The sheet as it stands in the database; seven queries."""
    return of_many([sheet])[sheet.id]


def of_many(sheets: list[Service]) -> dict[int, Snapshot]:
    """Sheet id → snapshot; as many queries for fifty as for one."""
    taken: dict[int, Snapshot] = {}
    owners = {sheet.id: sheet.organisation_id for sheet in sheets}
    known = {
        one.id: one for one in Organisation.select().where(Organisation.id.in_(set(owners.values()) - {None}))
    }
    for sheet in sheets:
        owner = known.get(owners[sheet.id])
        taken[sheet.id] = {name: getattr(sheet, name) for name in SCALARS} | {
            "organisation": (owner.name_nl or owner.name_fr or owner.name_en) if owner else "",
            "company_number": owner.company_number if owner else "",
            **{name: [] for name in (*ROWS, *CODES)},
        }
    for name, (model, columns) in ROWS.items():
        order = (model.position, model.id) if model is Phone else (model.id,)
        for row in model.select().where(model.service.in_(list(taken))).order_by(*order):
            taken[row.service_id][name].append({column: getattr(row, column) for column in columns})
    for name, model in CODES.items():
        for row in model.select().where(model.service.in_(list(taken))).order_by(model.id):
            taken[row.service_id][name].append(row.code)
    return taken


def _organisation(snapshot: Snapshot) -> Organisation | None:
    """The organisation that the snapshot names: known by its company number, else by a name, else new."""
    name, number = snapshot["organisation"], snapshot["company_number"]
    if not name and not number:
        return None
    names = (Organisation.name_nl == name) | (Organisation.name_fr == name) | (Organisation.name_en == name)
    found = Organisation.get_or_none(Organisation.company_number == number) if number else None
    if found is None and name:
        found = Organisation.get_or_none(names, Organisation.company_number.in_(("", number)))
    if found is None:
        return Organisation.create(name_nl=name, name_fr=name, company_number=number)
    if number and not found.company_number:
        found.company_number = number
        found.save()
        # It stands on each of its sheets, for whoever asks what changed since.
        Service.update(updated=now()).where(Service.organisation == found).execute()
    return found


def put(sheet: Service, snapshot: Snapshot) -> list[str]:
    """Make ``sheet`` what ``snapshot`` says, in one transaction, and raise its version.

    Returns:
        The names of the fields that changed; nothing is written when there are none.
    """
    before = of(sheet)
    changed = [name for name in FIELDS if name in snapshot and snapshot[name] != before[name]]
    if not changed:
        return []
    with Service._meta.database.atomic():
        for name in changed:
            if name in ROWS:
                model, columns = ROWS[name]
                model.delete().where(model.service == sheet).execute()
                for at, row in enumerate(snapshot[name]):
                    placed = {"position": at} if model is Phone else {}
                    model.create(service=sheet, **{c: row.get(c, "") for c in columns}, **placed)
            elif name in CODES:
                CODES[name].delete().where(CODES[name].service == sheet).execute()
                for code in snapshot[name]:
                    CODES[name].create(service=sheet, code=code)
            elif name in SCALARS:
                setattr(sheet, name, snapshot[name])
        if set(changed) & set(OF_ORGANISATION):
            sheet.organisation = _organisation({**before, **snapshot})
        sheet.changed()
    return changed
