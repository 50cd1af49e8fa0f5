"""The directory's tables. A *sheet* is a service with all that hangs on it (HSDS: service, location,
phone, schedule, language, service area). Plain Peewee models, bound to a database at start-up.
"""

from typing import Any
from uuid import uuid4

import peewee

from directory import territory
from directory.clock import now

LANGUAGES = ("nl", "fr", "en")
# Columns that only the database and the indexer move, never a sheet held in memory.
_COUNTED = {"id", "version", "indexed", "change", "remarks"}


def _organisation_id() -> str:
    return f"org-{uuid4().hex[:12]}"


class Organisation(peewee.Model):
    """Who offers services. ``external_id`` is stable: what it is known by in the exchange."""

    id = peewee.AutoField()
    external_id = peewee.CharField(unique=True, null=True, default=_organisation_id)
    name_nl = peewee.CharField(default="")
    name_fr = peewee.CharField(default="")
    name_en = peewee.CharField(default="")
    website = peewee.CharField(default="")
    company_number = peewee.CharField(default="")


class Service(peewee.Model):
    """A sheet: one service as a caseworker looks it up.

    ``external_id`` is stable over imports. ``version`` rises with every change; the search index
    remembers in ``indexed`` the version that it has read. ``verified_on`` is None until somebody of
    the own service checked the sheet: editing, or importing, is not verifying.
    """

    id = peewee.AutoField()
    uuid = peewee.CharField(unique=True, default=lambda: str(uuid4()))
    external_id = peewee.CharField(unique=True)
    organisation = peewee.ForeignKeyField(Organisation, backref="services", null=True)
    category = peewee.CharField(index=True)
    name_nl = peewee.CharField(default="")
    name_fr = peewee.CharField(default="")
    name_en = peewee.CharField(default="")
    alt_names = peewee.TextField(default="")
    description_nl = peewee.TextField(default="")
    description_fr = peewee.TextField(default="")
    description_en = peewee.TextField(default="")
    email = peewee.CharField(default="")
    website = peewee.CharField(default="")
    audience = peewee.TextField(default="")
    age_from = peewee.IntegerField(null=True)
    age_to = peewee.IntegerField(null=True)
    phone_interpreter = peewee.CharField(default="unknown")
    opening_hours = peewee.TextField(default="")
    access = peewee.TextField(default="")
    cost = peewee.TextField(default="")
    source = peewee.TextField(default="")
    source_date = peewee.CharField(default="")
    verified_on = peewee.DateField(null=True)
    verified_how = peewee.CharField(default="")
    verified_by = peewee.CharField(default="")
    # In how many months the sheet is to be checked again; None for the service's own default.
    rhythm = peewee.IntegerField(null=True)
    archived = peewee.BooleanField(default=False)
    # A shelter's address: for the own service alone. No version of a sheet holds this, so that bringing an
    # old one back never opens it.
    address_restricted = peewee.BooleanField(default=False)
    # The sheet to which the address of an archived one leads.
    replaced_by = peewee.ForeignKeyField("self", null=True, backref="replaced", on_delete="SET NULL")
    version = peewee.IntegerField(default=1)
    indexed = peewee.IntegerField(default=0)
    change = peewee.IntegerField(default=0, index=True)
    # How many suggestions on it wait for an editor.
    remarks = peewee.IntegerField(default=0)
    created = peewee.DateTimeField(default=now)
    updated = peewee.DateTimeField(default=now)

    # Made by the foreign keys; named here for the type checker.
    organisation_id: Any
    replaced_by_id: Any
    closed_periods: Any
    saturations: Any
    locations: Any
    phones: Any
    contacts: Any
    languages: Any
    areas: Any
    expertise: Any
    knowledge: Any

    def changed(self) -> None:
        """Store an edit, also of a phone or a location, and raise the version so that the index follows.

        The database counts: two people who edit at once raise the version twice, and an indexer that
        has read the first edit cannot take the second for read.
        """
        self.updated = now()
        self.touched()

    def touched(self) -> None:
        """Store and raise the version, as an edit does, without being one: a check, a remark of the team.

        Only what was set on this object is written: what another wrote since it was read stays.
        """
        kept = [field for field in self.dirty_fields if field.name not in _COUNTED]
        row = Service.id == self.id
        with Service._meta.database.atomic():
            if kept:
                self.save(only=kept)
            Service.update(version=Service.version + 1).where(row).execute()
            self.version = Service.select(Service.version).where(row).scalar()

    def _text(self, field: str, lang: str) -> tuple[str, str]:
        for code in (lang, *LANGUAGES):
            if text := getattr(self, f"{field}_{code}"):
                return text, code
        return "", lang

    def name(self, lang: str) -> tuple[str, str]:
        """The name in ``lang``, else in the first language that has one, and which language it is."""
        return self._text("name", lang)

    def description(self, lang: str) -> tuple[str, str]:
        """The description in ``lang``, else in the first language that has one, and which it is."""
        return self._text("description", lang)


