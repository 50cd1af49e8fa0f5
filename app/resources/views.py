"""What a result line and a sheet page show, in the reader's language.

A row holds plain words only: templates decide nothing about languages, opening hours or phones.
"""

from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import format_date
from flask_babel import gettext as _

from directory import facts, territory
from directory.models import Phone, Service, ServiceArea


@dataclass(frozen=True)
class PhoneView:
    """A phone as it is read (``02 529 41 20``) and as it is dialled (``tel:+3225294120``). ``note``:
    what it is for, where that is known. ``reported``: somebody says that it does not work."""

    display: str
    tel: str
    note: str = ""
    reported: bool = False


def freshness(sheet: Service, late: bool = False) -> str:
    """How far the sheet can be trusted, in words. Nothing claims to be verified that is not.

    ``late``: it is due to be checked again.
    """
    if sheet.verified_on is None:
        return _("Not yet verified by your service")
    if late:
        return _("Verified on %(date)s, to be checked again", date=format_date(sheet.verified_on, "d MMM y"))
    return _("Verified on %(date)s", date=format_date(sheet.verified_on, "d MMM y"))


def phones(rows: list[Phone], dead: Collection[str] = ()) -> list[PhoneView]:
    """The phones of a sheet, ready to show; the numbers of which somebody says that they do not work
    (``dead``) come last."""
    found = [
        PhoneView(facts.format_phone(row.number), facts.tel_uri(row.number), row.note, row.number in dead)
        for row in rows
    ]
    return sorted(found, key=lambda phone: phone.reported)


def territory_name(areas: list[ServiceArea], lang: str) -> str:
    """The municipalities that a service is competent for, in words."""
    codes = [row.code for row in areas]
    if "BRU" in codes:
        return _("The whole Brussels-Capital Region")
    return ", ".join(territory.name(code, lang) for code in codes)
