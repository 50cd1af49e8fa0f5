"""Behind a proxy that speaks HTTPS, forms are taken in as browsers send them there: with no referrer."""

from dataclasses import replace

from app import db
from app.auth.accounts import add_user, begin_keyring
from app.factory import create_app
from tests.conftest import data_of
from tests.web.conftest import CHEAP, WORDS, token_of

PROXIED = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "localhost", "X-Forwarded-For": "192.0.2.7"}


def test_a_form_is_taken_in_without_the_referrer_that_our_pages_withhold(config, ready_made):
    data_of(ready_made, config.data_dir)
    app = create_app(replace(config, https=True), CHEAP)
    add_user("alice@example.org", ["caseworker"], WORDS, app.config["PEPPER"], CHEAP)
    begin_keyring(app.config["PEPPER"])
    browser, there = app.test_client(), {"base_url": "https://localhost", "headers": PROXIED}
    page = browser.get("/sign-in", **there)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    form = {"csrf_token": token_of(page), "email": "alice@example.org", "password": WORDS, "next": "/cases"}
    assert browser.post("/sign-in", data=form, **there).location == "/cases"
    db.close(db.AuditLine._meta.database)
