"""Whatever is sent to whatever address, by anybody: an answer, never a fault of the server."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.web.conftest import fresh_token, person, token_of

TEMPLATES = Path(__file__).parents[2] / "templates"
NAMES = sorted(
    {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'name="([a-z_]+)"', path.read_text("utf-8"))
    }
    - {"csrf_token", "next"}
)
HOSTILE = [
    "\0", "\ud800", "9" * 30, "-1", str(2**63), "é" * 5000, "'\"<script>", "../../etc/passwd",
    "%00", "\r\nX: y", "=cmd|' /C calc'!A0", "{{7*7}}", "٣", "2026-02-31", "NaN", "",
]  # fmt: skip


# What fits in an address (the server refuses lines over 4 KB) and in a form, shared by all names.
IN_ADDRESS, IN_FORM = 4_000, 60_000
FORM = "application/x-www-form-urlencoded"


def _pairs(value, most):
    """Every name with ``value``, cut so that all fit; the last name has what is left of it."""
    kept = value[: most // (len(NAMES) * 6)] if len(value) > 100 else value
    pairs = [f"{name}={quote(kept.encode('utf-8', 'surrogatepass'))}" for name in NAMES]
    return "&".join([*pairs, f"{NAMES[-1]}={quote(value[: most // 8].encode('utf-8', 'surrogatepass'))}"])


def addresses(app, method):
    for rule in app.url_map.iter_rules():
        if method in rule.methods and rule.endpoint != "static" and rule.endpoint != "auth.sign_out":
            yield rule


def filled(rule, value):
    kept = quote(value.encode("utf-8", "surrogatepass"), safe="") or "x"
    return re.sub(r"<(?:\w+:)?\w+>", kept, rule.rule)


@pytest.fixture
def everybody(app):
    """A caseworker with a case, an editor and an administrator."""
    alice = person(app, "alice@example.org", "caseworker", "editor")
    alice.post("/cases", data={"csrf_token": fresh_token(alice), "title": "x"})
    return [alice, person(app, "dora@example.org", "administrator"), app.test_client()]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_no_address_and_no_query_is_a_fault(app, everybody, value):
    query = _pairs(value, IN_ADDRESS)
    alice, dora, stranger = everybody
    for rule in addresses(app, "GET"):
        asked = f"{filled(rule, 'ocmw-1080')}?{query}"
        for path in (filled(rule, value), asked) if rule.arguments else (asked,):
            answers = [alice.get(path).status_code]
            if answers == [403]:  # what is shut to her is the administrator's
                answers.append(dora.get(path).status_code)
            if value in HOSTILE[::4]:  # nearly every address leads to the sign-in page
                answers.append(stranger.get(path).status_code)
            assert max(answers) < 500, (rule.rule, value)


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_no_form_is_a_fault(app, everybody, value):
    body = _pairs(value, IN_FORM)
    alice, dora, _stranger = everybody
    case = re.search(r"/cases/([0-9a-f-]{36})", alice.get("/cases").text).group(1)
    tokens = {browser: fresh_token(browser) for browser in (alice, dora)}
    for rule in addresses(app, "POST"):
        path = filled(rule, "ocmw-1080").replace("/cases/ocmw-1080", f"/cases/{case}")
        for form in (body, "") if not value else (body,):  # the form that is missing: once
            for browser in tokens:
                sent = f"csrf_token={quote(tokens[browser])}&{form}"
                answer = browser.post(path, data=sent, content_type=FORM)
                assert answer.status_code < 500, (rule.rule, value)
                if answer.status_code == 303 and "/sign-in" in answer.location:
                    tokens[browser] = fresh_token(browser)
                if answer.status_code != 403:
                    break  # what is not shut to her is not the administrator's alone


@pytest.mark.parametrize("path", ["/palette", "/sign-in", "/language", "/cases"])
def test_a_form_of_a_hundred_thousand_fields_is_refused_before_they_are_read(app, monkeypatch, path):
    def reads(*_given, **_more):
        raise AssertionError("they were read")

    stranger = app.test_client()
    monkeypatch.setattr("werkzeug.formparser.parse_qsl", reads)
    answer = stranger.post(path, data="&".join(["a=b"] * 100_000), content_type=FORM)
    assert answer.status_code == 413
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_form_of_some_thousand_fields_is_read(app):
    browser = person(app, "alice@example.org", "caseworker")
    token = token_of(browser.get("/account"))
    many = "&".join(["a=b"] * 4_900)
    answer = browser.post("/account", data=f"csrf_token={token}&name=Alice&{many}", content_type=FORM)
    assert answer.status_code == 303
