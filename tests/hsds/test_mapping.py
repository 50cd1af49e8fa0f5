"""docs/directory.md says field by field what leaves as HSDS and what comes back: held to be so here."""

import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from directory import availability, importing, merging, relations, revisions, sheet_links, suggestions
from directory.availability import ClosedPeriod
from directory.hsds import loading, tabular
from directory.importing.models import Batch, Conflict, Said
from directory.keeping import MODELS as KEEPING
from directory.knowledge import Knowledge
from directory.models import (
    MODELS,
    ContactFunction,
    Location,
    Organisation,
    Phone,
    Service,
    ServiceArea,
    ServiceExpertise,
    ServiceLanguage,
)
from directory.usage import SheetUse
from directory.verifying import Verification

DOCUMENT = Path(__file__).parents[2] / "docs/directory.md"
# Tables of which each column is spoken of; the others stay inside as a whole.
BY_COLUMN = (Service, Organisation, Location, Phone, ServiceLanguage, ServiceArea, ClosedPeriod)
# What makes a row one, ties it to another, or counts.
TECHNICAL = {
    "id", "uuid", "service", "organisation", "position", "version", "indexed", "change", "remarks", "created",
    "who", "at",
}  # fmt: skip
MARK, SHEET = "merkteken", "vol-huis"
# Column → how its value reads in an export as JSON.
TOLD = {
    "service.external_id": f'"value": "{SHEET}"', "service.category": '"code": "housing"',
    "service.age_from": '"minimum_age": 13', "service.age_to": '"maximum_age": 97',
    "service.phone_interpreter": '"value": "yes"', "service.opening_hours": '"value": "Mo 09:07-10:08"',
    "service.email": "merk@example.org", "service.website": '"value": "merk.example.org/pad"',
    "service.source_date": '"value": "2026-02"', "service.verified_on": "2026-03-04",
    "service.verified_how": '"value": "visit"', "service.updated": "2026-04-05T06:07:08.000009Z",
    "organisation.external_id": "6f1f0a3e-3f0e-4f0c-9d55-0f5f0f5f0f5f",
    "organisation.company_number": "0403101811",
    "organisation.website": "huis.example.org", "location.street": "Merkstraat 7",
    "location.postal_code": "1080", "location.municipality": '"code": "21012"',
    "location.municipality_nl": '"value": "Sint-Jans-Molenbeek"',
    "location.municipality_fr": '"value": "Molenbeek-Saint-Jean"',
    "phone.number": "+3225294120", "servicelanguage.code": '"code": "so"',
    "servicearea.code": '"code": "21007"',
    "closedperiod.first": '"valid_from": "2027-06-07"', "closedperiod.last": '"valid_to": "2027-08-09"',
}  # fmt: skip


def rows():
    """(Column or table, leaves, comes back) of each name in the table of the document."""
    text = DOCUMENT.read_text("utf-8").partition("| Here | HSDS | Out | Back |")[2].partition("\n\n")[0]
    lines = [re.split(r" *(?<!\\)\| *", line.strip("|")) for line in text.split("\n")[2:]]
    return {
        name: (line[2] == "yes", line[3] == "yes")
        for line in lines
        for name in re.findall(r"`(.+?)`", line[0])
    }


def names():
    """Everything that is kept of a sheet, as the document names it."""
    found = set()
    for model in {*MODELS, *KEEPING}:
        table = model._meta.table_name
        if model in BY_COLUMN:
            found |= {f"{table}.{name}" for name in model._meta.fields if name not in TECHNICAL}
        elif any(key.rel_model is Service for key in model._meta.refs):
            found.add(table)
    return found


def values(name):
    """What the sheet holds of a column, in order."""
    table, _dot, column = name.partition(".")
    model = next(one for one in BY_COLUMN if one._meta.table_name == table)
    query = model.select()
    if model is Service:
        query = query.where(Service.external_id == SHEET)
    return [getattr(row, column) for row in query.order_by(model.id)]


