"""HSDS as JSON, as people write it: nothing of it disappears in silence."""

import json

from directory.importing import import_path
from directory.models import Service


def imported(tmp_path, document, name="lijst.json"):
    path = tmp_path / name
    path.write_text(json.dumps(document), "utf-8")
    return import_path(path)


def test_services_without_an_id_are_known_by_name_and_address(database, tmp_path):
    def one(name):
        return {"name": name, "locations": [{"addresses": [{"address_1": "Kerkstraat 1"}]}]}

    assert imported(tmp_path, [one("A"), one("B")]).added == 2
    report = imported(tmp_path, [one("Nieuw"), one("A"), one("B")])
    assert (report.added, report.changed, report.unchanged) == (1, 0, 2)


def test_their_ids_are_those_of_the_same_list_as_csv(database, tmp_path):
    imported(tmp_path, [{"name": "A", "street": "Kerkstraat 1", "postal_code": "1000"}])
    (tmp_path / "lijst.csv").write_text("name,street,postal_code\nA,Kerkstraat 1,1000\n", "utf-8")
    assert import_path(tmp_path / "lijst.csv").added == 0


def test_the_same_id_twice_is_told_and_the_first_keeps_to_itself(database, tmp_path):
    first = {"id": "1", "name": "A", "phones": [{"id": "p", "number": "02 411 12 13"}]}
    second = {"id": "1", "name": "B", "phones": [{"id": "q", "number": "02 411 12 14"}]}
    report = imported(tmp_path, [first, second])
    assert (report.added, len(report.refused)) == (1, 1)
    assert "stands in the file already" in report.refused[0][2]
    sheet = Service.get()
    assert [phone.number for phone in sheet.phones] == ["+3224111213"]


def test_entries_that_are_no_services_are_refused_rows(database, tmp_path):
    report = imported(tmp_path, [{"id": "1", "name": "A"}, "B", 7, {"id": "4"}, None])
    assert report.added == 1
    assert [row for row, _id, _why in report.refused] == [2, 3, 4, 5]
    assert all("no name" in why for _row, _id, why in report.refused)


def test_plain_values_where_the_standard_has_objects_are_understood(database, tmp_path):
    plain = {"phones": ["024111213"], "languages": ["nl", "fr"], "organization": "Org A"}
    imported(tmp_path, [{"id": "1", "name": "A", **plain}])
    sheet = Service.get()
    assert [phone.number for phone in sheet.phones] == ["+3224111213"]
    assert [one.code for one in sheet.languages] == ["nl", "fr"]
    assert sheet.organisation.name_nl == "Org A"


def test_plain_values_beside_objects_are_understood_too(database, tmp_path):
    other = {"id": "2", "name": "B", "phones": [{"number": "024111214"}], "languages": [{"code": "en"}]}
    plain = {"phones": ["024111213"], "languages": ["nl", "fr"], "organization": "Org A"}
    imported(tmp_path, [{"id": "1", "name": "A", **plain}, other])
    sheet = Service.get(Service.external_id == "lijst-1")
    assert [phone.number for phone in sheet.phones] == ["+3224111213"]
    assert [one.code for one in sheet.languages] == ["nl", "fr"]


def test_values_of_a_wrong_type_are_told(database, tmp_path):
    wrong = {"url": {"nl": "x.be"}, "schedules": ["altijd"], "phones": [{"number": "024111213"}, "02 1"]}
    report = imported(tmp_path, [{"id": "0", "name": "Z"}, {"id": "1", "name": "A", **wrong}])
    told = " ".join(report.notes)
    for words in ('in row 2: url: {"nl": "x.be"}', 'schedules: ["altijd"]', 'phones: ["02 1"]'):
        assert words in told, words


def test_what_points_to_nothing_in_a_package_is_told(database, tmp_path):
    tables = {
        "services": "id,name,organization_id\n1,A,o9\n",
        "organizations": "id,name\no1,Org\n",
        "locations": "id,name\nL1,Plaats\n",
        "service_at_locations": "id,service_id,location_id\ns,1,L404\n",
        "phones": "id,service_id,number\n9,77,02 411 12 13\n",
    }
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    told = " ".join(import_path(tmp_path).notes)
    for words in ("77 is pointed to", "L404 is pointed to", "o9 is pointed to"):
        assert words in told, words
