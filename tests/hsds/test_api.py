"""The API as other programs read it: valid, paged, filtered, exact, and closed where it must be."""

import json
import re
from urllib.parse import quote

import pytest

from app.config import ConfigError, load
from app.factory import create_app
from directory import editing
from directory.models import Location, Organisation, Phone, Service
from tests.hsds.asking import LISTS, asked, ids_of
from tests.web.conftest import CHEAP

pytestmark = pytest.mark.usefixtures("some_organisations")

SCHEMAS = {
    "services": "compiled/service", "organizations": "compiled/organization",
    "service_at_locations": "compiled/service_at_location", "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}  # fmt: skip


def test_what_it_is_and_that_anybody_reads_it_from_any_site(client):
    answer = client.get("/hsds/", headers={"Origin": "https://elsewhere.example"})
    assert answer.json["version"] == "3.0"
    assert client.get("/hsds").json == answer.json
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    before = client.options("/hsds/services", headers={"Access-Control-Request-Headers": "authorization"})
    assert "Authorization" in before.headers["Access-Control-Allow-Headers"]
    assert "Set-Cookie" not in answer.headers
    for path in ("/hsds/services", "/hsds/nothing"):
        refused = client.post(path)
        assert (refused.status_code, refused.json["error"][:16]) == (405, "This API is only")
        assert refused.headers["Access-Control-Allow-Origin"] == "*"
        assert "GET" in refused.headers["Allow"]
    assert client.post("/resources").mimetype == "text/html"


@pytest.mark.parametrize("path", LISTS)
def test_every_list_and_every_single_thing_is_what_the_standard_asks(client, judge, path):
    name = SCHEMAS[path]
    listed = f"{name}_list" if "compiled" in name else name
    for one in asked(client, path, per_page=1000, lang="fr")["contents"]:
        assert judge(listed, one) == []
        assert not [key for key, value in one.items() if isinstance(value, list) and key != "services"]
    for one in asked(client, path, per_page=5)["contents"]:
        single = asked(client, f"{path}/{one['id'].upper()}")
        assert judge(name, single) == []
        assert single["id"] == one["id"]
    assert client.get(f"/hsds/{path}/d3b07384-0000-4000-8000-000000000000").status_code == 404


def test_the_organisation_that_a_sheet_gets_or_loses_is_found_by_its_id_at_once(client):
    def listed():
        return {one["id"] for one in asked(client, "organizations", per_page=1000)["contents"]}

    before = listed()
    asked(client, f"organizations/{min(before)}")  # which id is whose is kept from here on
    owned = Service.select().where(Service.organisation.is_null(False)).first()
    alone = Service.select().where(Service.organisation.is_null()).first()
    Service.update(organisation=owned.organisation_id).where(Service.id == alone.id).execute()
    Service.update(organisation=None).where(Service.id == owned.id).execute()
    now = listed()
    assert [one for one in now if asked(client, f"organizations/{one}")["id"] != one] == []
    assert len(before - now) == 1
    assert client.get(f"/hsds/organizations/{(before - now).pop()}").status_code == 404


@pytest.mark.parametrize("path", LISTS[:3])
def test_full_gives_in_the_list_what_the_single_thing_gives(client, judge, path):
    for one in asked(client, path, full="true", per_page=7, page=2)["contents"]:
        assert one == asked(client, f"{path}/{one['id']}")
    deep = asked(client, "organizations", full_service="true")["contents"]
    assert any(service.get("attributes") for one in deep for service in one["services"])
    assert all(judge("compiled/organization", one) == [] for one in deep)


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("per_page", [1, 7, 50])
def test_pages_add_up(client, path, per_page):
    whole, found, number = ids_of(client, path), [], 1
    while True:
        page = asked(client, path, page=number, per_page=per_page)
        found += [one["id"] for one in page["contents"]]
        assert page["size"] == len(page["contents"]) <= per_page
        assert page["total_items"] == len(whole)
        assert page["total_pages"] == -(-len(whole) // per_page)
        assert (page["page_number"], page["first_page"]) == (number, number == 1)
        if page["last_page"]:
            break
        number += 1
        if per_page == 1 and number > 12:
            return
    assert found == whole
    assert len(set(found)) == len(found)
    beyond = asked(client, path, page=number + 1, per_page=per_page)
    assert (beyond["empty"], beyond["last_page"], beyond["contents"]) == (True, True, [])
    lines = client.get(f"/hsds/{path}?format=ndjson").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == whole


def test_no_reference_dangles(client):
    services = asked(client, "services", per_page=1000, full="true")["contents"]
    owners, places = set(ids_of(client, "organizations")), set(ids_of(client, "service_at_locations"))
    known_terms = set(ids_of(client, "taxonomy_terms"))
    taxonomies = set(ids_of(client, "taxonomies"))
    for one in services:
        assert one["organization_id"] == one["organization"]["id"]
        assert one["organization_id"] in owners
        assert {at["id"] for at in one.get("service_at_locations", [])} <= places
        told = json.dumps(one)
        assert set(re.findall(r'"taxonomy_term_id": "([^"]+)"', told)) <= known_terms
        assert set(re.findall(r'"taxonomy_id": "([^"]+)"', told)) <= taxonomies
    offered = [service["id"] for one in asked(client, "organizations", full="true", per_page=1000)["contents"]
               for service in one["services"]]  # fmt: skip
    assert sorted(offered) == sorted(one["id"] for one in services)
    for at in asked(client, "service_at_locations", per_page=1000)["contents"]:
        assert at["service"]["id"] == at["service_id"]
        assert at["location"]["id"] == at["location_id"]


def test_what_is_put_away_or_secret_is_nowhere(client):
    sheet = editing.find("ocmw-1070")
    made = asked(client, "services", search="anderlecht", per_page=1000)["contents"]
    mine = next(one["id"] for one in made if one["name"] == "OCMW Anderlecht")
    editing.restrict_address("ocmw-1070", True, "eva")
    Service.update(description_nl="Wij zitten op de Raymond Vander Bruggenlaan.").where(
        Service.external_id == "ocmw-1070"
    ).execute()
    for path in LISTS[:3]:
        answer = client.get(f"/hsds/{path}?per_page=1000&full=true&full_service=true").text
        assert "Vander Bruggen" not in answer, path
    assert mine not in ids_of(client, "services", search="bruggenlaan")
    assert mine in ids_of(client, "services")
    assert mine not in [one["service_id"] for one in asked(client, "service_at_locations")["contents"]]
    editing.archive(sheet, "")
    assert client.get(f"/hsds/services/{mine}").status_code == 404
    assert mine not in ids_of(client, "services")


def test_an_answer_that_is_known_is_not_sent_again(client):
    for path in ("services?full=true", "services?minimal=true", "organizations", "taxonomies", ""):
        first = client.get(f"/hsds/{path}")
        assert first.headers["Cache-Control"] == "no-cache"
        again = client.get(f"/hsds/{path}", headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b""), path
        assert again.headers["ETag"] == first.headers["ETag"]
    etag = client.get("/hsds/services").headers["ETag"]
    Phone.update(number="106").execute()
    Organisation.update(name_nl="Een andere naam").where(Organisation.name_nl == "Huis A").execute()
    assert client.get("/hsds/services", headers={"If-None-Match": etag}).status_code == 200
    french = client.get("/hsds/services", headers={"Accept-Language": "fr"})
    assert french.headers["Content-Language"] == "fr"
    assert french.headers["ETag"] != client.get("/hsds/services?lang=nl").headers["ETag"]


@pytest.mark.parametrize(
    "query",
    [
        "page=0", "page=x", "page=-1", "per_page=0", "per_page=1e3", "full=maybe", "lang=de", "format=xml",
        "modified_after=yesterday", "proximity=100", "postcode=1000&proximity=near", "page=99999999999",
        "modified_after=0001-01-01T00:00:00%2B23:00", "postcode=1000&proximity=nan", "minimal=2",
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_understood_is_told_so(client, query):
    answer = client.get(f"/hsds/service_at_locations?{query}")
    assert answer.status_code == 400
    assert query.rpartition("&")[2].partition("=")[0] in answer.json["error"]


@pytest.mark.parametrize("value", ["\0", "\ud800", "9" * 400, "'\"<script>", "%", "٣", "é" * 3000])
def test_hostile_values_are_only_values(client, value):
    kept = quote(value.encode("utf-8", "surrogatepass"))
    for name in ("search", "taxonomy_term_id", "taxonomy_id", "organization_id", "postcode", "parent_id"):
        for path in LISTS:
            assert client.get(f"/hsds/{path}?{name}={kept}").status_code == 200, (path, name)
    for path in (*LISTS, "nothing"):
        assert client.get(f"/hsds/{path}/{kept}").status_code in {404, 308}


def test_with_keys_only_who_shows_one_reads(config):
    key = "a-key-of-sixteen-or-more"
    shut = create_app(
        load({"DATA_DIR": str(config.data_dir), "HSDS_KEYS": f"other-key-0123456 {key}"}), CHEAP
    )
    reader = shut.test_client()
    for headers in ({}, {"X-API-Key": "wrong"}, {"Authorization": f"Basic {key}"}, {"X-API-Key": "é"}):
        answer = reader.get("/hsds/services", headers=headers)
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    for headers in ({"X-API-Key": key}, {"Authorization": f"Bearer {key}"}):
        assert reader.get("/hsds/services", headers=headers).status_code == 200
    assert reader.options("/hsds/services").status_code == 200
    with pytest.raises(ConfigError, match="at least 16"):
        load({"HSDS_KEYS": "short"})


def test_it_can_be_switched_off(config):
    off = create_app(load({"DATA_DIR": str(config.data_dir), "HSDS_API": "no"}), CHEAP)
    assert off.test_client().get("/hsds/services").status_code == 404


def test_a_page_asks_the_database_as_much_for_two_sheets_as_for_a_hundred(client, queries):
    for path in LISTS[:3]:
        for more in ("", "&full=true"):
            client.get(f"/hsds/{path}")
            counts = []
            for per_page in (2, 100):
                with queries() as asked_for:
                    client.get(f"/hsds/{path}?per_page={per_page}{more}")
                counts.append(len(asked_for))
            assert counts[0] == counts[1] <= 9, (path, more, counts)


def test_an_organisation_is_not_found_by_a_name_that_hides_a_secret_address(client):
    one = Service.select().where(Service.organisation.is_null()).first()
    owned = list(Service.select().where(Service.organisation.is_null(False)).limit(2))
    Organisation.update(name_nl="Opvang Verborgenlaan").execute()
    Service.update(name_nl="Vluchthuis Verborgenlaan").where(Service.id == one.id).execute()
    last = (
        Service.select().where(Service.organisation == owned[0].organisation_id).order_by(-Service.id).first()
    )
    for sheet in (one, last):
        Location.update(street="Verborgenlaan 12").where(Location.service == sheet).execute()
    both = ids_of(client, "organizations", search="verborgenlaan")
    Service.update(address_restricted=True).where(Service.id.in_([one.id, last.id])).execute()
    left = ids_of(client, "organizations", search="verborgenlaan")
    assert len(left) == len(both) - 2
    for wanted in set(both) - set(left):
        for query in ("", "?full_service=true"):
            told = client.get(f"/hsds/organizations/{wanted}{query}").json
            assert told["name"] == "…"
