"""The demo: clearly made up, on every page, and only when asked for."""

import os
import shutil
import subprocess
import sys

import pytest

from app import cli, db, demo
from app.auth.models import User
from app.cases.models import Case, Referral
from app.config import load
from app.factory import create_app
from tests.web.conftest import CHEAP, enter

BANNER = "every person and every case here is made up"


@pytest.fixture(scope="module")
def demo_made(tmp_path_factory):
    """The data of a server prepared as ``make run DEMO=1`` does."""
    made = load({"DATA_DIR": str(tmp_path_factory.mktemp("made") / "demo"), "DEMO": "1"})
    assert cli.prepare(made, None) == 0
    db.close(db.AuditLine._meta.database)
    return made.data_dir


@pytest.fixture
def demo_config(demo_made, tmp_path):
    """Such a server, of the test's own."""
    shutil.copytree(demo_made, tmp_path / "demo")
    made = load({"DATA_DIR": str(tmp_path / "demo"), "DEMO": "1"})
    yield made
    db.close(db.AuditLine._meta.database)


def test_three_people_sign_in_with_a_passphrase_drawn_for_this_server(demo_config, capsys):
    assert cli.prepare(demo_config, None) == 0
    printed = capsys.readouterr().out
    words = demo._words(demo_config)
    assert words in printed
    browser = create_app(demo_config, CHEAP).test_client()
    for name in demo.PEOPLE:
        assert f"{name}@demo.example" in printed
        assert enter(browser, f"{name}@demo.example", words).status_code == 303
        assert BANNER in browser.get("/resources", headers={"Accept-Language": "en"}).text
    assert User.select().count() == 3


def test_the_demo_has_cases_for_its_caseworker_and_none_for_its_administrator(demo_config):
    browser = create_app(demo_config, CHEAP).test_client()
    enter(browser, "emma@demo.example", demo._words(demo_config))
    assert browser.get("/cases").text.count("(fictive)") == 2
    enter(browser, "karim@demo.example", demo._words(demo_config))
    assert "Zonnebloem (verzonnen)" in browser.get("/cases").text
    enter(browser, "dora@demo.example", demo._words(demo_config))
    assert browser.get("/cases").status_code == 404


def test_the_day_the_board_and_the_team_view_of_the_demo_have_something_to_show(demo_config):
    app = create_app(demo_config, CHEAP)
    emma, karim = app.test_client(), app.test_client()
    for browser, name in ((emma, "emma"), (karim, "karim")):
        enter(browser, f"{name}@demo.example", demo._words(demo_config))
        browser.set_cookie("language", "nl")
    day = emma.get("/cases/today").text
    assert "opzeg tegenhouden" in day
    assert "Verblijfskaart vervalt" in day
    assert "Doorverwijzingen zonder nieuws" in day
    case = next(row for row in Case.select() if row.id == 1)
    board = emma.get(f"/cases/{case.uuid}/board").text
    assert "Afbetalingsplan huur" in board
    assert "School vangt Noor op" in board
    assert "Weet dat papa vastzit" in emma.get(f"/cases/{case.uuid}/people").text
    assert "question?sheet=sasb-sireas" in emma.get(f"/cases/{case.uuid}").text
    assert "Emma Voorbeeld" in karim.get("/cases/team").text


def test_a_letter_of_the_demo_says_which_service_writes(demo_config):
    emma = create_app(demo_config, CHEAP).test_client()
    enter(emma, "emma@demo.example", demo._words(demo_config))
    referral = Referral.get(Referral.asked.is_null(False))
    paper = emma.get(f"/cases/{referral.case.uuid}/referrals/{referral.uuid}/letter").text
    assert "Dienst Voorbeeld (verzonnen)" in paper
    assert "02 000 00 00" in paper


def test_the_banner_stays_as_long_as_a_demo_account_exists(demo_config):
    later = load({"DATA_DIR": str(demo_config.data_dir)})
    page = create_app(later, CHEAP).test_client().get("/sign-in", headers={"Accept-Language": "en"})
    assert BANNER in page.text


def test_without_it_there_is_no_account_and_no_banner(client):
    assert User.select().count() == 0
    assert BANNER not in client.get("/setup", headers={"Accept-Language": "en"}).text


def test_the_command_that_the_makefile_calls_fills_it(tmp_path):
    env = os.environ | {"DATA_DIR": str(tmp_path / "demo"), "DEMO": "1"}
    line = [sys.executable, "-m", "app.cli", "prepare"]
    done = subprocess.run(line, env=env, capture_output=True, text=True, check=True)
    assert "emma@demo.example" in done.stdout
    assert "setup?token" not in done.stdout


def test_the_demo_never_moves_in_with_real_people(alice, config, capsys, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(config.data_dir))
    monkeypatch.setenv("DEMO", "yes")
    assert cli.main(["prepare"]) == 1
    assert "accounts of real people" in capsys.readouterr().err
    assert User.select().count() == 1
