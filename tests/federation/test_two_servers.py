"""Two real Schakels on loopback: one reads the other, by the command line, over HTTP."""

import json
import urllib.request

import pytest

from tests.browser.conftest import make_server

SHEET = (
    "id,category,name_nl,name_fr,description_nl,street,postal_code,municipality_nl,phone,languages,"
    "territory,opening_hours,website\n"
    "praatcafe,mental_health,Praatcafé,Café-causerie,Voor een gesprek,Rue Haute 1,1000,Brussel,02 529 41 20,"
    "nl;fr,BRU,Mo-Fr 09:00-12:00,praatcafe.example\n"
)


@pytest.fixture
def pair(ready_made, tmp_path):
    """The one that is read, with a key, and the one that reads."""
    key = "a-key-between-neighbours"
    theirs = make_server(ready_made, tmp_path / "theirs", WORKERS="1", HSDS_KEYS=key)
    ours = make_server(ready_made, tmp_path / "ours", WORKERS="1", FEEDS_PRIVATE="yes")
    file = tmp_path / "extra.csv"
    file.write_text(SHEET)
    theirs.command("directory", "import", str(file))
    theirs.start()
    yield theirs, ours, file, key
    theirs.kill()
    ours.kill()


def published(server, key=""):
    asked = urllib.request.Request(
        f"{server.url}/hsds/services?full=true&per_page=1000&lang=fr", headers={"X-API-Key": key}
    )
    with urllib.request.urlopen(asked, timeout=10) as answer:
        return {one["id"]: one for one in json.load(answer)["contents"]}


def bare(made):
    """A service without its own moment and without what says who is meant by a name."""
    return {name: value for name, value in made.items() if name != "last_modified"}


def test_what_one_knows_the_other_knows_in_every_field_and_only_once(pair):
    theirs, ours, file, key = pair
    subscribe = ["directory", "subscribe", theirs.url, "--name", "Buren", "--direct", "--key-stdin"]
    told = ours.command(*subscribe, typed=key)
    assert "Buren: 1 new, 0 changed, 0 gone" in told
    ours.start()
    there, here = published(theirs, key), published(ours)
    assert set(there) == set(here)
    assert {one: bare(made) for one, made in there.items()} == {one: bare(made) for one, made in here.items()}
    assert "Buren: 0 new, 0 changed, 0 gone" in ours.command("directory", "pull", "Buren")
    file.write_text(SHEET.replace("Voor een gesprek", "Voor een goed gesprek"))
    theirs.command("directory", "import", str(file))
    assert "Buren: 0 new, 1 changed, 0 gone" in ours.command("directory", "pull", "--all")
    assert "goed gesprek" in json.dumps(list(published(ours).values()))
    assert "\tgood\t" in ours.command("directory", "sources")
    assert "No source is due" in ours.command("directory", "pull")
    assert "praatcafe" in ours.command("directory", "search", "goed gesprek")
    assert "its sheets stay" in ours.command("directory", "unsubscribe", "Buren")
