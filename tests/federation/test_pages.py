"""The pages of sources, as somebody without scripts uses them; and who may not."""

import os
import re
import time

import pytest

from app.audit import AuditLine
from app.config import load
from app.exchange import keys
from app.factory import create_app
from directory import editing
from directory.federation import pulling
from directory.federation.models import HELD, NEVER, Feed
from directory.importing import batches
from tests.federation.conftest import LOOPBACK, service, uuid_of
from tests.web.conftest import CHEAP, fresh_token, person, send, watch_the_log

NAMES = ["Praatcafé", "Budgetwinkel", "Jongerenhuis", "Rechtswinkel"]


@pytest.fixture
def open_app(app, config):
    """The application where sources may stand in the own network."""
    made = create_app(load({"DATA_DIR": str(config.data_dir), "FEEDS_PRIVATE": "yes"}), CHEAP)
    silent = watch_the_log(made)
    yield made
    assert not silent


@pytest.fixture
def eva(open_app):
    return person(open_app, "eva@example.org", "editor")


def until_read(feed_id, before=NEVER):
    """Wait for the thread that reads a source apart from the page."""
    for _try in range(200):
        feed = Feed.get_by_id(feed_id)
        if feed.state != before and feed.tried is not None:
            return feed
        time.sleep(0.05)
    raise AssertionError("the source was not read")


@pytest.fixture
def feed(eva, elsewhere):
    """A source that was added on the page and has been read."""
    elsewhere.services = [service(name) for name in NAMES]
    answer = send(eva, "/editor/sources", url=elsewhere.url, name="Buren")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return until_read(Feed.get().id)


def test_editors_coordinators_and_administrators_keep_sources_and_nobody_else(open_app):
    for role, status in (("caseworker", 403), ("editor", 200), ("coordinator", 200), ("administrator", 200)):
        browser = person(open_app, f"{role}@example.org", role)
        assert browser.get("/editor/sources").status_code == status, role
    stranger = person(open_app, "x@example.org", "caseworker")
    token = fresh_token(stranger)
    for path in ("", "/x", "/x/pull", "/x/gone", "/x/remove"):
        refused = stranger.post(f"/editor/sources{path}", data={"csrf_token": token})
        assert refused.status_code == 403, path


def test_a_source_that_is_added_is_read_and_waits(eva, feed):
    page = eva.get(f"/editor/sources/{feed.uuid}").get_data(as_text=True)
    assert "Buren" in page
    assert "4 nieuw, 0 gewijzigd" in page
    assert "In orde" in eva.get("/editor/sources").get_data(as_text=True)
    assert AuditLine.select().where(AuditLine.verb == "source.added").exists()
    assert eva.get("/editor/sources/unknown").status_code == 404


def test_what_waits_is_named_and_taken_in_or_thrown_away(eva, feed, elsewhere):
    path = f"/editor/sources/{feed.uuid}"
    page = eva.get(path).get_data(as_text=True)
    assert all(f"<li>{name}</li>" in page for name in NAMES)
    batch = re.search(r'name="batch" value="([^"]+)"', page).group(1)
    assert send(eva, f"{path}/proposals", batch="unknown", do="take").status_code == 404
    assert send(eva, f"{path}/proposals", batch=batch, do="take").status_code == 303
    assert all(editing.find(uuid_of(name)) for name in NAMES)
    assert send(eva, f"{path}/proposals", batch=batch, do="take").status_code == 404
    elsewhere.services[0] = service("Praatcafé", "2026-11-05T00:00:00Z", description="Anders")
    pulling.pull(Feed.get(), LOOPBACK)
    batch = re.search(r'name="batch" value="([^"]+)"', eva.get(path).get_data(as_text=True)).group(1)
    send(eva, f"{path}/proposals", batch=batch, do="refuse")
    assert editing.find(uuid_of("Praatcafé")).description_nl == "Helpt bij Praatcafé"
    assert pulling.waiting(feed) == []


def test_the_history_of_a_sheet_says_which_source_says_what_stands_there(eva, feed):
    feed.direct = True
    feed.save()
    [batch] = pulling.waiting(feed)
    batches.apply(batch, "eva")
    path = f"/resources/{uuid_of('Praatcafé')}/history"
    page = eva.get(path).get_data(as_text=True)
    assert "<strong>Buren</strong>" in page
    assert "anders dan hier" not in page
    editing.change(editing.find(uuid_of("Praatcafé")), {"phones": []}, "edited", "eva")
    page = eva.get(path).get_data(as_text=True)
    assert re.search(r"zoals het hier staat: Naam", page)
    assert "anders dan hier: Telefoon" in page
    assert "Wat bronnen" not in eva.get("/resources/ocmw-1070/history").get_data(as_text=True)


def test_an_address_that_is_wrong_comes_back_as_typed_with_the_reason(eva, elsewhere, app):
    for url, reason in (
        ("nergens", "geen webadres"),
        ("http://127.0.0.1:9/", "antwoordt niet"),
        (elsewhere.url + "/x", "niet met een sociale kaart"),
    ):
        answer = send(eva, "/editor/sources", url=url, name="Mijn naam")
        body = answer.get_data(as_text=True)
        assert answer.status_code == 422, url
        assert f'value="{url}"' in body
        assert 'value="Mijn naam"' in body
        assert reason in body
    shut = person(app, "els@example.org", "editor")
    answer = send(shut, "/editor/sources", url=elsewhere.url)
    assert answer.status_code == 422
    assert "FEEDS_PRIVATE" in answer.get_data(as_text=True)
    assert not Feed.select().exists()
    assert send(eva, "/editor/sources", url=elsewhere.url, key="é").status_code == 422


