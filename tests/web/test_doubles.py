"""Duplicates as an editor meets them: warned while typing, listed, merged, and merged no more."""

import json
import re
from datetime import datetime, timedelta
from importlib import import_module

import pytest

from app.audit import AuditLine
from app.auth.models import User
from app.cases import clock, consent, outcomes
from app.cases.models import Consent, Partner, Referral
from app.resources.models import Favourite
from directory import merging
from directory.clock import now
from directory.models import Phone, Service
from tests.web.conftest import person, send
from tests.web.test_cases import open_case, text_of
from tests.web.test_cases_referrals import composed, go, link_of
from tests.web.test_editing import fields, send_edit

ONE, TWO = "ocmw-1070", "ocmw-1080"
PAGES = ("/editor/duplicates", f"/editor/merge?away={ONE}&kept={TWO}")


@pytest.fixture
def eva(app):
    """The editor of the directory."""
    browser = person(app, "eva@example.org", "editor")
    browser.set_cookie("language", "en")
    return browser


def twin(name="Praatcafe Zonnebloem"):
    row = Service.create(external_id="twin", category="other", name_nl=name)
    Phone.create(service=row, number="+3225294129")
    return row


def without_tokens(page):
    return re.sub(r'name="csrf_token" value="[^"]*"', "", text_of(page))


def merge(browser, **form):
    return send(browser, "/editor/merge", away=ONE, kept=TWO, **form)


def test_only_those_who_edit_merge(alice, dora, eva):
    for path in PAGES:
        assert [one.get(path).status_code for one in (alice, dora, eva)] == [403, 403, 200], path
    assert merge(alice).status_code == 403
    assert send(alice, "/editor/alike").status_code == 403


def test_while_a_name_is_typed_the_sheet_that_has_it_is_shown_and_nothing_is_stored(eva):
    row = twin()
    told = text_of(send(eva, "/editor/alike", name_nl="Praatcafé Zonne"))
    assert row.external_id in told
    assert "a name like it" in told
    assert "02 529 41 29" in told
    assert "notice" not in text_of(send(eva, "/editor/alike", name_nl="Iets heel anders"))
    assert Service.select().count() == 130


def test_without_scripts_the_warning_comes_before_saving_and_the_form_as_it_was_typed(eva):
    twin()
    form = fields(eva.get("/editor/new"))
    typed = {"name_nl": "Praatcafé Zonnebloem", "category": "other", "cost": "gratis thee"}
    answer = send_edit(eva, "/editor/new", form, **typed)
    assert answer.status_code == 422
    assert "gratis thee" in text_of(answer)
    assert "Is it one of these?" in text_of(answer)
    assert Service.select().count() == 130
    answer = send_edit(eva, "/editor/new", fields(answer))
    assert answer.status_code == 303
    assert Service.select().count() == 131


def test_another_row_of_the_form_keeps_the_warning_and_what_was_seen(eva):
    twin()
    form = fields(eva.get("/editor/new"))
    more = send_edit(eva, "/editor/new/more", form, name_nl="Praatcafé Zonnebloem", more="phones")
    assert ("seen", "twin ") in fields(more)


def test_a_likely_pair_is_listed_until_it_is_judged(eva):
    twin("Zonnebloem huis")
    Service.create(external_id="other", category="other", name_nl="Zonnebloemhuis")
    page = text_of(eva.get("/editor/duplicates"))
    assert "Compare and merge" in page
    assert "a name like it" in page
    assert send(eva, "/editor/duplicates/apart", one="twin", two="other").status_code == 303
    assert "Compare and merge" not in text_of(eva.get("/editor/duplicates"))


def test_the_list_asks_the_database_as_often_for_many_pairs_as_for_one(eva, queries):
    def count():
        eva.get("/editor/duplicates")
        with queries() as asked:
            eva.get("/editor/duplicates")
        return len(asked)

    for at in range(2):
        Service.create(external_id=f"z{at}", category="other", name_nl="Zonnebloem")
    few = count()
    for at in range(6):
        Service.create(external_id=f"y{at}", category="other", name_nl=f"Zonnebloem {'ab'[at % 2]}")
    assert count() == few


