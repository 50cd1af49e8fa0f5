"""A form that waits behind the sign-in page is of the account on whose page it stood, and of nobody else."""

import re

import pytest

from tests.web.conftest import WORDS, enter, send, token_of
from tests.web.test_cases import text_of
from tests.web.test_kept_after_idling import case, idle, late, revoke, sign_in_on

__all__ = ["case"]


@pytest.mark.parametrize("ending", [lambda: None, idle, revoke])
def test_what_somebody_else_lays_on_the_sign_in_page_is_not_sent_in_ones_name(alice, bob, case, ending):
    """At a desk where Alice was, or will be: an own form of hers stands on a page of hers."""
    if ending is not idle:
        send(alice, "/sign-out")
    ending()
    form = {"csrf_token": token_of(alice.get("/sign-in")), "email": "bob@example.org", "part": "colleague"}
    page = alice.post(alice.post(f"{case}/team", data=form).location, data=form)
    assert 'name="password"' in text_of(page)
    assert "kept" not in text_of(page)
    assert "bob@" not in text_of(page)
    written = {"kept.email": "bob@example.org", "next": f"{case}/team"}
    enter(bob, "bob@example.org")
    of_bob = late(bob, "/account", name="Bob")
    sealed = re.search(r'name="kept_sealed" value="(.+?)"', text_of(of_bob))[1]
    for laid in (written, written | {"kept_sealed": sealed}, written | {"kept_sealed": "W10.x"}):
        token = token_of(alice.get("/sign-in"))
        words = {"csrf_token": token, "email": "alice@example.org", "password": WORDS}
        answer = alice.post("/sign-in", data=words | laid)
        assert answer.status_code == 303, laid
        send(alice, "/sign-out")


def test_without_the_servers_key_a_form_waits_signed_for_who_typed_it(app, alice, bob, case):
    app.config["CASES_SHUT"] = True
    page = late(alice, "/account", name="Een nieuwe naam")
    assert "Een nieuwe naam" not in text_of(sign_in_on(alice, page, "bob@example.org"))
    assert 'value="Een nieuwe naam"' in text_of(sign_in_on(alice, page, "alice@example.org"))
    page = late(alice, f"{case}/client", revoke, name="Mevrouw Z")
    assert "kept_sealed" not in text_of(page)
