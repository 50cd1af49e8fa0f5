"""Rows of the directory → objects of HSDS, in one language, with the other languages beside it.

Nothing is asked of the database here: ``loading`` brings rows with all that hangs on them. What is not
named here stays inside: contacts, the team's knowledge, who verified, rhythms, history, remarks, how full a
service is. A
restricted address leaves in no form, and no text that holds its street does.
"""

import re
from typing import Any

from directory import discretion, facts, languages, territory
from directory.discretion import UNNAMED, Discretion
from directory.errors import BadFact
from directory.hsds import ids, terms
from directory.hsds.places import address
from directory.hsds.schedules import closures, schedules
from directory.models import LANGUAGES, Organisation, Phone, Service

Made = dict[str, Any]
_INTERPRETER = {
    "yes": ("Telefoontolk mogelijk", "Interprète par téléphone possible", "Telephone interpreter available"),
    "no": ("Geen telefoontolk", "Pas d'interprète par téléphone", "No telephone interpreter"),
}
_EXTENSION = re.compile(r"ext\. (\d+)")
BELGIAN_REGISTER = "BE-BCE_KBO"


def filled(made: Made) -> Made:
    """Without what is empty: HSDS leaves out what is not known."""
    return {name: value for name, value in made.items() if value not in ("", None, [], {})}


def _uri(website: str) -> str:
    """The website with its scheme, as HSDS asks; '' where it cannot be an address."""
    text = website.strip()
    if not text or re.search(r"[\s<>\"\\^`{|}]", text):
        return ""
    return text if re.match(r"https?://", text) else f"https://{text}"


def _email(text: str) -> str:
    try:
        return facts.normalise_email(text) if text else ""
    except BadFact:
        return ""


def modified(sheet: Service) -> str:
    """When the sheet last changed, in UTC, to the microsecond: what ``modified_after`` compares with."""
    return f"{sheet.updated.isoformat(timespec='microseconds')}Z"


def organization(sheet: Service, lang: str) -> Made:
    """Who offers the service; the sheet itself stands in where it names nobody."""
    owner: Organisation | None = sheet.organisation
    if owner is None:
        name = sheet.name(lang)[0]
        return {"id": ids.stand_in(sheet.external_id), "name": name, "description": name}
    names = (lang, *LANGUAGES)
    name = next((text for code in names if (text := getattr(owner, f"name_{code}"))), str(owner.external_id))
    return filled(
        {
            "id": ids.organization(str(owner.external_id)),
            "name": name,
            "description": name,
            "website": _uri(owner.website),
        }
    )


def full_organization(sheet: Service, lang: str) -> Made:
    """The same with its company number and its names in each language."""
    owner, made = sheet.organisation, organization(sheet, lang)
    if owner is None:
        return made | {
            "attributes": terms.attributes("organization", made["id"], {"placeholder": "yes"}, lang)
        }
    values = {f"name_{code}": getattr(owner, f"name_{code}") for code in LANGUAGES}
    number = owner.company_number
    register = [
        {
            "id": ids.made("organization_identifier", made["id"], number),
            "organization_id": made["id"],
            "identifier_scheme": BELGIAN_REGISTER,
            "identifier_type": "KBO/BCE",
            "identifier": number,
        }
    ]
    return filled(
        {
            **made,
            "organization_identifiers": register if number else [],
            "attributes": terms.attributes("organization", made["id"], values, lang),
        }
    )


def listed(sheet: Service, lang: str) -> Made:
    """A service as a list shows it: what there is one of."""
    return discreet(_listed(sheet, lang), sheet)


def _listed(sheet: Service, lang: str) -> Made:
    owner = organization(sheet, lang)
    interpreter = _INTERPRETER.get(sheet.phone_interpreter)
    return filled(
        {
            "id": ids.service(sheet.external_id),
            "organization_id": owner["id"],
            "name": sheet.name(lang)[0],
            "alternate_name": sheet.alt_names,
            "description": sheet.description(lang)[0],
            "url": _uri(sheet.website),
            "email": _email(sheet.email),
            "status": "inactive" if sheet.archived else "active",
            "interpretation_services": interpreter[LANGUAGES.index(lang)] if interpreter else "",
            "application_process": sheet.access,
            "fees_description": sheet.cost,
            "eligibility_description": sheet.audience,
            "minimum_age": sheet.age_from,
            "maximum_age": sheet.age_to,
            "assured_date": sheet.verified_on.isoformat() if sheet.verified_on else "",
            "last_modified": modified(sheet),
            "organization": owner,
        }
    )


def _phones(sheet: Service, service_id: str) -> list[Made]:
    made, times = [], dict[str, int]()
    row: Phone
    for row in sheet.phones:
        times[row.number] = times.get(row.number, -1) + 1
        extension = _EXTENSION.match(row.note)
        made.append(
            filled(
                {
                    "id": ids.made("phone", service_id, row.number, str(times[row.number])),
                    "service_id": service_id,
                    "number": row.number,
                    "extension": int(extension[1]) if extension else None,
                    "type": "voice",
                    "description": row.note,
                }
            )
        )
    return made


