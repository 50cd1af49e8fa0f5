"""What a source says becomes ours: as proposals or directly, never over an edit, never when it is mad."""

import json

import pytest

from directory import editing, snapshots
from directory.clock import now
from directory.federation import pulling, returning
from directory.federation.fetching import FetchProblem
from directory.federation.models import GOOD, HELD, SILENT, Feed, FeedItem
from directory.importing import batches
from directory.importing.models import Batch, Conflict, Said
from directory.models import Service
from directory.revisions import Revision
from tests.federation.conftest import LOOPBACK, service, uuid_of

NAMES = ["Praatcafé", "Budgetwinkel", "Jongerenhuis", "Rechtswinkel", "Nachtopvang", "Kledingbank"]


@pytest.fixture
def feed(database, elsewhere):
    elsewhere.services = [service(name) for name in NAMES]
    return pulling.subscribe(elsewhere.url + "/", "Buren", "eva", LOOPBACK)


@pytest.fixture
def taken(feed):
    """The same, read directly once."""
    feed.direct = True
    feed.save()
    assert pulling.pull(feed, LOOPBACK).added == len(NAMES)
    return feed


def sheet(name):
    return editing.find(uuid_of(name))


def edit(name, **changes):
    one = sheet(name)
    editing.save(one.external_id, {**snapshots.of(one), **changes}, one.version, "eva")


def test_an_address_that_is_no_directory_is_refused_and_the_same_one_twice(database, elsewhere):
    elsewhere.answer = (200, {}, b"<html>")
    with pytest.raises(FetchProblem, match="unreadable"):
        pulling.subscribe(elsewhere.url, "", "eva", LOOPBACK)
    elsewhere.answer = None
    assert pulling.subscribe(elsewhere.url, "", "eva", LOOPBACK).name == "127.0.0.1"
    with pytest.raises(FetchProblem, match="known"):
        pulling.subscribe(elsewhere.url + "/", "", "eva", LOOPBACK)


def test_what_is_new_waits_for_an_editor_who_takes_it_in_with_its_source(feed):
    pulled = pulling.pull(feed, LOOPBACK)
    assert (pulled.state, pulled.added, Service.select().count()) == (GOOD, len(NAMES), 0)
    [batch] = pulling.waiting(feed)
    batches.apply(batch, "eva")
    assert sheet("Praatcafé").description_nl == "Helpt bij Praatcafé"
    assert sheet("Praatcafé").verified_on is None, "read is not checked"
    assert {said.source for said in Said.select()} == {feed.source}
    assert "Praatcafé" in [json.loads(said.state)["name_nl"] for said in Said.select()]
    assert pulling.waiting(feed) == []


def test_directly_it_comes_in_by_itself_and_a_second_pull_changes_nothing(taken, elsewhere):
    assert Service.select().count() == len(NAMES)
    versions = [(one.external_id, one.version) for one in Service.select()]
    elsewhere.asked.clear()
    again = pulling.pull(taken, LOOPBACK)
    assert (again.added, again.changed, again.batch, again.gone) == (0, 0, None, [])
    assert [(one.external_id, one.version) for one in Service.select()] == versions
    assert len(elsewhere.asked) == 1, "nothing but the list was asked for"
    assert Batch.select().count() == 1


def test_only_what_changed_is_asked_for_and_taken(taken, elsewhere):
    elsewhere.services[1] = service("Budgetwinkel", "2026-11-02T00:00:00Z", description="Nieuwe tekst")
    elsewhere.asked.clear()
    assert pulling.pull(taken, LOOPBACK).changed == 1
    assert sheet("Budgetwinkel").description_nl == "Nieuwe tekst"
    asked = [path for path, _headers in elsewhere.asked if path.startswith("/services/")]
    assert [uuid_of("Budgetwinkel") in path for path in asked] == [True]


def test_a_local_edit_wins_until_somebody_decides(taken, elsewhere):
    edit("Budgetwinkel", description_nl="Onze tekst", access="bel eerst")
    elsewhere.services[1] = service(
        "Budgetwinkel", "2026-11-02T00:00:00Z", description="Hun tekst", email="info@example.org"
    )
    pulling.pull(taken, LOOPBACK)
    one = sheet("Budgetwinkel")
    assert (one.description_nl, one.access, one.email) == ("Onze tekst", "bel eerst", "info@example.org")
    conflict = Conflict.get()
    assert (conflict.field, json.loads(conflict.theirs)) == ("description_nl", "Hun tekst")
    batches.decide(conflict, "theirs", "eva")
    assert sheet("Budgetwinkel").description_nl == "Hun tekst"
    assert Revision.select().where(Revision.who == "eva", Revision.why == "Buren").exists()


