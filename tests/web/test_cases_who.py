"""Point by point of case work: what its lead and the team see is nowhere for a stranger, the administrator
and the reception; what is private is nowhere for the team either; reports hold counts and no word.
"""

import io

import pytest

from app.auth.models import User
from app.cases.models import Task
from tests.web.conftest import fresh_token, person, send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_today import day

SECRET = "Kwetsuurtje"
LEAD, TEAM, OTHERS = "alice", "bob", ("charlie", "dora", "rita")
# Point → what it shows, and where: under the case, or in the whole of case work.
SHOWN = {
    "1 the page": ("titel", ["{case}", "{case}/people", "/cases"]),
    "1 the client": ("naam", ["{case}/people"]),
    "1 the linked person": ("band", ["{case}", "{case}/people"]),
    "2 notes": ("verslag", ["{case}", "{case}/handover"]),
    "3 referrals": ("brief", ["{referral}"]),
    "4 agreements": ("bewijs", ["{case}/consents"]),
    "5 the board": ("partner", ["{case}/board", "{case}/handover"]),
    "6 today": ("taak", ["{case}", "/cases/today"]),
    "7 appointments and interpreters": ("afspraak", ["{case}/ties"]),
    "8 ties": ("bezoek", ["{case}/ties"]),
    "9 documents": ("bestand", ["{case}/documents"]),
}
# Point → a change, refused to whoever is not of the team as if the case were not there.
CHANGED = {
    "1 the page": ("/client", {"name": "x"}),
    "2 notes": ("/notes", {"text": "x"}),
    "3 referrals": ("/referrals", {"unit": "jurist"}),
    "4 agreements": ("/consents", {"party": "client"}),
    "5 the board": ("/partners", {"name": "x"}),
    "6 today": ("/tasks", {"words": "x"}),
    "7 interpreters": ("/appointments", {"on": day(3), "hour": "10:00"}),
    "8 ties": ("/ties", {"way": "visit"}),
    "9 documents": ("/documents", {}),
    "11 private notes": ("/notes", {"text": "x", "circle": "private"}),
}


@pytest.fixture
def people(app, alice, bob, charlie, dora):
    """Everybody by name. Rita sits at the reception: she works on cases, and is not on this one."""
    rita = person(app, "rita@example.org", "caseworker")
    assert send(rita, "/cases/desk", profile="reception").status_code == 303
    return {"alice": alice, "bob": bob, "charlie": charlie, "dora": dora, "rita": rita}


@pytest.fixture
def world(people):
    """A case with the word in every place that holds words; what leads to its referral."""
    alice, word = people[LEAD], SECRET
    case = open_case(alice, f"{word} titel")
    send(alice, f"{case}/team", email="bob@example.org", deputy="on")
    send(alice, f"{case}/client", name=f"{word} naam")
    send(alice, f"{case}/people", kind="linked", name=f"{word} band", relation="spouse")
    send(alice, f"{case}/notes", text=f"{word} verslag")
    send(alice, f"{case}/tasks", words=f"{word} taak", due=day(1), kind="task")
    send(alice, f"{case}/partners", name=f"{word} partner")
    send(alice, f"{case}/ties", way="visit", who=f"{word} bezoek")
    send(alice, f"{case}/appointments", on=day(3), hour="10:00", about=f"{word} afspraak")
    consented = {"party": "client", "to": "ocmw-1080", "how": "oral", "scope": "identity"}
    send(alice, f"{case}/consents", given=day(0), proof=f"{word} bewijs", **consented)
    file = (io.BytesIO(b"een gewone tekst"), f"{word} bestand.txt")
    form = {"csrf_token": fresh_token(alice), "file": file}
    alice.post(f"{case}/documents", data=form, content_type="multipart/form-data")
    asked = {"case": case.rsplit("/", 1)[1], "kind": "letter"}
    referral = send(alice, "/cases/refer/ocmw-1080", **asked).location
    send(alice, f"{referral}/compose", take="identity", **{"text-identity": f"{word} brief"})
    return {"case": case, "referral": referral}


def seen(browser, address, word):
    answer = browser.get(address)
    return answer.status_code, word in text_of(answer)


def test_lead_and_team_see_it_and_for_the_others_it_is_nowhere(people, world):
    shown = [(what, one.format(**world)) for what, addresses in SHOWN.values() for one in addresses]
    for what, address in shown:
        assert seen(people[LEAD], address, f"{SECRET} {what}") == (200, True), address
        if address != "/cases/today":  # a day is one's own: the next test
            assert seen(people[TEAM], address, f"{SECRET} {what}") == (200, True), address
    for address in {address for _what, address in shown}:
        for name in OTHERS:
            status, found = seen(people[name], address, SECRET)
            assert not found, (name, address)
            assert status == (404 if world["case"] in address or name == "dora" else 200), (name, address)


def test_the_team_sees_in_its_day_what_it_has_to_do(people, world):
    assert seen(people[TEAM], "/cases/today", SECRET) == (200, False)
    Task.update(holder=User.get(User.email == "bob@example.org")).execute()
    assert seen(people[TEAM], "/cases/today", f"{SECRET} taak") == (200, True)


def test_a_change_is_refused_to_the_others_as_if_there_were_no_case(people, world):
    for point, (path, form) in CHANGED.items():
        for name in OTHERS:
            assert send(people[name], world["case"] + path, **form).status_code == 404, (point, name)
        for name in (LEAD, TEAM):
            assert send(people[name], world["case"] + path, **form).status_code != 404, (point, name)


def test_10_the_search_in_cases_finds_for_lead_and_team_alone(people, world):
    for name, browser in people.items():
        answer = send(browser, "/cases/find", q=SECRET)
        found = text_of(answer).replace(f'value="{SECRET}"', "")
        assert (SECRET in found and world["case"] in found) == (name in (LEAD, TEAM)), name
        assert answer.status_code == (404 if name == "dora" else 200)


def test_11_a_private_note_is_its_authors_and_nobody_elses(people, world):
    send(people[LEAD], f"{world['case']}/notes", text="Alleenvoormij", circle="private")
    assert "Alleenvoormij" in text_of(people[LEAD].get(world["case"]))
    for name in (TEAM, *OTHERS):
        assert "Alleenvoormij" not in text_of(people[name].get(world["case"])), name
        assert "Alleenvoormij" not in text_of(send(people[name], "/cases/find", q="alleenvoor")), name
    made = text_of(send(people[TEAM], f"{world['case']}/bundle", section="notes"))
    assert SECRET in made
    assert "Alleenvoormij" not in made


def test_12_reports_are_for_the_coordinator_and_hold_no_word(app, people, world):
    for browser in people.values():
        assert browser.get("/statistics").status_code == 403
        assert browser.get("/statistics/export.xlsx").status_code == 403
    carl = person(app, "carl@example.org", "coordinator")
    page = carl.get("/statistics")
    assert page.status_code == 200
    assert SECRET not in text_of(page)
    assert world["case"] not in text_of(page)
