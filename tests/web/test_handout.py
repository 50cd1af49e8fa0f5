"""The hand-out, and what somebody keeps of a sheet for oneself."""

import re

import pytest

from app.audit import AuditLine
from app.resources import own
from app.resources.models import OwnNote, Picked
from directory import editing, knowledge, merging, snapshots
from directory.models import Phone, Service
from tests.web.conftest import enter, person, send
from tests.web.test_cases import open_case, text_of

ONE, TWO = "ocmw-1070", "ocmw-1080"


def pick(browser, *ids):
    for one in ids:
        assert send(browser, "/handout", add=one).status_code == 303


def paper(browser, lang="nl", **more):
    return text_of(browser.get("/handout/paper", query_string={"lang": lang, **more}))


def test_sheets_are_collected_in_order_taken_off_and_emptied(alice):
    pick(alice, TWO, ONE, TWO)
    page = text_of(alice.get("/handout"))
    assert page.index(f"/resources/{TWO}") < page.index(f"/resources/{ONE}")
    send(alice, "/handout", remove=TWO)
    assert f"/resources/{TWO}" not in text_of(alice.get("/handout"))
    send(alice, "/handout", clear="1")
    assert Picked.select().count() == 0
    assert alice.get("/handout/paper").location == "/handout"


def test_the_list_is_ones_own(alice, bob):
    pick(alice, ONE)
    assert f"/resources/{ONE}" not in text_of(bob.get("/handout"))


def test_a_sheet_and_a_result_line_say_that_they_are_on_the_list(alice):
    alice.set_cookie("language", "en")
    line = re.compile(rf'name="add" value="{ONE}" aria-pressed="false" aria-label="On the hand-out')
    assert line.search(text_of(alice.get("/resources?q=anderlecht")))
    assert 'href="tel:+3225294120"' in text_of(alice.get("/resources?q=anderlecht"))
    answer = send(alice, "/handout", add=ONE, query="q=anderlecht")
    assert answer.location == "/resources?q=anderlecht"
    assert not line.search(text_of(alice.get("/resources?q=anderlecht")))
    assert "✓ On the hand-out" in text_of(alice.get(f"/resources/{ONE}"))
    assert "1 address to print" in text_of(alice.get(f"/resources/{TWO}"))


def test_more_than_fit_on_one_page_are_refused_with_a_reason(alice):
    alice.set_cookie("language", "en")
    ids = [row.external_id for row in Service.select().limit(own.MOST_PICKED + 1)]
    pick(alice, *ids[:-1])
    answer = send(alice, "/handout", add=ids[-1])
    assert answer.status_code == 422
    assert "No more fit on one page" in text_of(answer)
    assert Picked.select().count() == own.MOST_PICKED


@pytest.mark.parametrize(
    ("lang", "heading", "name", "languages"),
    [
        ("nl", "Nuttige adressen", "OCMW Anderlecht", "Openingsuren"),
        ("fr", "Adresses utiles", "CPAS d", "Heures"),
        ("en", "Useful addresses", "OCMW Anderlecht", "Hours"),
    ],
)
def test_the_paper_speaks_the_language_that_was_chosen_whoever_prints_it(
    alice, lang, heading, name, languages
):
    alice.set_cookie("language", "nl" if lang != "nl" else "fr")
    Service.update(opening_hours="Mo-Fr 09:00-12:00").where(Service.external_id == ONE).execute()
    pick(alice, ONE)
    page = paper(alice, lang)
    assert f'<html lang="{lang}">' in page
    assert heading in page
    assert name in page
    assert languages in page
    assert 'href="tel:+32' in page
    assert re.search(r'<img src="data:image/svg\+xml[^"]+" alt="(?:Code )?QR', page)
    assert "style=" not in page


def test_a_language_that_does_not_exist_is_the_readers_own(alice):
    alice.set_cookie("language", "fr")
    pick(alice, ONE)
    assert '<html lang="fr">' in paper(alice, "xx")


