"""What is asked of the API is exactly what comes: filters narrow, and a change is found by its moment."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from directory import editing, knowledge, snapshots, verifying
from directory.clock import now
from directory.hsds import terms
from directory.models import Service
from tests.hsds.asking import asked, ids_of, term_id

pytestmark = pytest.mark.usefixtures("some_organisations")


def test_filters_accumulate(client):
    owner = asked(client, "organizations")["contents"][0]["id"]
    filters = {
        "search": "hulp", "taxonomy_term_id": term_id("21001"), "organization_id": owner,
        "taxonomy_id": terms.taxonomy_id("territory"), "modified_after": "2000-01-01",
    }  # fmt: skip
    everything = set(ids_of(client, "services"))
    alone = {name: set(ids_of(client, "services", **{name: value})) for name, value in filters.items()}
    assert all(found for found in alone.values())
    for name, found in alone.items():
        assert found <= everything
        for other, too in alone.items():
            both = set(ids_of(client, "services", **{name: filters[name], other: filters[other]}))
            assert both == found & too, (name, other)
    for unknown in ("taxonomy_term_id", "taxonomy_id", "organization_id"):
        assert ids_of(client, "services", **{unknown: "nobody"}) == []


def test_a_term_finds_exactly_what_carries_it(client):
    services = asked(client, "services", per_page=1000, full="true")["contents"]
    carried = {
        one["id"]: set(re.findall(r'"taxonomy_term_id": "([^"]+)"', json.dumps(one))) for one in services
    }
    taxonomies = {
        one["id"]: set(re.findall(r'"taxonomy_id": "([^"]+)"', json.dumps(one))) for one in services
    }
    for code in terms.all_terms():
        wanted = {one for one, found in carried.items() if term_id(code) in found}
        assert set(ids_of(client, "services", taxonomy_term_id=term_id(code))) == wanted, code
    for key in terms.TAXONOMIES:
        wanted = {one for one, found in taxonomies.items() if terms.taxonomy_id(key) in found}
        assert set(ids_of(client, "services", taxonomy_id=terms.taxonomy_id(key))) == wanted, key


def test_words_are_found_without_their_accents_and_all_must_stand(client):
    named = {
        one["name"] for one in asked(client, "services", search="MEDIATION dettes", lang="fr")["contents"]
    }
    assert named
    texts = client.get("/hsds/services?search=médiation dettes&lang=fr").text
    assert "édiation" in texts
    assert ids_of(client, "services", search="mediation zebra") == []
    assert ids_of(client, "services", search="%") == ids_of(client, "services", search="___") == []


def test_a_postcode_keeps_what_covers_it_and_proximity_what_is_near(client):
    whole = asked(client, "service_at_locations", per_page=1000)["contents"]
    there = ids_of(client, "service_at_locations", postcode="1070")
    assert 0 < len(there) < len(whole)
    for one in whole:
        areas = asked(client, f"services/{one['service_id']}").get("service_areas", [])
        codes = {area["attributes"][0]["taxonomy_term"]["code"] for area in areas}
        assert (one["id"] in there) == (not codes or bool(codes & {"21001", "BRU"}))
    near = ids_of(client, "service_at_locations", postcode="1070", proximity=5000)
    nearest = ids_of(client, "service_at_locations", postcode="1070", proximity=0)
    assert set() < set(nearest) < set(near) <= set(there)


def test_modified_after_is_exact_to_the_microsecond_in_any_zone(client):
    sheet = editing.find("ocmw-1080")
    editing.save("ocmw-1080", {**snapshots.of(sheet), "access": "bel"}, sheet.version, "")
    at = editing.find("ocmw-1080").updated.replace(tzinfo=UTC)
    (mine,) = ids_of(client, "services", modified_after=at.isoformat())
    changed = asked(client, f"services/{mine}")
    assert changed["last_modified"] == at.isoformat(timespec="microseconds").replace("+00:00", "Z")
    assert ids_of(client, "services", modified_after=changed["last_modified"]) == [mine]
    assert ids_of(client, "services", modified_after=(at + timedelta(microseconds=1)).isoformat()) == []
    assert mine in ids_of(client, "services", modified_after=(at - timedelta(microseconds=1)).isoformat())
    there = at.astimezone(datetime.now().astimezone().tzinfo).isoformat()
    assert ids_of(client, "services", modified_after=there) == [mine]
    unescaped = client.get(f"/hsds/services?modified_after={at.isoformat()}")  # the plus became a blank
    assert [one["id"] for one in unescaped.json["contents"]] == [mine]
    minimal = asked(client, "services", minimal="true")
    assert {one["id"]: one["modified_date"] for one in minimal["contents"]}[mine] == changed["last_modified"]
    assert minimal["total_pages"] == 1


def test_whatever_changes_in_an_answer_is_found_by_modified_after_and_nothing_else(client):
    before = {one["id"]: one for one in asked(client, "services", per_page=1000, full="true")["contents"]}
    begin = now()
    sheet = Service.get(Service.external_id == "ocmw-1210")
    verifying.verify(sheet, "eva", "called")
    knowledge.add(Service.get(Service.external_id == "ocmw-1190"), "Bel voor tien uur", "eva")
    owned = Service.select().where(Service.organisation.is_null(False)).first()
    typed = {**snapshots.of(owned), "company_number": "0403101811"}
    editing.save(owned.external_id, typed, owned.version, "eva")
    after = {one["id"]: one for one in asked(client, "services", per_page=1000, full="true")["contents"]}
    changed = {one for one in after if after[one] != before[one]}
    assert len(changed) == 4, "the checked one, and the three of the organisation; the team's word is nowhere"
    assert set(ids_of(client, "services", modified_after=begin.isoformat())) == changed
    assert "tien uur" not in client.get("/hsds/services?full=true&per_page=1000").text
    assert ids_of(client, "services", search="tien uur") == []
