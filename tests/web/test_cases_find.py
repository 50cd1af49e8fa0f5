"""Search in one's own cases: what is found, for whom, and that nothing of it is left behind."""

import re

import pytest

from app.audit import AuditLine
from app.cases import finding
from app.cases.finding import SHELVES
from app.cases.models import Circle
from tests.web.conftest import enter, send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_referrals import composed
from tests.web.test_cases_team import share, uuid_of


@pytest.fixture(autouse=True)
def empty_shelves():
    SHELVES._held.clear()


@pytest.fixture
def case(alice):
    at = open_case(alice, "Zilverberk")
    send(alice, f"{at}/notes", text="Belde over de HUUR, élève absent; M. Yıldız")
    return at


def found(browser, query):
    """The titles and the marked words that a search gives."""
    page = text_of(send(browser, "/cases/find", q=query))
    part = page.split('id="found"')[1].split("</main>")[0]
    titles = [re.sub("<[^>]+>", "", one) for one in re.findall(r"<h2>(.*?)</h2>", part, re.S)]
    return titles, re.findall(r"<mark>(.*?)</mark>", part)


def test_a_name_or_words_of_a_note_lead_to_the_case(alice, case):
    marked = {
        "zilver": ["Zilver"],
        "huur": ["HUUR"],
        "eleve": ["élève"],
        "yildiz": ["Yıldız"],
        "zilver huur": ["Zilver", "HUUR"],
        "be": ["Be"],
    }
    for query, marks in marked.items():
        assert found(alice, query) == (["Zilverberk"], marks), query


def test_who_called_is_found_by_the_number_on_the_display(alice, case):
    send(alice, f"{case}/client", reach="0470/12 34 56, niet na 18 u")
    for query in (
        "0470123456", "0470 12 34 56", "0470/12.34.56", "+32 470 12 34 56", "0032470123456", "0470 12",
        "32470123456", "+32 0470 12 34 56",
    ):  # fmt: skip
        assert found(alice, query)[0] == ["Zilverberk"], query


def test_a_number_in_a_note_or_of_a_partner_leads_to_the_case(alice, case):
    send(alice, f"{case}/notes", text="De school belde, +32 (0)2 123 45 67, over Noor")
    for query, titles in (
        ("02 123 45 67", ["Zilverberk"]), ("021234567", ["Zilverberk"]), ("021234568", []),
    ):  # fmt: skip
        assert found(alice, query)[0] == titles, query
    send(alice, f"{case}/partners", name="Mr. Dubreucq", phone="+32 2 999 88 77")
    assert found(alice, "02/999.88.77")[0] == ["Zilverberk"]


def test_a_day_is_no_number_to_call_and_a_number_begins_at_no_digit_within_one(alice, case):
    send(alice, f"{case}/notes", text="Zitting op 2026-02-01. Haar werk: 20 0470 12 34 56")
    assert found(alice, "01/02/2026")[0] == ["Zilverberk"]
    assert found(alice, "0470123456")[0] == ["Zilverberk"]


def test_what_is_not_there_is_not_found(alice, case):
    for query in ("huur bestaat niet", "el x", "zz", "%", "<script>", "\0"):
        assert found(alice, query)[0] == [], query


def test_partners_household_tasks_and_conferences_are_found_too(alice, case):
    send(alice, f"{case}/partners", name="Mr. Ödegaard", role="lawyer")
    send(alice, f"{case}/tasks", words="Attest opvragen", kind="task")
    send(alice, f"{case}/conferences", on="2026-01-05", participants="School", decisions="Bijles", told="on")
    for query in ("odegaard", "attest", "bijles"):
        assert found(alice, query)[0] == ["Zilverberk"], query


def test_what_changes_is_found_at_the_next_letter(alice, case):
    assert found(alice, "woning")[0] == []
    send(alice, f"{case}/notes", text="Zoekt een woning")
    assert found(alice, "woning")[0] == ["Zilverberk"]


def test_for_strangers_administrator_and_reception_it_does_not_exist(
    alice, bob, charlie, dora, case, reception
):
    own = open_case(charlie, "Eigen zaak")
    send(charlie, f"{own}/notes", text="Ook hier iets over de huur")
    assert found(charlie, "huur")[0] == ["Eigen zaak"]
    page = text_of(send(charlie, "/cases/find", q="huur"))
    assert re.search(r"1\s+dossier", page)
    assert found(charlie, "zilver")[0] == []
    assert found(reception, "huur")[0] == []
    assert dora.get("/cases/find").status_code == 404
    assert send(dora, "/cases/find", q="huur").status_code == 404
    share(alice, case)
    assert found(bob, "huur")[0] == ["Zilverberk"]
    send(alice, f"{case}/team/{uuid_of('bob')}", do="leave")
    assert found(bob, "huur")[0] == []


def test_a_circle_is_found_by_its_members_alone(alice, bob, case):
    share(alice, case)
    send(bob, f"{case}/notes", text="Mijn eigen twijfel", circle="private")
    send(alice, f"{case}/circles", name="Wij")
    send(alice, f"{case}/notes", text="Onder psychologen", circle=Circle.get(~Circle.private).uuid)
    assert found(bob, "twijfel")[0] == ["Zilverberk"]
    assert found(alice, "twijfel")[0] == []
    assert found(alice, "psychologen")[0] == ["Zilverberk"]
    assert found(bob, "psychologen")[0] == []