def test_nothing_of_a_client_the_team_or_a_secret_address_is_on_the_paper(alice):
    case = open_case(alice, "Zilverberk")
    alice.get(f"/resources/{ONE}?case={case.rsplit('/', 1)[1]}")
    sheet = Service.get(external_id=ONE)
    street = sheet.locations.get().street
    knowledge.add(sheet, "vraag naar Fatima", "x")
    send(alice, f"/resources/{ONE}/note", text="eigen woorden")
    pick(alice, ONE)
    page = paper(alice)
    assert street in page
    editing.restrict_address(ONE, True, "eva")
    page = paper(alice)
    for secret in (street, "Fatima", "eigen woorden", "Zilverberk", case, "alice"):
        assert secret not in page, secret


def test_what_the_list_prints_is_the_paper_without_a_secret_address(alice):
    alice.set_cookie("language", "en")
    assert "Useful addresses" not in text_of(alice.get("/handout"))
    street = Service.get(external_id=ONE).locations.get().street
    pick(alice, ONE)
    page = text_of(alice.get("/handout"))
    printed = page[page.index('<div class="paper printed n1">') :]
    assert "Useful addresses" in printed
    assert 'href="tel:+3225294120"' in printed
    assert street in printed
    editing.restrict_address(ONE, True, "eva")
    assert street not in text_of(alice.get("/handout"))


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("nl", "Hoe je er terechtkunt: Zonder afspraak<"),
        ("fr", "Comment s’y adresser\N{NO-BREAK SPACE}: Sans rendez-vous<"),
        ("en", "How to get in: Walk-in<"),
    ],
)
def test_how_one_gets_in_stands_on_the_paper_in_its_language(alice, lang, told):
    Service.update(access="walk-in").where(Service.external_id == ONE).execute()
    Service.update(access="").where(Service.external_id == TWO).execute()
    pick(alice, ONE, TWO)
    page = paper(alice, lang)
    assert told in re.findall(r"class=\"access\">(.*?<)", page)
    assert page.count('class="access"') == 1
    editing.restrict_address(ONE, True, "eva")
    street = Service.get(external_id=ONE).locations.get().street
    Service.update(access=f"walk-in; at {street}").where(Service.external_id == ONE).execute()
    assert street not in paper(alice, lang)


def test_large_type_takes_fewer_sheets(alice):
    pick(alice, *[row.external_id for row in Service.select().limit(6)])
    assert paper(alice).count("<article>") == 6
    large = paper(alice, large="1")
    assert large.count("<article>") == 4
    assert "paper n4 large" in large


def test_a_note_for_oneself_is_read_by_nobody_else_and_lies_readable_nowhere(alice, bob, config):
    send(alice, f"/resources/{ONE}/note", text="Sterrenkijker\r\nbelt terug")
    assert "Sterrenkijker\nbelt terug" in text_of(alice.get(f"/resources/{ONE}"))
    assert "Sterrenkijker" not in text_of(bob.get(f"/resources/{ONE}"))
    held = [path.read_bytes() for path in config.data_dir.rglob("*") if path.is_file()]
    assert not any(b"Sterrenkijker" in one for one in held)
    line = AuditLine.select().order_by(AuditLine.id.desc()).first()
    assert (line.verb, line.about) == ("own_note.kept", ONE)
    send(alice, f"/resources/{ONE}/note", text=" ")
    assert OwnNote.select().count() == 0


def test_a_note_that_is_too_long_comes_back_as_it_was_typed(alice):
    answer = send(alice, f"/resources/{ONE}/note", text="ster " * 1000)
    assert answer.status_code == 422
    assert "ster ster" in text_of(answer)
    assert OwnNote.select().count() == 0