def test_merging_moves_favourites_and_partners_and_leaves_what_was_said_to_the_client(alice, eva):
    case = open_case(alice)
    uuid = case.rsplit("/", 1)[1]
    send(alice, f"/cases/refer/{ONE}", case=uuid, kind="info")
    send(alice, f"{case}/partners", sheet=ONE, purpose="rent")
    send(alice, "/favourites", add=ONE)
    send(eva, "/favourites", add=ONE)
    send(eva, "/favourites", add=TWO)
    kept, away = Service.get(external_id=TWO), Service.get(external_id=ONE)
    user = User.get(email="alice@example.org")
    Consent.create(
        case=Referral.get().case, author=user, party="client", service=away, scope="x", how="oral",
        given="2026-01-01", proof=b"",
    )  # fmt: skip
    page = without_tokens(eva.get(PAGES[1]))
    send(alice, f"/cases/refer/{ONE}", case=uuid, kind="info")
    assert without_tokens(eva.get(PAGES[1])) == page, "no editor sees a count move as colleagues work"
    answer = merge(eva)
    assert answer.location == f"/resources/{TWO}"
    assert Referral.get().service_id == Consent.get().service_id == away.id
    assert not {"referral.service", "consent.service"} & set(json.loads(merging.Merge.get().moved))
    assert {row.service_id for row in Favourite.select().where(Favourite.user == user)} == {kept.id}
    assert "Molenbeek" in text_of(alice.get("/resources"))
    board = text_of(alice.get(f"{case}/board"))
    assert f"/resources/{TWO}" in board
    assert alice.get(f"/resources/{ONE}").location == f"/resources/{TWO}"
    assert "Anderlecht" in text_of(eva.get(f"/resources/{TWO}"))
    assert f'data-sheet="{ONE}"' not in text_of(alice.get("/resources?q=ocmw+anderlecht"))


def test_a_referral_leads_to_the_sheet_that_its_own_was_merged_into_and_its_news_is_the_partners(alice, eva):
    case = open_case(alice)
    uuid = case.rsplit("/", 1)[1]
    send(alice, f"/cases/refer/{ONE}", case=uuid, kind="info")
    send(alice, f"{case}/partners", sheet=ONE, purpose="rent")
    Referral.update(news=datetime(2026, 2, 3, 9)).execute()
    page = f"{case}/referrals/{Referral.get().uuid}"
    link = f'<h2><a href="/resources/{ONE}?case={uuid}">OCMW Anderlecht</a></h2>'
    before = text_of(alice.get(page))
    assert link in before
    assert "staat deze dienst nu als" not in before
    merge(eva)
    after = text_of(alice.get(page))
    assert link in after, "the name that was told to the client stays"
    assert "In de sociale kaart staat deze dienst nu als “OCMW Sint-Jans-Molenbeek”." in after
    assert "3 feb 2026" in text_of(alice.get(f"{case}/board"))


def test_a_partner_whose_sheet_was_merged_is_named_once_among_those_without_news(alice, eva):
    case = open_case(alice)
    send(alice, f"{case}/partners", sheet=ONE, purpose="rent")
    go(alice, composed(alice, case, "warm"))
    row = Referral.get()
    Referral.update(service=Service.get(external_id=ONE), news=now() - timedelta(days=11)).execute()
    Partner.update(changed=now() - timedelta(days=11)).execute()
    merge(eva)
    top = text_of(alice.get(f"{case}/board")).split("Coördinatie</h2>")[1].split("<article")[0]
    assert row.uuid in top
    assert top.count("<li>") == 1


def test_a_merge_is_undone_with_one_button(alice, eva):
    send(alice, "/favourites", add=ONE)
    merge(eva)
    row = merging.Merge.get()
    assert row.uuid in text_of(eva.get("/editor/duplicates"))
    assert send(eva, f"/editor/merges/{row.uuid}/undo").location == f"/resources/{ONE}"
    assert Favourite.get().service.external_id == ONE
    assert alice.get(f"/resources/{ONE}").status_code == 200
    assert row.uuid not in text_of(eva.get("/editor/duplicates"))
    verbs = [line.verb for line in AuditLine.select().order_by(AuditLine.id.desc()).limit(2)]
    assert verbs == ["sheet.unmerged", "sheet.merged"]