def test_its_settings_and_its_key_are_kept_and_the_key_is_not_in_the_database(eva, feed, config):
    path = f"/editor/sources/{feed.uuid}"
    send(eva, path, name="De buren", hours="168", how="direct", paused="1", key="a-key-for-reading")
    kept = Feed.get()
    assert (kept.name, kept.hours, kept.direct, kept.paused) == ("De buren", 168, True, True)
    assert keys.read(config, feed.uuid) == "a-key-for-reading"
    assert b"a-key-for-reading" not in config.database_path.read_bytes()
    assert "a-key-for-reading" not in eva.get(path).get_data(as_text=True)
    send(eva, path, name="", hours="7", how="proposals", no_key="1")
    kept = Feed.get()
    assert (kept.name, kept.hours, kept.direct, kept.paused) == ("De buren", 168, False, False)
    assert keys.read(config, feed.uuid) == ""


def test_what_is_held_back_says_why_and_comes_in_as_proposals_when_a_person_says_so(eva, feed, elsewhere):
    pulling.pull(feed, LOOPBACK)
    elsewhere.services = elsewhere.services[:1]
    send(eva, f"/editor/sources/{feed.uuid}/pull")
    held = until_read(feed.id, before=Feed.get().state)
    assert held.state == HELD
    page = eva.get(f"/editor/sources/{feed.uuid}").get_data(as_text=True)
    assert "3 van de 4 diensten zijn daar in één keer verdwenen" in page
    send(eva, f"/editor/sources/{feed.uuid}/pull", accepted="1")
    until_read(feed.id, before=HELD)
    assert AuditLine.select().where(AuditLine.verb == "source.accepted").exists()


def test_what_is_gone_is_put_away_or_kept_one_by_one(eva, feed, elsewhere):
    feed.direct = True
    feed.save()
    pulling.pull(feed, LOOPBACK)
    for name in NAMES[:2]:
        sheet = editing.find(uuid_of(name))
        editing.change(sheet, {"access": "bel eerst"}, "edited", "eva")
    elsewhere.services.pop(0)
    pulling.pull(feed, LOOPBACK)
    path = f"/editor/sources/{feed.uuid}"
    page = eva.get(path).get_data(as_text=True)
    assert "Praatcafé" in page
    number = re.search(r'name="item" value="(\d+)"', page).group(1)
    assert send(eva, f"{path}/gone", item="999999", do="keep").status_code == 404
    assert send(eva, f"{path}/gone", item=number, do="put_away").status_code == 303
    assert editing.find(uuid_of("Praatcafé")) is None
    elsewhere.services.pop(0)
    pulling.pull(Feed.get(), LOOPBACK)
    number = re.search(r'name="item" value="(\d+)"', eva.get(path).get_data(as_text=True)).group(1)
    send(eva, f"{path}/gone", item=number, do="keep")
    assert 'name="item"' not in eva.get(path).get_data(as_text=True)
    assert editing.find(uuid_of("Budgetwinkel")) is not None


def test_what_is_there_again_is_brought_back_or_left_one_by_one(eva, feed, elsewhere):
    elsewhere.services.append(service("Kledingbank"))
    pulling.pull(feed, LOOPBACK)
    batches.apply(pulling.waiting(feed)[0], "eva")
    lost = [elsewhere.services.pop(0), elsewhere.services.pop(0)]
    pulling.pull(Feed.get(), LOOPBACK)
    for item, _sheet in pulling.gone_sheets(feed):
        pulling.put_away(feed, item, "eva")
    elsewhere.services += lost
    pulling.pull(Feed.get(), LOOPBACK)
    path = f"/editor/sources/{feed.uuid}"
    page = eva.get(path).get_data(as_text=True)
    assert "Weer bij de bron" in page
    first, second = re.findall(r'name="item" value="(\d+)"', page)
    assert send(eva, f"{path}/returned", item="999999", do="leave").status_code == 404
    assert send(eva, f"{path}/returned", item=first, do="bring_back").status_code == 303
    assert send(eva, f"{path}/returned", item=second, do="leave").status_code == 303
    assert "Weer bij de bron" not in eva.get(path).get_data(as_text=True)
    assert editing.find(uuid_of(NAMES[0])) is not None
    assert editing.find(uuid_of(NAMES[1])) is None


def test_a_source_is_read_no_longer(eva, feed, config):
    keys.keep(config, feed.uuid, "a-key-for-reading")
    assert send(eva, f"/editor/sources/{feed.uuid}/remove").status_code == 303
    assert not Feed.select().exists()
    assert keys.read(config, feed.uuid) == ""


def test_a_full_disk_takes_no_key_that_is_there(config, monkeypatch):
    keys.keep(config, "1", "a-key-for-reading")
    with monkeypatch.context() as full:
        full.setattr(os, "fdopen", lambda *_what: (_ for _ in ()).throw(OSError(28, "No space left")))
        with pytest.raises(OSError, match="No space"):
            keys.keep(config, "1", "another-key")
    assert keys.read(config, "1") == "a-key-for-reading"
    assert [path.name for path in config.secrets_path.glob("source-*")] == ["source-1"]
    keys.keep(config, "1", "another-key")
    assert keys.read(config, "1") == "another-key"
    assert (config.secrets_path / "source-1").stat().st_mode & 0o777 == 0o400