def test_what_waits_is_replaced_by_a_newer_word(feed, elsewhere):
    pulling.pull(feed, LOOPBACK)
    elsewhere.services[0] = service("Praatcafé", "2026-11-02T00:00:00Z", description="Nieuwer")
    pulling.pull(feed, LOOPBACK)
    [batch] = pulling.waiting(feed)
    assert batch.added == len(NAMES), "what waited still waits, in one piece"
    batches.apply(batch, "eva")
    assert sheet("Praatcafé").description_nl == "Nieuwer"


def test_what_is_gone_waits_for_a_person_unless_the_source_is_taken_directly(feed, elsewhere):
    pulling.pull(feed, LOOPBACK)
    batches.apply(pulling.waiting(feed)[0], "eva")
    del elsewhere.services[0]
    assert pulling.pull(feed, LOOPBACK).gone == ["Praatcafé"]
    assert sheet("Praatcafé") is not None
    [(item, one)] = pulling.gone_sheets(feed)
    assert one.external_id == uuid_of("Praatcafé")
    pulling.keep(item)
    assert pulling.gone_sheets(feed) == []
    assert sheet("Praatcafé") is not None
    del elsewhere.services[0]
    pulling.pull(feed, LOOPBACK)
    [(item, _one)] = pulling.gone_sheets(feed)
    pulling.put_away(feed, item, "eva")
    assert sheet("Budgetwinkel") is None


def test_directly_what_is_gone_is_put_away_but_not_what_we_edited(taken, elsewhere):
    edit("Praatcafé", access="bel eerst")
    del elsewhere.services[:2]
    pulling.pull(taken, LOOPBACK)
    assert sheet("Budgetwinkel") is None
    assert sheet("Praatcafé") is not None
    assert [one.external_id for _item, one in pulling.gone_sheets(taken)] == [uuid_of("Praatcafé")]


def test_what_comes_back_is_proposed_for_reopening_and_read_anew(feed, elsewhere):
    pulling.pull(feed, LOOPBACK)
    batches.apply(pulling.waiting(feed)[0], "eva")
    lost = elsewhere.services.pop(0)
    pulling.pull(feed, LOOPBACK)
    assert returning.returned(feed) == []
    pulling.put_away(feed, pulling.gone_sheets(feed)[0][0], "eva")
    elsewhere.services.append(lost | {"last_modified": "2026-12-01T00:00:00Z", "description": "Weer open"})
    pulling.pull(feed, LOOPBACK)
    assert sheet("Praatcafé") is None, "nobody but a person brings it back"
    [(item, one)] = returning.returned(feed)
    assert one.external_id == uuid_of("Praatcafé")
    pulling.pull(feed, LOOPBACK)
    assert len(returning.returned(feed)) == 1, "it waits"
    returning.bring_back(feed, item, "eva")
    assert returning.returned(feed) == []
    pulling.pull(Feed.get(), LOOPBACK)
    [batch] = pulling.waiting(feed)
    batches.apply(batch, "eva")
    assert sheet("Praatcafé").description_nl == "Weer open"


def test_what_a_person_leaves_put_away_is_not_asked_again(feed, elsewhere):
    pulling.pull(feed, LOOPBACK)
    batches.apply(pulling.waiting(feed)[0], "eva")
    lost = elsewhere.services.pop(0)
    pulling.pull(feed, LOOPBACK)
    pulling.put_away(feed, pulling.gone_sheets(feed)[0][0], "eva")
    elsewhere.services.append(lost)
    pulling.pull(feed, LOOPBACK)
    returning.leave(returning.returned(feed)[0][0])
    elsewhere.services[0] = service(elsewhere.services[0]["name"], "2026-12-02T00:00:00Z")
    pulling.pull(Feed.get(), LOOPBACK)
    assert returning.returned(feed) == []
    assert sheet("Praatcafé") is None