def _language(code: str, service_id: str, lang: str) -> Made:
    made = ids.made("language", service_id, code)
    return {"id": made, "service_id": service_id, "name": languages.name(code, lang), "code": code}


def _area(code: str, service_id: str, lang: str) -> Made:
    made = {"id": ids.made("service_area", service_id, code), "service_id": service_id}
    known = code in terms.all_terms()
    if code == territory.REGION:
        return {
            **made,
            "name": terms.term(code, lang)["name"],
            "attributes": [terms.attribute("service_area", made["id"], code, lang)],
        }
    tied = [terms.attribute("service_area", made["id"], code, lang)] if known else []
    return filled({**made, "name": territory.name(code, lang), "attributes": tied})


def at_location_id(service_id: str, at: int) -> str:
    """The id of a service at its location number ``at`` (from 0)."""
    return ids.made("service_at_location", service_id, str(at))


def _at_locations(sheet: Service, service_id: str, organization_id: str, lang: str) -> list[Made]:
    if sheet.address_restricted:
        return []
    made = []
    for at, row in enumerate(sheet.locations):
        place = ids.made("location", service_id, str(at))
        made.append(
            {
                "id": at_location_id(service_id, at),
                "service_id": service_id,
                "location_id": place,
                "location": address(row, place, lang) | {"organization_id": organization_id},
            }
        )
    return made


def _own_fields(sheet: Service) -> dict[str, str]:
    """What HSDS has no place for, by the code of the field."""
    texts = (f"{field}_{code}" for field in ("name", "description") for code in LANGUAGES)
    return {
        "external_id": sheet.external_id,
        **{name: getattr(sheet, name) for name in texts},
        "website": sheet.website,
        "phone_interpreter": "" if sheet.phone_interpreter == "unknown" else sheet.phone_interpreter,
        "opening_hours": sheet.opening_hours,
        "source": sheet.source,
        "source_date": sheet.source_date,
        "verified_how": sheet.verified_how if sheet.verified_on else "",
    }


def full(sheet: Service, lang: str) -> Made:
    """A service with all that hangs on it."""
    made, owner = _listed(sheet, lang), full_organization(sheet, lang)
    service_id = made["id"]
    category = [sheet.category] if sheet.category in terms.all_terms() else []
    nested: Made = {
        "organization": owner,
        "phones": _phones(sheet, service_id),
        "schedules": [
            *schedules(service_id, sheet.opening_hours, lang),
            *closures(service_id, sheet.closed_periods, lang),
        ],
        "service_areas": [_area(row.code, service_id, lang) for row in sheet.areas],
        "service_at_locations": _at_locations(sheet, service_id, owner["id"], lang),
        "languages": [_language(row.code, service_id, lang) for row in sheet.languages],
        "attributes": [terms.attribute("service", service_id, code, lang) for code in category]
        + terms.attributes("service", service_id, _own_fields(sheet), lang),
    }
    return discreet({**made, **filled(nested)}, sheet)


def discreet(made: Made, sheet: Service) -> Made:
    """``made`` without any text that tells where a service with a restricted address is."""
    return without(made, discretion.of(sheet))


def without(made: Made, hidden: Discretion) -> Made:
    """``made`` without any text that tells what is hidden."""
    kept: Made = _without(made, hidden) if hidden else made
    return kept


def _without(value: Any, hidden: Discretion) -> Any:
    def tells(text: Any) -> bool:
        return isinstance(text, str) and hidden.betrayed_by(text)

    if isinstance(value, list):
        kept = (one for one in value if not (isinstance(one, dict) and tells(one.get("value"))))
        return [_without(one, hidden) for one in kept]
    if isinstance(value, dict):
        # HSDS asks for a name: one that holds the street is replaced rather than left out.
        return {
            name: UNNAMED if tells(one) and name == "name" else _without(one, hidden)
            for name, one in value.items()
            if not tells(one) or name == "name"
        }
    return value


def at_location(sheet: Service, at: int, lang: str, nested: bool) -> Made | None:
    """The service at its location number ``at`` (from 0): what ``/service_at_locations`` gives.

    ``nested`` gives the service with all that hangs on it, otherwise both as a list shows them.
    """
    service = full(sheet, lang) if nested else listed(sheet, lang)
    owner = service["organization"]["id"]
    places = _at_locations(sheet, service["id"], owner, lang)
    if at >= len(places):
        return None
    made = places[at]
    service.pop("service_at_locations", None)
    if not nested:
        made["location"] = {k: v for k, v in made["location"].items() if not isinstance(v, list)}
    return {**made, "service": service}