def test_what_one_keeps_survives_another_name_and_a_merge(alice):
    send(alice, "/favourites", add=ONE)
    pick(alice, ONE)
    for external_id, words in ((ONE, "eerste woord"), (TWO, "tweede woord")):
        send(alice, f"/resources/{external_id}/note", text=words)
    away, kept = Service.get(external_id=ONE), Service.get(external_id=TWO)
    editing.save(ONE, snapshots.of(away) | {"name_nl": "Andere naam"}, away.version, "eva")
    assert "Andere naam" in text_of(alice.get("/handout"))
    row = merging.merge(away, kept, snapshots.of(kept), "eva")
    page = text_of(alice.get(f"/resources/{TWO}"))
    assert "★" in page
    assert "✓" in page
    assert "eerste woord" in page
    assert "tweede woord" in page
    merging.undo(row, "eva")
    assert "eerste woord" in text_of(alice.get(f"/resources/{ONE}"))
    assert "eerste woord" not in text_of(alice.get(f"/resources/{TWO}"))
    enter(alice, "alice@example.org")
    send(alice, f"/resources/{ONE}/note", text="een")
    assert OwnNote.select().count() == 2


def test_an_administrator_may_print_addresses_too(dora):
    pick(dora, ONE)
    assert "OCMW" in paper(dora)


def test_somebody_else_of_the_same_team_has_a_note_of_their_own(app, alice):
    eva = person(app, "eva@example.org", "editor")
    send(alice, f"/resources/{ONE}/note", text="van alice")
    send(eva, f"/resources/{ONE}/note", text="van eva")
    assert "van alice" in text_of(alice.get(f"/resources/{ONE}"))
    assert "van eva" in text_of(eva.get(f"/resources/{ONE}"))


def test_the_booklet_tells_in_the_readers_language_how_to_get_in(alice):
    alice.set_cookie("language", "fr")
    Service.update(access="walk-in; ring twice").where(Service.external_id == ONE).execute()
    page = alice.get("/resources/booklet").get_data(as_text=True)
    assert "sans rendez-vous\N{NO-BREAK SPACE}; ring twice" in page
    assert "Sur rendez-vous" in page
    assert "walk-in" not in page


def test_no_text_on_the_paper_names_the_street_of_a_secret_address(alice):
    sheet = Service.get(external_id=ONE)
    street = sheet.locations.get().street
    name = " ".join(word for word in street.split() if word.isalpha())
    told = {
        "description_nl": f"Bel aan in de {name.upper()}", "name_nl": f"Huis {name}",
        "opening_hours": "Mo-Fr 09:00-12:00", "website": f"https://huis.example/{name.replace(' ', '-')}",
    }  # fmt: skip
    Service.update(**told).where(Service.external_id == ONE).execute()
    pick(alice, ONE)
    assert name.lower() in paper(alice).lower()
    booklet = text_of(alice.get("/resources/booklet"))
    assert f"Huis {name}" in booklet
    editing.restrict_address(ONE, True, "eva")
    page = paper(alice)
    assert name.lower() not in page.lower()
    assert "09:00" in page, "what tells nothing stays"
    assert name.lower() not in text_of(alice.get("/resources/booklet")).lower()
    assert name in text_of(alice.get(f"/resources/{ONE}")), "inside it is read, with a warning"


def test_a_service_without_a_number_is_named_before_printing_and_nobody_is_told_to_call_it(alice):
    pick(alice, ONE, TWO)
    assert "bel eerst." in paper(alice)
    assert "Geen telefoonnummer" not in paper(alice)
    sheet = Service.get(external_id=TWO)
    Phone.delete().where(Phone.service == sheet).execute()
    Service.update(version=Service.version + 1).where(Service.id == sheet.id).execute()
    page = paper(alice)
    assert f"Geen telefoonnummer op de fiche: {sheet.name('nl')[0]}<" in page
    assert "bel eerst waar een nummer staat." in page


def test_the_page_that_refers_leads_back_to_the_sheet(alice):
    case = open_case(alice)
    uuid = case.rsplit("/", 1)[1]
    assert f'href="/resources/{TWO}?case={uuid}"' in text_of(alice.get(f"/cases/refer/{TWO}?case={uuid}"))
    assert f'href="/resources/{TWO}"' in text_of(alice.get(f"/cases/refer/{TWO}"))
