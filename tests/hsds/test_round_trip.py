"""What was written comes back exactly, in whichever language and form it left."""

import io
import zipfile

import pytest

from directory.hsds import loading, tabular
from directory.importing import files, rows
from directory.importing import mapping as mappings
from directory.importing.planning import plan
from directory.models import Location, Organisation, Service


@pytest.fixture
def kept(starter):
    """The starter directory with organisations, an odd place and every field of a sheet filled once."""
    owner = Organisation.create(name_nl="Huis", name_fr="Maison", company_number="0403101811")
    Service.update(organisation=owner).where(Service.id < 4).execute()
    number = Service.get(Service.external_id == "ocmw-1070").id
    Service.update(
        alt_names="A, B", age_from=12, age_to=99, phone_interpreter="no", cost="gratis",
        email="x@example.org", website="www.example.org/pad", source_date="2026-02",
        access="bel; kom", name_en="Only here",
    ).where(Service.id == number).execute()  # fmt: skip
    Location.create(service=number, street="Bondgenotenlaan 1", municipality_nl="Leuven")
    Location.create(service=number, postal_code="1050", municipality="21009", municipality_fr="Ixelles")
    return starter


def changes(name, data):
    tables = files.read(name, data)
    planned = plan("elsewhere", rows.incoming(tables, mappings.guess(tables, name)))
    assert len(planned) == Service.select().count()
    return [(one.row.external_id, one.outcome, one.changes, one.conflicts, one.row.refused) for one in planned
            if one.outcome != "unchanged" or one.conflicts]  # fmt: skip


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
@pytest.mark.parametrize("write", [tabular.write, tabular.write_json])
def test_what_is_written_changes_nothing_when_it_comes_back(kept, lang, write):
    target = io.BytesIO()
    write(target, loading.sheets(), lang)
    assert changes("export", target.getvalue()) == []


def test_a_change_in_what_was_written_is_seen(kept):
    target = io.BytesIO()
    tabular.write(target, loading.sheets(), "nl")
    changed = io.BytesIO()
    with zipfile.ZipFile(target) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"x@example.org", b"y@example.org"))
    [(external_id, outcome, fields, _conflicts, _refused)] = changes("export", changed.getvalue())
    assert (external_id, outcome, list(fields)) == ("ocmw-1070", "changed", ["email"])
