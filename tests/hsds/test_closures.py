"""Closed periods as the exchange tells them."""

from datetime import date, timedelta

from directory import availability
from directory.hsds import loading, tabular, terms, writing
from directory.importing import hsds_json, mapping, rows
from directory.models import Service
from tests.hsds.asking import asked, ids_of, term_id

FIRST = availability.today() + timedelta(days=10)
LAST = FIRST + timedelta(days=9)


def schedules(client, number):
    made = asked(client, "services", per_page=1000, full="true")["contents"]
    return [one for each in made if each["id"] == number for one in each.get("schedules", [])]


def test_a_closure_is_a_schedule_of_days_without_hours_that_the_standard_allows(client, judge):
    sheet = Service.get(external_id="ocmw-1070")
    availability.close(sheet, FIRST, LAST, "verhuis naar de overkant", "eva")
    [number] = ids_of(client, "services", taxonomy_term_id=term_id("closed_period"))
    assert judge("compiled/service", asked(client, f"services/{number}")) == []
    [closed] = [one for one in schedules(client, number) if "valid_from" in one]
    assert (closed["valid_from"], closed["valid_to"]) == (str(FIRST), str(LAST))
    assert "opens_at" not in closed
    assert closed["attributes"][0]["value"] == f"{FIRST}/{LAST}"
    assert "verhuis" not in client.get("/hsds/services?full=true&per_page=1000").text
    french = client.get(f"/hsds/services/{number}?lang=fr").text
    assert "Fermé du" in french


def test_closing_and_opening_again_are_found_by_their_moment_a_report_of_room_is_not(client):
    sheet = Service.get(external_id="ocmw-1070")

    def since(moment):
        return ids_of(client, "services", modified_after=moment.isoformat())

    before = availability.now()
    period = availability.close(sheet, FIRST, LAST, "", "eva")
    assert len(since(before)) == 1
    between = availability.now()
    availability.report(sheet, "stop", "eva")
    assert since(between) == []
    availability.open_again(sheet, period.uuid, "eva")
    assert len(since(between)) == 1


def test_a_closure_that_is_over_is_told_still_so_that_only_changes_change_an_answer(starter):
    sheet = Service.get(external_id="ocmw-1070")
    availability.ClosedPeriod.create(service=sheet, first=date(2020, 1, 1), last=date(2020, 1, 9))
    [made] = [writing.full(one, "en") for one in loading.load([sheet.id])]
    assert "Closed from January 1, 2020 through January 9, 2020" in [
        one.get("description") for one in made["schedules"]
    ]
    assert {table for table, _row in tabular.rows(made)} >= {"schedule", "attribute"}
    assert terms.all_terms()["closed_period"].taxonomy == terms.FIELD


def test_of_others_a_closure_is_words_and_leaves_their_hours_readable():
    made = {
        "id": "a", "name": "Hulp", "schedules": [
            {"id": "1", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "12:00"},
            {"id": "2", "valid_from": "2026-12-24", "valid_to": "2027-01-02",
             "description": "Closed for Christmas"},
        ],
    }  # fmt: skip
    tables = hsds_json.tables_of([made, {"id": "b", "name": "Meer", "application_process": "bel"}])
    chosen = mapping.guess(tables, "feed.json")
    chosen.category = "other"
    first = next(iter(rows.incoming(tables, chosen)))
    assert first.values["opening_hours"] == "Mo-Tu 09:00-12:00"
    assert first.values["access"] == "Closed for Christmas"
