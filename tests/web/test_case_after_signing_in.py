"""A session that ended while somebody searched for a case goes on in that search, for nobody else."""

import re
from html import unescape

import pytest

from app.auth.accounts import add_user
from app.auth.models import Session
from tests.web.conftest import CHEAP, WORDS, enter, token_of
from tests.web.test_search_case import links, open_case

TYPED = "q=Jan+Kwetsuurtje&municipality=21015"


@pytest.fixture
def case(alice):
    """The id of Alice's case; her session has ended since."""
    alice.set_cookie("language", "en")
    uuid = open_case(alice).rsplit("/", 1)[1]
    Session.delete().execute()
    return uuid


def sign_in(browser, address, email="alice@example.org"):
    """Through the page at ``address``; where that leads."""
    page = browser.get(address)
    assert "Kwetsuurtje" not in page.get_data(as_text=True)
    assert "21015" not in page.get_data(as_text=True)
    main = page.get_data(as_text=True).split("<main")[1]
    kept = unescape(re.search(r'name="next" value="([^"]*)"', main).group(1))
    form = {"csrf_token": token_of(page), "email": email, "password": WORDS, "next": kept}
    return browser.post("/sign-in", data=form).location


@pytest.mark.parametrize("path", ["/resources", "/resources/praxis"])
def test_the_case_is_gone_on_with_and_the_words_are_not_in_the_address(alice, case, path):
    asked = f"{path}?{TYPED}&case={case}"
    whole = alice.get(asked).location
    assert whole == f"/sign-in?next={path}?case%3D{case}"
    assert alice.get(asked, headers={"HX-Request": "true"}).headers["HX-Redirect"] == whole
    assert sign_in(alice, whole) == f"{path}?case={case}"
    page = alice.get(f"{path}?case={case}").get_data(as_text=True)
    assert f"/cases/{case}" in links(page)
    assert "Zilverberk" not in page


@pytest.mark.parametrize("case_id", ["Kwetsuurtje", "", "x" * 36, "0" * 36, "../" * 12])
def test_only_an_id_is_taken_for_a_case(client, app, case_id):
    add_user("bob@example.org", ["caseworker"], WORDS, app.config["PEPPER"], CHEAP)
    answer = client.get("/resources", query_string={"case": case_id, "q": "Kwetsuurtje"})
    assert answer.location == "/sign-in?next=/resources"


def test_another_account_at_the_same_desk_is_not_told_of_a_case(alice, bob, case):
    enter(bob, "bob@example.org")
    Session.delete().execute()
    address = alice.get(f"/resources?case={case}").location
    assert sign_in(alice, address, "bob@example.org") == "/resources"


def test_who_may_not_see_the_case_any_more_gets_the_search_without_it(alice, bob, dora, case):
    for browser, name in ((bob, "bob"), (dora, "dora")):
        browser.set_cookie("language", "en")
        at = sign_in(browser, browser.get(f"/resources?case={case}").location, f"{name}@example.org")
        page = browser.get(at).get_data(as_text=True)
        assert f"/cases/{case}" not in links(page)
        assert "Ordered for this case" not in page
        never = browser.get(f"/resources?case={'0' * 8}-0000-0000-0000-{'0' * 12}").get_data(as_text=True)
        assert ("This address names a case" in page) == ("This address names a case" in never)


def test_a_form_of_a_sheet_that_waited_is_sent_for_the_case(alice, case):
    enter(alice, "alice@example.org")
    token = token_of(alice.get(f"/resources/praxis?case={case}"))
    Session.delete().execute()
    form = {"csrf_token": token, "words": "bel voor tien"}
    answer = alice.post(f"/resources/praxis/knowledge?case={case}", data=form)
    assert answer.status_code == 307
    page = alice.post(answer.location, data=form)
    main = page.get_data(as_text=True).split("<main")[1]
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', main))
    sent = {**{name: unescape(value) for name, value in fields.items()}, "password": WORDS}
    page = alice.post("/sign-in", data={**sent, "email": "alice@example.org"}).get_data(as_text=True)
    assert f'action="/resources/praxis/knowledge?case={case}"' in page
    assert "bel voor tien" in page