# Sheets that no indexer has noted yet are found without reading the others.
Service.add_index(Service.index(Service.id, where=Service.indexed < Service.version, name="service_behind"))


def _of_service(name: str) -> peewee.ForeignKeyField:
    return peewee.ForeignKeyField(Service, backref=name, on_delete="CASCADE")


class Location(peewee.Model):
    """Where the service is found. ``municipality`` is a NIS code, or '' outside the region."""

    id = peewee.AutoField()
    service = _of_service("locations")
    street = peewee.CharField(default="")
    postal_code = peewee.CharField(default="")
    municipality = peewee.CharField(default="")
    municipality_nl = peewee.CharField(default="")
    municipality_fr = peewee.CharField(default="")

    def town(self, lang: str) -> str:
        """``1080 Sint-Jans-Molenbeek``: postal code and municipality as who speaks a language calls it."""
        town = territory.called(self.municipality_nl, self.municipality_fr, lang)
        return f"{self.postal_code} {town}".strip()


class Phone(peewee.Model):
    """``number`` is E.164 (``+3225294120``), or a short number as it is dialled (``106``)."""

    id = peewee.AutoField()
    service = _of_service("phones")
    number = peewee.CharField()
    note = peewee.CharField(default="")
    position = peewee.IntegerField(default=0)


class ContactFunction(peewee.Model):
    """Whom to ask for, by function; never a person's name."""

    id = peewee.AutoField()
    service = _of_service("contacts")
    function = peewee.CharField()
    email = peewee.CharField(default="")
    phone = peewee.CharField(default="")


class ServiceLanguage(peewee.Model):
    """A language that staff speak (ISO 639-1)."""

    id = peewee.AutoField()
    service = _of_service("languages")
    code = peewee.CharField(index=True)


class ServiceArea(peewee.Model):
    """A municipality (NIS code) that the service is competent for, or ``BRU`` for the region."""

    id = peewee.AutoField()
    service = _of_service("areas")
    code = peewee.CharField(index=True)


class ServiceExpertise(peewee.Model):
    """A subject on which the sheet is reference expertise: colleagues ask it (directory/expertise.py)."""

    id = peewee.AutoField()
    service = _of_service("expertise")
    code = peewee.CharField(index=True)


class Stamp(peewee.Model):
    """A number that rises with every change of what it is named after: ``sheets``, ``thesaurus``."""

    name = peewee.CharField(primary_key=True)
    value = peewee.IntegerField(default=0)


class IndexChange(peewee.Model):
    """A change of sheets that search indexes take in: its number, and a mark drawn for it. By both an index
    is known to be of this database, and not of what it was before a backup was restored."""

    number = peewee.IntegerField(primary_key=True)
    mark = peewee.IntegerField()


class ThesaurusGroup(peewee.Model):
    """Words that mean the same (``equivalent``), nearly (``related``), or a need in everyday words that
    ``leads_to`` other terms, one way (``need``; ``urgent`` where it comes before whatever else is asked,
    ``otherwise`` where it counts only if nothing else is found); or what people say for one and the same
    thing (``everyday``). Terms are separated by ``|``.

    ``code`` is stable: a packaged group that was removed by an editor stays away (``removed``).
    """

    id = peewee.AutoField()
    code = peewee.CharField(unique=True)
    kind = peewee.CharField()
    terms_nl = peewee.TextField(default="")
    terms_fr = peewee.TextField(default="")
    terms_en = peewee.TextField(default="")
    abbreviations = peewee.TextField(default="")
    leads_to = peewee.TextField(default="")
    packaged = peewee.BooleanField(default=False)
    removed = peewee.BooleanField(default=False)
    updated = peewee.DateTimeField(default=now)


MODELS: list[type[peewee.Model]] = [
    Organisation,
    Service,
    Location,
    Phone,
    ContactFunction,
    ServiceLanguage,
    ServiceArea,
    ServiceExpertise,
    Stamp,
    IndexChange,
    ThesaurusGroup,
]
