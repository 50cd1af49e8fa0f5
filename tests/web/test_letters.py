"""The letter: whole addresses, its sender, the same as its preview; and what is said where there is none."""

import re
from datetime import timedelta

import pytest

from app.cases.models import Consent, ReferralEvent, Setting
from directory.clock import now
from directory.models import Location, Service
from tests.web.conftest import send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_referrals import begin, composed, go, link_of, post

NL = {"Accept-Language": "nl"}
ARTICLE = re.compile(r'<article class="leaf" lang="(\w+)">(.*?)</article>', re.S)


@pytest.fixture
def case(alice):
    return open_case(alice)


@pytest.fixture
def place():
    """Where the letter goes."""
    sheet = Service.get(external_id="ocmw-1080")
    Location.update(
        street="Rozenstraat 4", postal_code="1080", municipality_nl="Sint-Jans-Molenbeek",
        municipality_fr="Molenbeek-Saint-Jean",
    ).where(Location.service == sheet).execute()  # fmt: skip


def leaf_of(page):
    """The language and the lines of the letter on a page, whatever the level of its headings."""
    lang, body = ARTICLE.search(page).groups()
    return lang, [line.strip() for line in re.sub(r"<[^>]+>", "\n", body).splitlines() if line.strip()]


def test_a_letter_has_the_whole_address_in_its_own_language(alice, case, place):
    at = composed(alice, case, "letter")
    go(alice, at)
    towns = {"nl": "1080 Sint-Jans-Molenbeek", "fr": "1080 Molenbeek-Saint-Jean"}
    for lang, town in towns.items():
        _lang, lines = leaf_of(text_of(alice.get(f"{at}/letter?lang={lang}")))
        assert lines[lines.index("Rozenstraat 4") + 1] == town


def test_what_is_shown_before_is_the_letter_that_leaves_and_what_the_partner_reads(
    client, alice, case, place
):
    Setting.create(name="service_name", value="Ons huis")
    Setting.create(name="service_address", value="Kaai 1, 1000 Brussel")
    at = composed(alice, case, "sent")
    shown = leaf_of(text_of(alice.get(at)).split('id="preview"')[1])
    assert shown[0] == "fr"
    for line in ("Ons huis", "Kaai 1, 1000 Brussel", "Notre demande", "Mevrouw Z", "alice@example.org"):
        assert line in shown[1]
    go(alice, at)
    assert leaf_of(text_of(alice.get(f"{at}/letter"))) == shown
    link = link_of(alice, at)
    assert leaf_of(text_of(post(client, link, do="confirm"))) == shown


def test_a_letter_that_is_printed_again_carries_the_day_on_which_it_left(alice, case):
    at = composed(alice, case, "letter")
    go(alice, at)
    moment = now() - timedelta(days=40)
    ReferralEvent.update(at=moment).where(ReferralEvent.verb == "give").execute()
    page = text_of(alice.get(f"{at}/letter?lang=nl"))
    months = "januari februari maart april mei juni juli augustus september oktober november december".split()
    assert f"{months[moment.month - 1]} {moment.year}" in page


def test_the_language_in_which_it_was_written_comes_first(alice, case):
    at = composed(alice, case, "letter")  # in French
    go(alice, at)
    page = text_of(alice.get(at, headers=NL))
    first, others = page.split("Alleen de titels in een andere taal:")
    assert re.findall(r"/letter\?lang=(\w+)", first) == ["fr"]
    assert re.findall(r"/letter\?lang=(\w+)", others) == ["nl", "en"]
    assert "data-print" in text_of(alice.get(f"{at}/letter"))


def test_who_makes_a_letter_is_told_that_it_has_no_sender(alice, carl, case):
    at = composed(alice, case, "letter")
    told = "onze eigen gegevens zijn niet ingevuld (Naam van de dienst, Adres, Telefoon)"
    page = text_of(alice.get(at, headers=NL))
    assert told in page
    assert "Een coördinator vult ze in" in page
    assert told in text_of(alice.get(f"{case}/certificate", headers=NL))
    own = open_case(carl, "Een ander")
    assert 'href="/cases/settings"' in text_of(carl.get(f"{own}/certificate"))
    for name in ("service_name", "service_address", "service_phone"):
        Setting.create(name=name, value="iets")
    assert "niet ingevuld" not in text_of(alice.get(at, headers=NL))
    assert "niet ingevuld" not in text_of(alice.get(f"{case}/certificate", headers=NL))


def test_a_draft_that_was_stopped_offers_no_letter_and_does_not_say_that_it_left(alice, case):
    at = composed(alice, case, "letter")
    send(alice, f"{at}/step", **{"do": "cancel", "code-cancel": "us"})
    page = text_of(alice.get(at, headers=NL))
    assert "/letter" not in page
    assert "Wat voorbereid werd en nooit vertrok" in page
    assert "Wat zij te lezen kregen" not in page
    old = alice.get(f"{at}/letter", headers=NL)
    assert old.status_code == 422
    assert "er is geen brief meer" in text_of(old)
    assert f'href="{case}/referrals"' in text_of(old)


def test_after_the_agreement_ended_no_letter_is_offered_and_the_old_address_leads_back(alice, case):
    at = composed(alice, case, "letter")
    go(alice, at)
    assert "/letter" in text_of(alice.get(at))
    send(alice, f"{case}/consents/{Consent.get().uuid}")
    assert "/letter" not in text_of(alice.get(at))
    old = alice.get(f"{at}/letter")
    assert old.status_code == 422
    assert f'href="{case}/referrals"' in text_of(old)
    untouched = begin(alice, case, "letter")
    assert alice.get(f"{untouched}/letter").status_code == 422


def test_the_client_is_called_the_client_and_not_by_the_word_for_who_is_in_custody(alice, case):
    at = composed(alice, case, "letter")
    go(alice, at)
    assert "samen met de cliënt opgesteld" in text_of(alice.get(f"{at}/letter?lang=nl"))
    assert "la personne que nous accompagnons" in text_of(alice.get(f"{at}/letter?lang=fr"))
    made = send(alice, f"{case}/certificate", name="Mevrouw Z", on="2026-01-05", lang="nl", asked="on")
    assert "op vraag van de cliënt" in text_of(made)
    assert "5 januari 2026" in text_of(made)
