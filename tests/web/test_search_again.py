"""A list that was answered before is told again, and never after anything on it changed."""

import gzip
from datetime import datetime, timedelta

import pytest

from app.resources import routes, rows
from directory import importing, search, thesaurus
from directory.importing import undoing
from directory.importing.models import Batch
from directory.models import Service, ThesaurusGroup
from tests.web.conftest import fresh_token
from tests.web.test_search_case import open_case

ASKED = "/resources?q=zelfmoord"


def typed(browser, path=ASKED, **headers):
    answer = browser.get(path, headers={"HX-Request": "true", **headers})
    assert answer.status_code == 200, path
    return answer


def words(browser, path=ASKED):
    return typed(browser, path).get_data(as_text=True)


@pytest.fixture
def searches(monkeypatch):
    """Counts how often the directory is really searched."""
    done = []
    find = search.find

    def counting(criteria, limit=20, together=False):
        done.append(criteria.q)
        return find(criteria, limit, together)

    monkeypatch.setattr(routes.directory_search, "find", counting)
    return done


@pytest.fixture
def first(alice):
    """The sheet that stands first on the list."""
    path = words(alice).partition('data-sheet="')[2].partition('"')[0]
    return Service.get(Service.external_id == path)


def test_the_same_keystroke_is_answered_alike_and_without_a_search(alice, searches):
    before = typed(alice)
    again = typed(alice)
    assert searches == ["zelfmoord"]
    assert again.get_data() == before.get_data()
    assert dict(again.headers) == dict(before.headers)
    typed(alice, "/resources?q=zelfmoor")
    assert searches == ["zelfmoord", "zelfmoor"]