@pytest.fixture
def whole(database):
    """One sheet with all that there can be of one, and another that it refers to."""
    owner = Organisation.create(
        external_id="6f1f0a3e-3f0e-4f0c-9d55-0f5f0f5f0f5f", name_nl=f"{MARK} organisation.name_nl",
        name_fr=f"{MARK} organisation.name_fr", name_en=f"{MARK} organisation.name_en",
        website="huis.example.org", company_number="0403101811",
    )  # fmt: skip
    texts = [name for name in rows() if name.startswith("service.") and name not in TOLD]
    texts = [name.partition(".")[2] for name in texts if rows()[name][0]]
    sheet = Service.create(
        external_id=SHEET, organisation=owner, category="housing", age_from=13, age_to=97,
        phone_interpreter="yes", opening_hours="Mo 09:07-10:08", email="merk@example.org",
        website="merk.example.org/pad", source_date="2026-02", verified_on=date(2026, 3, 4),
        verified_how="visit", verified_by=f"{MARK} service.verified_by", rhythm=12,
        **{name: f"{MARK} service.{name}" for name in texts},
    )  # fmt: skip
    Location.create(
        service=sheet, street="Merkstraat 7", postal_code="1080", municipality="21012",
        municipality_nl="Sint-Jans-Molenbeek", municipality_fr="Molenbeek-Saint-Jean",
    )  # fmt: skip
    Phone.create(service=sheet, number="+3225294120", note=f"{MARK} phone.note")
    ServiceLanguage.create(service=sheet, code="so")
    ServiceArea.create(service=sheet, code="21007")
    ClosedPeriod.create(
        service=sheet, first=date(2027, 6, 7), last=date(2027, 8, 9), why=f"{MARK} closedperiod.why", who=MARK
    )
    _what_stays(sheet, Service.create(external_id=MARK, category="other", name_nl=MARK))
    Service.update(updated=datetime(2026, 4, 5, 6, 7, 8, 9)).where(Service.id == sheet.id).execute()
    return sheet


def _what_stays(sheet, other):
    """A row of each table that stays inside."""
    availability.Saturation.create(
        service=sheet, state="stop", since=date(2026, 1, 2), until=date(2031, 1, 2), who=MARK
    )
    relations.Relation.create(service=sheet, other=other, kind="alternative", who=MARK)
    ContactFunction.create(service=sheet, function=MARK, email=f"{MARK}@example.org")
    ServiceExpertise.create(service=sheet, code="life_domain:residence")
    Knowledge.create(service=sheet, words=MARK, who=MARK)
    Verification.create(service=sheet, who=MARK, how="visit", source=MARK, day=date(2026, 3, 4), parts="",
                        held="{}")  # fmt: skip
    suggestions.Suggestion.create(
        service=sheet, kind="other", words=MARK, who=MARK, origin="colleague", day=date(2026, 1, 2)
    )
    sheet_links.SheetLink.create(service=sheet, who=MARK, expires=datetime(2031, 1, 2))
    revisions.keep(sheet, "edited", MARK, MARK)
    merging.Merge.create(away=other, kept=sheet, who=MARK, moved="{}", before="{}", after="{}")
    Said.create(source=MARK, service=sheet, state="{}")
    batch = Batch.create(name=MARK)
    Conflict.create(batch=batch, service=sheet, field="cost", ours=f'"{MARK}"', theirs=f'"{MARK}"')
    SheetUse.create(service=sheet, month="2031-01", times=7)


def exported(write, lang):
    target = io.BytesIO()
    write(target, loading.sheets([SHEET]), lang)
    return target.getvalue()


def test_each_column_and_table_is_in_the_document_and_nothing_else():
    assert set(rows()) == names()


def test_what_is_said_to_leave_leaves_and_nothing_else_does(whole):
    text = exported(tabular.write_json, "nl").decode()
    marks = set(re.findall(rf"{MARK} ([\w.]+)", text))
    for name, (out, _back) in rows().items():
        assert (name in marks if name not in TOLD else TOLD[name] in text) == out, name
    assert marks <= {name for name, (out, _back) in rows().items() if out}
    left = re.sub(rf"{MARK} [\w.]+", "", text)
    assert MARK not in left, "a table that stays inside"
    for stays in ("life_domain", "2031"):
        assert stays not in text


def test_the_package_holds_the_same_values(whole):
    def told(text):
        return set(re.findall(rf"{MARK} [\w.]+", text))

    with zipfile.ZipFile(io.BytesIO(exported(tabular.write, "nl"))) as package:
        tables = {name: package.read(name).decode() for name in package.namelist()}
    assert told("".join(tables.values())) == told(exported(tabular.write_json, "nl").decode())
    empty = (
        "funding",
        "programs",
        "required_documents",
        "accessibility",
        "cost_options",
        "metadata",
        "contacts",
    )
    assert all(len(tables[f"{name}.csv"].splitlines()) == 1 for name in empty)


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
@pytest.mark.parametrize(("write", "name"), [(tabular.write, "x.zip"), (tabular.write_json, "x.json")])
def test_what_is_said_to_come_back_comes_back_and_nothing_else_does(whole, tmp_path, write, name, lang):
    leave = [one for one, (out, _back) in rows().items() if out]
    before = {one: values(one) for one in leave}
    (tmp_path / name).write_bytes(exported(write, lang))
    Service.delete().execute()
    Organisation.delete().execute()
    report = importing.import_path(tmp_path / name)
    assert (report.added, report.refused, report.warnings) == (1, [], [])
    same = {one for one in leave if values(one) == before[one]}
    assert same == {one for one, (_out, back) in rows().items() if back}
    for model in {*MODELS, *KEEPING} - {*BY_COLUMN, Said}:
        if any(key.rel_model is Service for key in model._meta.refs):
            assert not model.select().exists(), model
    again = importing.import_path(tmp_path / name)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