def test_directly_what_the_source_put_away_by_itself_comes_back_by_itself(taken, elsewhere):
    lost = elsewhere.services[:2]
    del elsewhere.services[:2]
    pulling.pull(taken, LOOPBACK)
    editing.reopen(Service.get(external_id=uuid_of("Budgetwinkel")), "eva")
    editing.archive(sheet("Budgetwinkel"), "eva")
    elsewhere.services += [one | {"description": "Weer open", "last_modified": "2026-12"} for one in lost]
    pulling.pull(taken, LOOPBACK)
    assert sheet("Praatcafé").description_nl == "Weer open"
    assert sheet("Budgetwinkel") is None, "a person put it away"
    assert [one.external_id for _item, one in returning.returned(taken)] == [uuid_of("Budgetwinkel")]


@pytest.mark.parametrize("left", [0, 3])
def test_a_source_that_lost_half_is_held_back_until_a_person_looked(taken, elsewhere, left):
    whole = elsewhere.services
    elsewhere.services = whole[:left]
    assert pulling.pull(taken, LOOPBACK).state == HELD
    assert (taken.problem, taken.detail) == ("half_gone", f"{len(NAMES) - left}/{len(NAMES)}")
    assert all(sheet(name) for name in NAMES)
    assert not FeedItem.select().where(FeedItem.gone.is_null(False)).exists()
    assert pulling.due(now()) == [], "nobody asks again before a person looked"
    assert pulling.pull(taken, LOOPBACK, accepted=True).state == GOOD
    assert all(sheet(name) for name in NAMES), "accepted means proposals, whatever the source may do else"
    assert len(pulling.gone_sheets(taken)) == len(NAMES) - left


def test_renumbered_services_are_held_back(taken, elsewhere):
    for one in elsewhere.services[:3]:
        one["id"] = uuid_of(one["name"] + " again")
    assert pulling.pull(taken, LOOPBACK).state == HELD
    assert (taken.problem, taken.detail) == ("renumbered", f"3/{len(NAMES)}")
    assert Service.select().count() == len(NAMES)


def test_a_silent_source_changes_nothing_and_is_counted(taken, elsewhere):
    for answer in ((500, {}, b""), (200, {}, b"{"), (200, {}, b'{"contents": 5}'), (200, {}, b"[" * 100_000)):
        elsewhere.answer = answer
        assert pulling.pull(taken, LOOPBACK).state == SILENT
    assert taken.failures == 4
    assert all(sheet(name) for name in NAMES)
    elsewhere.answer = None
    assert pulling.pull(taken, LOOPBACK).state == GOOD
    assert (taken.failures, taken.problem) == (0, "")


def test_a_feed_of_many_pages_is_read_page_by_page(database, elsewhere):
    elsewhere.services = [service(f"Dienst {number}") for number in range(95)]
    feed = pulling.subscribe(elsewhere.url, "Veel", "eva", LOOPBACK)
    feed.direct = True
    assert pulling.pull(feed, LOOPBACK).added == 95
    assert not [path for path, _h in elsewhere.asked if path.startswith("/services/")]
    assert Service.select().count() == 95


@pytest.mark.parametrize(
    "made",
    [
        {"name": ["x"]}, {"name": None}, {"name": "x" * 100_000}, {"phones": "x"},
        {"phones": [{"number": 5}]},
        {"service_at_locations": {"location": []}}, {"description": "<script>alert(1)</script>\0\ud800"},
        {"last_modified": 5}, {"url": "javascript:alert(1)"}, {"email": "=cmd()"}, {"minimum_age": "ten"},
    ],
)  # fmt: skip
def test_a_strange_service_harms_nothing_and_keeps_no_other_out(database, elsewhere, made):
    elsewhere.services = [service("Goed"), {**service("Vreemd"), **made}]
    feed = pulling.subscribe(elsewhere.url, "Vreemd", "eva", LOOPBACK)
    feed.direct = True
    pulling.pull(feed, LOOPBACK)
    assert sheet("Goed").name_nl == "Goed"
    for one in Service.select():
        assert not one.website.startswith("javascript")


def test_reading_no_longer_leaves_the_sheets_and_forgets_the_rest(taken):
    pulling.unsubscribe(taken)
    assert all(sheet(name) for name in NAMES)
    assert not Feed.select().exists()
    assert not Said.select().exists()