def test_packed_or_not_as_the_browser_takes_it(alice, searches):
    plain = typed(alice).get_data()
    for _time in range(2):
        packed = typed(alice, **{"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.get_data()) == plain
    assert len(searches) == 2
    assert "Content-Encoding" not in typed(alice).headers


def test_a_whole_page_is_never_told_again(alice, searches):
    """It holds a form's token, and keeps the search among the last ones."""
    alice.get(ASKED)
    alice.get(ASKED)
    words(alice)
    alice.get(ASKED)
    assert len(searches) == 4


@pytest.mark.parametrize("typed", ["qqqqqzzz", "dettes xqzwv"])
def test_a_list_in_which_a_word_is_missing_is_not_kept_for_a_colleague(alice, bob, searches, typed):
    """Its form to tell the editor holds a token, also below lines."""
    for browser in (alice, bob):
        assert "csrf_token" in words(browser, f"/resources?q={typed}")
    assert len(searches) == 2


def test_after_an_edit_the_list_says_what_is_true(alice, first):
    assert "Pas gewijzigd" not in words(alice)
    first.name_nl = "Pas gewijzigd"
    first.changed()
    assert "Pas gewijzigd" in words(alice)


def test_after_a_sheet_is_archived_it_is_gone(alice, first):
    Service.update(archived=True).where(Service.id == first.id).execute()
    assert f'data-sheet="{first.external_id}"' not in words(alice)


def test_everybody_has_their_own_favourites(alice, bob, first):
    mark = f'value="{first.external_id}" aria-pressed="true"'
    assert mark not in words(alice)
    form = {"csrf_token": fresh_token(alice), "add": first.external_id}
    assert alice.post("/favourites", data=form).status_code == 303
    for _time in range(2):
        assert mark in words(alice)
        assert mark not in words(bob)


def test_everybody_has_their_own_language(alice, bob):
    from app.auth.models import User

    User.update(language="fr").where(User.email == "bob@example.org").execute()
    for _time in range(2):
        assert "Exporter ou imprimer" in words(bob)
        assert "Exporter ou imprimer" not in words(alice)


def test_what_the_thesaurus_learns_counts_at_the_next_keystroke(alice, first):
    words(alice, "/resources?q=vogelnestje")
    group = ThesaurusGroup(code="new", kind="equivalent", terms_nl="vogelnestje|zelfmoordlijn")
    thesaurus.store(group)
    assert "vogelnestje" in words(alice, "/resources?q=zelfmoordlijn")
    assert first.external_id in words(alice, "/resources?q=vogelnestje")
    thesaurus.remove(group)
    assert "Showing" not in words(alice, "/resources?q=vogelnestje")
    assert f'data-sheet="{first.external_id}"' not in words(alice, "/resources?q=vogelnestje")


def test_the_clock_counts_only_when_a_door_opens_or_the_day_ends(alice, searches, monkeypatch):
    now = [datetime(2026, 11, 24, 10, 0, tzinfo=search.facts.BRUSSELS)]

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return now[0]

    monkeypatch.setattr(search, "datetime", Clock)
    monkeypatch.setattr(rows, "datetime", Clock)
    Service.update(opening_hours="Mo-Fr 10:00-12:00").execute()
    Service.update(version=Service.version + 1).execute()
    assert "Nu open" in words(alice)
    now[0] += timedelta(minutes=30)
    assert "Nu open" in words(alice)
    assert len(searches) == 1
    now[0] += timedelta(hours=2)
    assert "Nu open" not in words(alice)
    assert len(searches) == 2
    now[0] += timedelta(hours=1)
    words(alice)
    assert len(searches) == 2
    now[0] += timedelta(hours=12)
    words(alice)
    assert len(searches) == 3


def test_of_a_search_from_a_case_nothing_is_kept(app, alice, searches):
    uuid = open_case(alice).rsplit("/", 1)[1]
    for _time in range(2):
        assert "Schaarbeek" in words(alice, f"/resources?case={uuid}&q=ocmw")
        words(alice, f"/resources?case={uuid}&q=ocmw&neutral=1")
    assert len(searches) == 4
    assert not app.extensions.get("resources.again")
    words(alice, "/resources?q=ocmw")
    kept = app.extensions["resources.shown"]
    assert kept
    assert not any(uuid in html for html in kept.values())
    assert not any("Arab" in html for html in kept.values())


def test_only_so_many_lists_are_kept_and_those_wanted_last(alice, searches, monkeypatch):
    one = len(words(alice, "/resources?q=caw"))
    monkeypatch.setattr("app.resources.again.MOST_BYTES", one * 2.9)
    monkeypatch.setattr("app.resources.again.AROUND", 0)
    monkeypatch.setattr("app.resources.again._Told.holds", lambda _told: True)
    for word in ("caw", "cawe", "caw", "cawf", "caw", "cawe"):
        words(alice, f"/resources?q={word}")
    assert searches == ["caw", "cawe", "cawf", "cawe"]


def test_what_no_search_asks_makes_no_list_of_its_own(app, alice, searches):
    for more in ("", "&unknown=" + "x" * 400, "&show=", "&category="):
        words(alice, f"/resources?q=ocmw{more}")
    assert len(searches) == 1
    assert len(app.extensions["resources.again"]) == 1


def test_one_list_too_large_for_all_is_not_kept(app, alice, monkeypatch):
    monkeypatch.setattr("app.resources.again.MOST_BYTES", 1_000)
    words(alice)
    assert len(app.extensions["resources.again"]) == 0


def test_a_sheet_that_was_removed_and_came_again_is_told_as_it_is_now(alice, app, tmp_path):
    """Both are at their first version, under the same name."""
    path = tmp_path / "sheets.csv"
    head = "id,category,name_nl,municipality_nl,postal_code,phone\n"
    for phone in ("02 529 41 20", "02 555 66 77"):
        path.write_text(f"{head}praatcafe,mental_health,Zonnebloemhuis,Elsene,1050,{phone}\n")
        importing.import_path(path)
        assert phone in words(alice, "/resources?q=zonnebloemhuis")
        undoing.undo(Batch.select().order_by(Batch.id.desc()).get(), "eva")


def test_a_list_with_lines_for_a_danger_beside_it_is_made_anew(alice):
    """What stands aside is none of the lines by which it is known that a list still holds: a star on it."""
    path = "/resources?q=dettes il va se tuer&category=debt_mediation"
    for pressed in ("false", "true"):
        aside = words(alice, path).split('class="aside"')[1].split("</section>")[0]
        line = aside.split('data-sheet="prevention-suicide"')[1].split("</article>")[0]
        assert line.count('aria-pressed="true"') == (pressed == "true")
        token = fresh_token(alice)
        alice.post("/favourites", data={"csrf_token": token, "add": "prevention-suicide"})
