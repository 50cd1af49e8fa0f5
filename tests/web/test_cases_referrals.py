"""Referrals and agreements through the browser: composed, looked at, sent by a link, answered, stopped."""

import re
from datetime import timedelta

import pytest

from app.cases import desk
from app.cases.models import Consent, Referral, Setting
from directory.clock import now
from directory.models import Service
from tests.web.conftest import send, token_of
from tests.web.test_cases import open_case, text_of

CONDITIONS = ["told", "agrees", "serves", "limited", "bound"]


def begin(browser, case, kind):
    """A referral to a service of the starter directory; its address."""
    answer = send(browser, "/cases/refer/ocmw-1080", case=case.rsplit("/", 1)[1], kind=kind)
    assert answer.status_code == 303
    return answer.location


def composed(browser, case, kind, **texts):
    """A referral with its blocks taken along."""
    at = begin(browser, case, kind)
    words = texts or {"identity": "Mevrouw Z", "question": "Kan zij op gesprek komen?"}
    form = {f"text-{code}": text for code, text in words.items()}
    assert send(browser, f"{at}/compose", take=list(words), lang="fr", **form).status_code == 303
    return at


def go(browser, at, conditions=CONDITIONS, **more):
    version = re.search(r'name="version" value="(\d+)"', text_of(browser.get(at)))
    form = {"version": version.group(1) if version else "0", "how": "oral", **more}
    return send(browser, f"{at}/go", conditions=conditions, **form)


def link_of(browser, at):
    return re.search(r"<code>http://localhost(/cases/partner/[^<]+)</code>", text_of(browser.get(at))).group(
        1
    )


def post(browser, path, **form):
    """Post as the partner does, with the token of the page that they see; the page that it leads to."""
    form = {**form, "csrf_token": token_of(browser.get(path))}
    return browser.post(path, data=form, follow_redirects=True)


@pytest.fixture
def case(alice):
    """The address of a case of Alice's."""
    return open_case(alice)


def test_only_what_is_ticked_leaves_and_it_is_shown_before(alice, case):
    at = begin(alice, case, "letter")
    form = {"text-identity": "Mevrouw Z", "text-situation": "Geheim", "take": ["identity"], "lang": "nl"}
    send(alice, f"{at}/compose", **form)
    shown = text_of(alice.get(at)).split('id="preview"')[1]
    assert "Mevrouw Z" in shown
    assert "Geheim" not in shown


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Fatima B. – zoon in Haren", "Fatima B."),
        ("Anne-Marie Peeters (verzonnen), OCMW", "Anne-Marie Peeters"),
        ("Mevrouw Z - schulden", "Mevrouw Z"),
        ("(Zilverberk)", ""),
    ],
)
def test_what_stands_behind_the_name_of_a_case_is_not_proposed_to_leave(alice, title, name):
    at = begin(alice, open_case(alice, title), "letter")
    block = re.search(r'id="text-identity"[^>]*>\s*([^<]*)</textarea>', text_of(alice.get(at)))
    assert block.group(1).strip() == name


def test_nothing_leaves_before_all_five_conditions_and_the_preview(alice, case):
    at = begin(alice, case, "sent")
    assert go(alice, at).status_code == 422
    assert Referral.get().status == "draft"
    at = composed(alice, case, "sent")
    assert go(alice, at, CONDITIONS[:4]).status_code == 422
    assert alice.get(f"{at}/letter").status_code == 422
    assert go(alice, at, ["bound"], version="7").status_code == 422
    row = Referral.get(Referral.uuid == at.rsplit("/", 1)[1])
    # The set is what the last form on this text held; the client's agreement is asked for each recipient.
    assert (row.status, row.conditions.split()) == ("draft", CONDITIONS[:4])
    assert Consent.select().count() == 0
    assert go(alice, at).status_code == 303
    assert (Referral.get_by_id(row.id).status, Consent.get().scope) == ("requested", "identity question")


def test_a_letter_prints_in_three_languages_once_it_may_leave(alice, case):
    at = composed(alice, case, "letter")
    go(alice, at)
    assert Referral.get().status == "given"
    headings = {"nl": "Onze vraag", "fr": "Notre demande", "en": "Our question"}
    for lang, heading in headings.items():
        paper = text_of(alice.get(f"{at}/letter?lang={lang}"))
        assert heading in paper
        # The paper is the partner's, the page around it the reader's.
        assert f'<article class="leaf" lang="{lang}">' in paper
        assert "Terug naar de doorverwijzing" in paper
        assert "Kan zij op gesprek komen?" in paper


