"""What a result line and a sheet page show, in the reader's language.

A row holds plain words only: templates decide nothing about languages, opening hours or phones.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import format_date
from flask_babel import gettext as _

from app.resources.words import language_name
from directory import facts, taxonomies, territory
from directory.models import Location, Phone, Service, ServiceArea

BRUSSELS = ZoneInfo("Europe/Brussels")


@dataclass(frozen=True)
class PhoneView:
    """A phone as it is read (``02 529 41 20``) and as it is dialled (``tel:+3225294120``)."""

    display: str
    tel: str


def freshness(sheet: Service) -> str:
    """How far the sheet can be trusted, in words. Nothing claims to be verified that is not."""
    if sheet.verified_on is None:
        return _("Not yet verified by your service")
    return _("Verified on %(date)s", date=format_date(sheet.verified_on, "d MMM y"))


def place_name(location: Location, lang: str) -> str:
    """``1080 Sint-Jans-Molenbeek``: postal code and municipality in the reader's language."""
    town = location.municipality_fr if lang == "fr" else location.municipality_nl
    return f"{location.postal_code} {town}".strip()


def phones(rows: list[Phone]) -> list[PhoneView]:
    """The phones of a sheet, ready to show."""
    return [PhoneView(facts.format_phone(row.number), facts.tel_uri(row.number)) for row in rows]


def _common(sheet: Service, lang: str) -> dict[str, Any]:
    name, _name_lang = sheet.name(lang)
    description, text_lang = sheet.description(lang)
    places = list(sheet.locations)
    return {
        "external_id": sheet.external_id,
        "name": name,
        "description": description,
        "text_lang": text_lang or lang,
        "place": place_name(places[0], lang) if places else "",
        "phones": phones(list(sheet.phones)),
        "languages": [language_name(row.code) for row in sheet.languages],
        "interpreter": sheet.phone_interpreter,
        "open_now": facts.open_at(sheet.opening_hours, datetime.now(BRUSSELS)),
        "freshness": freshness(sheet),
    }


def territory_name(areas: list[ServiceArea], lang: str) -> str:
    """The municipalities that a service is competent for, in words."""
    codes = [row.code for row in areas]
    if "BRU" in codes:
        return _("The whole Brussels-Capital Region")
    return ", ".join(territory.name(code, lang) for code in codes)


@dataclass(frozen=True)
class SheetView:
    """Everything known about one service, as words."""

    external_id: str
    name: str
    description: str
    text_lang: str
    place: str
    phones: list[PhoneView]
    languages: list[str]
    interpreter: str
    open_now: bool | None
    freshness: str
    category: str
    street: str
    email: str
    website: str
    audience: str
    territory: str
    hours: str
    access: str
    cost: str
    sources: str


def sheet_view(sheet: Service, lang: str) -> SheetView:
    """The sheet page's words."""
    places = list(sheet.locations)
    website = sheet.website
    if website and "://" not in website:
        website = f"https://{website}"
    return SheetView(
        **_common(sheet, lang),
        category=taxonomies.label("category", sheet.category, lang),
        street=places[0].street if places else "",
        email=sheet.email,
        website=website,
        audience=sheet.audience,
        territory=territory_name(list(sheet.areas), lang),
        hours=sheet.opening_hours,
        access=sheet.access,
        cost=sheet.cost,
        sources=sheet.source,
    )