def test_what_is_typed_stands_in_no_address_no_log_and_no_file(config, alice, case):
    assert alice.get("/cases/find?q=zilver").status_code == 200
    assert "Zilverberk" not in text_of(alice.get("/cases/find?q=zilver"))
    found(alice, "zilverb")
    found(alice, "huur")
    lines = [line.verb for line in AuditLine.select().where(AuditLine.about == case.rsplit("/", 1)[1])]
    assert lines.count("case.found") == 1  # once, and not for each letter
    for path in config.data_dir.rglob("*"):
        if path.is_file():
            assert b"zilverb" not in path.read_bytes().lower(), path
            assert b"huur, " not in path.read_bytes().lower(), path


def test_what_is_kept_in_memory_opens_for_no_other_browser_and_goes_with_the_session(app, alice, case):
    found(alice, "huur")
    (session, shelf), = SHELVES._held.items()  # fmt: skip
    (kept,) = shelf.cases.values()
    assert b"huur" not in kept.sealed
    assert finding.fold("HUUR élève") == "huur eleve"
    other = app.test_client()
    enter(other, "alice@example.org")
    found(other, "huur")
    assert len(SHELVES) == 2
    SHELVES.of(session).used = finding.now() - finding.timedelta(hours=2)
    other.get("/resources")
    assert list(SHELVES._held) != [session]
    assert len(SHELVES) == 1


def test_signing_out_forgets_it(alice, case):
    found(alice, "huur")
    assert len(SHELVES) == 1
    send(alice, "/sign-out")
    assert len(SHELVES) == 0


def test_the_search_asks_as_often_for_one_case_as_for_nine(alice, case, queries):
    with queries() as few:
        found(alice, "huur")
    for number in range(8):
        other = open_case(alice, f"Zaak {number}")
        send(alice, f"{other}/notes", text="Nog eens de huur")
    SHELVES._held.clear()
    with queries() as many:
        assert len(found(alice, "huur")[0]) == 9
    assert len([one for one in many if "SELECT" in one]) == len([one for one in few if "SELECT" in one])


ONE_LETTER = "verschilt één letter"


def test_a_slip_of_one_letter_finds_what_was_meant_and_says_so(alice, case):
    send(alice, f"{case}/notes", text="Belde met de Huisbaas, straat van de zonnebloem")
    marked = {
        "zilverbrek": ["Zilverberk"],
        "zilverbek": ["Zilverberk"],
        "zonebloem": ["zonnebloem"],
        "huisbass": ["Huisbaas"],
        "belde huisbass": ["Belde", "Huisbaas"],
        "zilver huisbass": ["Zilver", "Huisbaas"],
    }
    for query, marks in marked.items():
        assert found(alice, query) == (["Zilverberk"], marks), query
        assert ONE_LETTER in text_of(send(alice, "/cases/find", q=query)), query


def test_a_short_word_two_slips_or_another_number_find_nothing(alice, case):
    send(alice, f"{case}/notes", text="De Huisbaas, 0470 12 34 56, en de huur")
    for query in ("hurr", "zlivebrek", "0470123457", "huisbass 0470123457", "zilver hurr"):
        assert found(alice, query)[0] == [], query


def test_what_is_written_exactly_so_stands_alone(alice, case):
    open_case(alice, "Zilverbark")
    assert found(alice, "zilverberk")[0] == ["Zilverberk"]
    assert ONE_LETTER not in text_of(send(alice, "/cases/find", q="zilverberk"))


def test_a_slip_leads_to_nothing_of_others(alice, bob, charlie, dora, case):
    send(alice, f"{case}/notes", text="Mijn huisbaas", circle="private")
    share(alice, case)
    assert found(bob, "huisbass")[0] == []
    assert found(bob, "zilverbrek")[0] == ["Zilverberk"]
    assert found(charlie, "zilverbrek")[0] == []
    assert ONE_LETTER not in text_of(send(charlie, "/cases/find", q="zilverbrek"))
    assert send(dora, "/cases/find", q="zilverbrek").status_code == 404


def test_the_texts_of_a_referral_are_found_taken_along_or_not(alice, charlie, case):
    at = composed(alice, case, "letter", question="Kan zij naar de psycholoog?")
    assert found(alice, "psycholoog") == (["Zilverberk"], ["psycholoog"])
    texts = {"text-question": "Kan zij naar de psycholoog?", "text-situation": "Woont bij tante Fadila"}
    seen = re.search(r'name="seen" value="([^"]+)"', text_of(alice.get(at))).group(1)
    send(alice, f"{at}/compose", take=["question"], lang="fr", seen=seen, **texts)
    assert found(alice, "fadila") == (["Zilverberk"], ["Fadila"])
    assert "Doorverwijzing" in text_of(send(alice, "/cases/find", q="fadila"))
    assert found(charlie, "fadila")[0] == []