def test_a_warm_referral_has_a_sheet_for_the_call(alice, case):
    at = composed(alice, case, "warm")
    go(alice, at)
    assert "02 412 53 10" in text_of(alice.get(f"{at}/call")) or "<strong>0" in text_of(
        alice.get(f"{at}/call")
    )


@pytest.mark.parametrize("kind", ["letter", "warm", "sent", "anything"])
def test_nothing_with_content_goes_to_the_justice_chain(alice, case, kind):
    Service.update(category="prison").where(Service.external_id == "ocmw-1080").execute()
    uuid = case.rsplit("/", 1)[1]
    assert send(alice, "/cases/refer/ocmw-1080", case=uuid, kind=kind).status_code == 422
    assert Referral.select().count() == 0
    assert send(alice, "/cases/refer/ocmw-1080", case=uuid, kind="info").status_code == 303


def test_a_unit_of_the_own_service_asks_the_same_agreement(alice, case):
    at = send(alice, f"{case}/referrals", unit="psychologist").location
    send(alice, f"{at}/compose", take=["question"], **{"text-question": "Een gesprek?"})
    assert go(alice, at, CONDITIONS[:1]).status_code == 422
    assert go(alice, at).status_code == 303
    assert (Referral.get().status, Consent.get().unit) == ("requested", "psychologist")


def test_every_step_shows_on_the_page_and_the_outcome_is_coded(alice, case):
    at = composed(alice, case, "warm")
    go(alice, at)
    for verb in ("receive", "accept", "start"):
        assert send(alice, f"{at}/step", do=verb).status_code == 303
    assert send(alice, f"{at}/step", **{"do": "complete", "code-complete": "wonderful"}).status_code == 422
    assert send(alice, f"{at}/step", do="accept").status_code == 422
    send(alice, f"{at}/step", **{"do": "complete", "code-complete": "started"})
    assert (Referral.get().status, Referral.get().outcome) == ("completed", "started")


def test_an_open_referral_to_a_service_that_closed_down_says_so(alice, case):
    at = composed(alice, case, "letter")
    words = ("The sheet of this service was put away, and none", "Its sheet was put away")
    pages = (at, f"{case}/referrals")
    english = {"Accept-Language": "en"}
    for archived, status, told in (
        (False, "draft", False),
        (True, "draft", True),
        (True, "cancelled", False),
    ):
        Service.update(archived=archived).where(Service.external_id == "ocmw-1080").execute()
        Referral.update(status=status).execute()
        for page, text in zip(pages, words, strict=True):
            assert (text in text_of(alice.get(page, headers=english))) is told


def test_agreements_are_recorded_and_shown(alice, case):
    page = send(alice, f"{case}/consents", party="client", how="oral", given="2026-01-05", scope=["contact"])
    assert page.status_code == 422
    send(
        alice, f"{case}/consents", party="client", how="oral", given="2026-01-05", scope=["contact"],
        to="ocmw-1080", proof="Zei ja aan de telefoon",
    )  # fmt: skip
    assert "Zei ja aan de telefoon" in text_of(alice.get(f"{case}/consents"))
    assert send(alice, f"{case}/consents/{Consent.get().uuid}").status_code == 303
    assert Consent.get().withdrawn is not None


@pytest.mark.parametrize(
    ("setting", "words"), [("news_after", "Geen nieuws sinds"), ("expire_after", "laten vervallen")]
)
def test_silence_is_said_after_the_days_that_the_service_chose(alice, case, setting, words):
    at = composed(alice, case, "sent")
    go(alice, at)
    nl = {"Accept-Language": "nl"}
    assert words not in text_of(alice.get(at, headers=nl))
    days = desk.number(setting)
    Referral.update(news=now() - timedelta(days=days)).execute()
    assert words in text_of(alice.get(at, headers=nl))
    Setting.create(name="news_after", value="60")
    Setting.create(name="expire_after", value="90")
    assert words not in text_of(alice.get(at, headers=nl))
    # News without a step starts the clock anew.
    Setting.delete().execute()
    send(alice, f"{at}/step", do="heard")
    assert words not in text_of(alice.get(at, headers=nl))