def test_an_undo_that_cannot_be_says_what_to_do_first(eva):
    merge(eva)
    send(eva, f"/resources/{TWO}/archive", do="archive")
    answer = send(eva, f"/editor/merges/{merging.Merge.get().uuid}/undo")
    assert answer.status_code == 409
    assert "Take it back first" in text_of(answer)


def test_what_was_chosen_is_what_the_sheet_says(eva):
    away, phones = Service.get(external_id=ONE), Service.get(external_id=TWO).phones.count()
    merge(eva, **{"take.name_nl": "away", "take.phones": "kept"})
    kept = Service.get(external_id=TWO)
    assert kept.name_nl == away.name_nl
    assert "OCMW Sint-Jans-Molenbeek" in kept.alt_names
    assert kept.phones.count() == phones


@pytest.mark.parametrize("form", [{"away": "nowhere"}, {"kept": ONE}, {"away": TWO}, {"kept": ""}])
def test_a_pair_that_does_not_exist_is_no_page(eva, form):
    pair = {"away": ONE, "kept": TWO} | form
    assert eva.get("/editor/merge", query_string=pair).status_code == 404
    assert send(eva, "/editor/merge", **pair).status_code == 404


def test_after_a_merge_the_client_is_asked_again(client, alice, eva):
    case = open_case(alice)
    at = composed(alice, case, "sent")
    assert go(alice, at).status_code == 303
    link = link_of(alice, at)
    name = Service.get(external_id=TWO).name("nl")[0]
    assert send(eva, "/editor/merge", away=TWO, kept=ONE).status_code == 303
    client.set_cookie("language", "nl")
    assert name in text_of(client.get(link)), "the partner's page names whom the client agreed to"
    page, one = text_of(alice.get(f"{case}/consents")), Service.get(external_id=ONE).name("nl")[0]
    assert "Voor die fiche geldt deze toestemming niet." in page
    assert f'href="{case}/consents?sheet={ONE}#to"' in page
    asks = text_of(alice.get(f"{case}/consents?sheet={ONE}"))
    assert re.search(
        rf'<details open>\s*<summary>De cliënt.*?id="to" name="to" type="text" value="{re.escape(one)}"',
        asks,
        re.S,
    )
    assert "fiches samengevoegd: vraag opnieuw" in text_of(alice.get(f"{case}/handover"))
    send(alice, f"/cases/refer/{ONE}", case=case.rsplit("/", 1)[1], kind="letter")
    fresh = Referral.select().order_by(Referral.id.desc()).first()
    assert (fresh.service.external_id, consent.covering(fresh)) == (ONE, [])
    assert Consent.get().service.external_id == TWO
    send(
        alice,
        f"{case}/consents",
        party="client",
        to=ONE,
        scope="identity",
        how="oral",
        given=str(clock.today()),
    )
    assert "Voor die fiche" not in text_of(alice.get(f"{case}/consents")), "there is one for it"


def test_what_an_earlier_merge_moved_is_put_back_and_no_list_names_it(alice, eva):
    case = open_case(alice)
    send(alice, f"/cases/refer/{ONE}", case=case.rsplit("/", 1)[1], kind="info")
    kept, away = Service.get(external_id=TWO), Service.get(external_id=ONE)
    merge(eva)
    row = Referral.get()
    Referral.update(service=kept).execute()
    moved = json.loads(merging.Merge.get().moved) | {"referral.service": [row.uuid]}
    merging.Merge.update(moved=json.dumps(moved)).execute()
    step = import_module("app.migrations.data.0097_agreements_stay_as_named")
    step.up(None, Referral._meta.database)
    assert Referral.get().service_id == away.id
    assert row.uuid not in merging.Merge.get().moved
    assert outcomes.with_those_before(kept) == [kept.id, away.id]
