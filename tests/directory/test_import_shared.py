"""Real files of other services, where they are at hand: beside the project, in ``../shared``."""

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest

from directory import hours as hours_of_a_day
from directory.importing import import_path, weekly
from directory.models import Service

SHARED = Path(__file__).parents[3] / "shared" / "data"


def shared(name):
    """A shared file; the test is skipped, loudly, where there is none."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"NOT TESTED: {path} is not there")
    return path


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def counts(report):
    return report.added, report.changed, report.unchanged, len(report.refused)


def test_the_services_of_brussels(database):
    path = shared("brussels/services.csv")
    total = len(read(path))
    assert counts(import_path(path)) == (total, 0, 0, 0)
    assert counts(import_path(path)) == (0, 0, total, 0)


def test_ohana_s_sample_goes_in_whole_but_for_what_has_stopped_or_has_no_right_number(database):
    path = shared("imports/ohana-sample")
    report = import_path(path)
    assert counts(report) == (20, 0, 0, 3)
    reasons = {external_id: reason for _row, external_id, reason in report.refused}
    assert "stopped" in reasons["ohana-sample-20"]
    assert "stopped" in reasons["ohana-sample-21"]
    assert "123-456-7890" in reasons["ohana-sample-22"]
    assert counts(import_path(path)) == (0, 0, 20, 3)
    sheet = Service.get(external_id="ohana-sample-2")
    assert sheet.organisation.name_nl == "Peninsula Family Service"
    assert [(p.number, p.note) for p in sheet.phones] == [("+16504034300", "ext. 4385")]  # and no fax
    assert sheet.locations.get().street == "24 Second Avenue"
    assert [row.code for row in sheet.languages][:2] == ["zh", "tl"]
    contacts = [c.function for s in Service.select() for c in s.contacts]
    assert "Center Director" in contacts
    assert "Christina Gonzalez" not in contacts  # whom to ask for by function, never by name


def test_legal_aid_of_illinois_comes_out_as_the_hsds_that_is_expected_of_it(database):
    path, oracle = shared("imports/ilao-legal-aid/input"), shared("imports/ilao-legal-aid/hsds11_output")
    assert counts(import_path(path)) == (429, 0, 0, 1)
    assert counts(import_path(path)) == (0, 0, 429, 1)
    place = {row["Services-ID"]: row["Location ID"] for row in read(path / "services.csv")}
    owner = {row["id"]: row["name"] for row in read(oracle / "organizations.csv")}
    hours, numbers = defaultdict(list), defaultdict(list)
    for row in read(oracle / "regular_schedules.csv"):
        hours["service" if row["service_id"] else "location", row["service_id"] or row["location_id"]].append(
            row
        )
    for row in read(oracle / "phones.csv"):
        numbers[row["service_id"]] += [row["number"]] if row["service_id"] else []
    expected = [row for row in read(oracle / "services.csv") if row["id"]]
    assert len(expected) == 429
    same_hours = told_hours = same_access = 0
    for row in expected:
        sheet = Service.get(external_id=f"input-{row['id']}")
        assert sheet.name_en == " ".join(row["name"].split())
        assert sheet.description_en.split("\n")[0] == row["description"].split("\n")[0]
        if row["url"]:
            assert sheet.website == row["url"]
        if row["organization_id"] in owner:
            assert sheet.organisation.name_nl == " ".join(owner[row["organization_id"]].split())
        assert sheet.cost == row["fees"]
        same_access += "".join(row["application_process"].split()) in "".join(sheet.access.split())
        told = [phone.number for phone in sheet.phones]
        for number in numbers[row["id"]]:
            digits = re.sub(r"\D", "", number)
            assert len(digits) < 10 or any(one.removeprefix("+1") in digits for one in told), number
        own = hours["service", row["id"]] or hours["location", place[row["id"]]]
        spans = re.findall(r"(\d\d:\d\d)-(\d\d:\d\d)", wanted := weekly.of_schedules(own))
        if not all(hours_of_a_day.is_plausible(begin, end) for begin, end in spans):
            assert sheet.opening_hours == ""  # "Friday: 8:30-4:30" was typed wrong, and stays in words
        elif wanted:
            # Not always: the transformer leaves out a service's own hours, and the second span of a day.
            same_hours += sheet.opening_hours == wanted
            told_hours += 1
    assert same_access >= 429 * 0.9, same_access
    assert same_hours >= told_hours * 0.8, (same_hours, told_hours)


def test_the_hsds_that_is_expected_goes_in_as_well(database):
    path = shared("imports/ilao-legal-aid/hsds11_output")
    assert counts(import_path(path)) == (429, 0, 0, 1)
    assert counts(import_path(path)) == (0, 0, 429, 1)


@pytest.mark.parametrize("name", ["service_full.json", "service_list.json", "csv"])
def test_the_examples_of_the_specification(database, name):
    path = shared(f"hsds/3.0/examples/{name}")
    report = import_path(path, category="mental_health")
    assert report.added >= 1, report.refused
    sheet = Service.select().order_by(Service.id).first()
    assert sheet.external_id == "ac148810-d857-441c-9679-408f346de14b"
    assert (sheet.name_en, sheet.category) == ("Community Counselling", "mental_health")
    assert import_path(path, category="mental_health").unchanged == report.added
