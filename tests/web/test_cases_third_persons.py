"""What is about a third person asks the agreement of every linked person: one does not speak for another."""

from datetime import timedelta

import pytest

from app.cases import clock, notes, withdrawing
from app.cases.models import Case, Consent, Note, Person, Referral
from tests.web.conftest import send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_referrals import begin, go, link_of, post

WORDS = "Yusuf zit in Haren"


@pytest.fixture
def case(alice):
    """The address of a case of Alice's with two linked persons."""
    at = open_case(alice)
    for name in ("Ahmed", "Yusuf"):
        send(alice, f"{at}/people", kind="linked", name=name, relation="partner")
    return at


def linked():
    return list(Person.select().where(Person.kind == "linked").order_by(Person.id))


def agrees(browser, case, person, *scope):
    form = {
        "party": "linked",
        "person": person.uuid,
        "scope": list(scope or ("share", "support")),
        "how": "oral",
    }
    answer = send(browser, f"{case}/consents", given=clock.today().isoformat(), **form)
    assert answer.status_code == 303


def told(browser, case):
    """A referral that tells about a third person."""
    at = begin(browser, case, "sent")
    form = {"text-linked": WORDS, "take": ["linked"], "lang": "nl"}
    assert send(browser, f"{at}/compose", **form).status_code == 303
    return at


def test_the_word_of_one_linked_person_is_not_the_word_of_another(alice, case):
    ahmed, yusuf = linked()
    agrees(alice, case, ahmed)
    at = told(alice, case)
    assert go(alice, at).status_code == 422
    assert Referral.get().status == "draft"
    agrees(alice, case, yusuf, "support")
    assert go(alice, at).status_code == 422, "to something else"
    agrees(alice, case, yusuf, "share")
    assert go(alice, at).status_code == 303
    assert Referral.get().status == "requested"


@pytest.mark.parametrize("which", [0, 1])
def test_one_who_takes_it_back_stops_it_although_the_other_still_agrees(client, alice, case, which):
    for person in linked():
        agrees(alice, case, person)
    at = told(alice, case)
    go(alice, at)
    link = link_of(alice, at)
    assert WORDS in text_of(post(client, link, do="confirm"))
    row = Consent.get(Consent.person == linked()[which])
    assert send(alice, f"{case}/consents/{row.uuid}").status_code == 303
    assert client.get(link).status_code == 410
    assert (Referral.get().status, Referral.get().reason) == ("cancelled", "linked_withdrew")


def test_a_linked_person_who_is_added_later_has_not_agreed(client, alice, case):
    for person in linked():
        agrees(alice, case, person)
    at = told(alice, case)
    go(alice, at)
    link = link_of(alice, at)
    send(alice, f"{case}/people", kind="linked", name="Samir", relation="partner")
    assert client.get(link).status_code == 410
    agrees(alice, case, linked()[-1])
    assert client.get(link).status_code == 200


def test_a_note_about_ones_own_support_freezes_when_one_takes_it_back(alice, case):
    ahmed, yusuf = linked()
    agrees(alice, case, ahmed)
    row = Case.get()
    assert withdrawing.frozen(row)
    agrees(alice, case, yusuf)
    assert not withdrawing.frozen(row)
    send(alice, f"{case}/notes", text="Plannen voor later")
    Note.update(kind=notes.LINKED_SUPPORT).execute()
    english = {"Accept-Language": "en"}
    frozen = "Frozen: the person concerned no longer agrees."
    assert frozen not in text_of(alice.get(case, headers=english))
    send(alice, f"{case}/consents/{Consent.get(Consent.person == ahmed).uuid}")
    assert frozen in text_of(alice.get(case, headers=english))
    assert send(alice, f"{case}/notes/{Note.get().uuid}", text="Anders").status_code == 422


@pytest.mark.parametrize("ending", ["withdrawn", "ended"])
def test_a_person_whose_agreement_was_taken_back_or_ended_stays_on_record(alice, case, ending):
    ahmed, yusuf = linked()
    for person in (ahmed, yusuf):
        agrees(alice, case, person)
    if ending == "withdrawn":
        send(alice, f"{case}/consents/{Consent.get(Consent.person == ahmed).uuid}")
    else:
        yesterday = clock.today() - timedelta(days=1)
        Consent.update(given=yesterday, until=yesterday).where(Consent.person == ahmed).execute()
    answer = send(alice, f"{case}/people/{ahmed.uuid}", do="remove")
    assert answer.status_code == 422
    assert "ingetrokken of afgelopen" in text_of(answer)
    assert "Ahmed" in text_of(answer)
    assert (len(linked()), Consent.select().count()) == (2, 2)
    assert withdrawing.frozen(Case.get())


def test_a_person_who_was_added_by_mistake_or_still_agrees_can_be_taken_away(alice, case):
    ahmed, yusuf = linked()
    agrees(alice, case, ahmed)
    for person in (ahmed, yusuf):
        assert send(alice, f"{case}/people/{person.uuid}", do="remove").status_code == 303
    assert linked() == []
