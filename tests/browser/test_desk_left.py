"""A desk that is left: no file of the browser holds what was typed, and who comes next does not read it."""

import re

import pytest
from playwright.sync_api import Error, expect

from tests.browser.conftest import FLAGS, close, follow, path_of_chromium, sign_in
from tests.browser.test_main_job import open_case

MARK = "Kwetterbek"


@pytest.fixture
def desk(chromium, server, tmp_path):
    """A browser with a profile on disk, as at a desk of the house; and the folder of that profile."""
    kind, profile = chromium().browser_type, tmp_path / "profile"
    found = kind.launch_persistent_context(
        profile, executable_path=path_of_chromium(), args=FLAGS, base_url=server.url, locale="nl-BE"
    )
    yield found, profile
    close(found)


def left_in(profile):
    """The files of a profile in which the mark stands, in either way that Chromium writes a text."""
    marks = (MARK.encode(), MARK.encode("utf-16-le"))
    files = [path for path in profile.rglob("*") if path.is_file() and not path.is_symlink()]
    return [path.name for path in files if any(mark in path.read_bytes() for mark in marks)]


def refused(page, case):
    """A form of the client with a year that is none, sent: its page stands there again."""
    page.goto(f"{case}/people")
    page.locator("#c-name").fill(f"{MARK} van den Bossche")
    for one in page.locator("main details").all():
        one.evaluate("one => (one.open = true)")
    page.locator("#c-born").fill("9")
    follow(page.locator("#c-name"), "Enter")
    expect(page.locator("#c-name")).to_have_value(f"{MARK} van den Bossche")


def test_the_files_of_the_browser_hold_nothing_that_was_sent_or_typed(desk):
    context, profile = desk
    page = context.new_page()
    sign_in(page, "alice")
    case = open_case(page, "Wilgenroosje")
    refused(page, case)
    own = context.new_page()
    own.goto("/resources/ocmw-1080")
    own.locator("#own-note").evaluate("one => (one.closest('details') ?? {}).open = true")
    own.locator("#own-note").fill(f"{MARK}eigen")
    paper = context.new_page()
    paper.goto(f"{case}/certificate")
    paper.locator("main [name=name]").first.fill(f"{MARK}attest")
    follow(paper.locator("main form button").last)
    page.wait_for_timeout(4000)  # Chromium writes its session down every few seconds
    assert left_in(profile) == []
    assert any(profile.rglob("Session_*")), "it does write one"


def test_what_was_sent_is_let_go_of_before_anything_else_of_the_answer_is_there(visit):
    page = visit("alice", "nl")
    case = open_case(page, "Wollegras")
    page.goto(f"{case}/people")
    page.locator("#c-name").fill(f"{MARK} van den Bossche")
    page.locator("#c-born").evaluate("one => (one.value = '9')")
    page.route("**/schakel.js", lambda _route: None)  # it never comes
    page.locator("#c-name").press("Enter", no_wait_after=True)
    expect(page.locator("html")).to_have_attribute("data-posted", re.compile("/client$"))
    assert page.url.endswith("/people")
    page.unroute("**/schakel.js")


def test_who_signs_in_next_and_goes_back_reads_nothing(visit):
    page = visit("alice", "nl")
    refused(page, open_case(page, "Duinroos"))
    assert "/client" not in page.url, "an address that can be asked for"
    follow(page.get_by_role("button", name="Afmelden"))
    sign_in(page, "bob")
    for _step in range(6):
        try:
            page.go_back(timeout=3000)
            page.reload(timeout=3000)
        except Error:
            break
        assert MARK not in page.content()


def test_a_form_that_waits_for_the_line_is_not_kept_for_who_signs_in_meanwhile(visit):
    page = visit("alice", "nl", lossy=True)
    case = open_case(page, "Bosanemoon")
    other = page.context.new_page()
    other.goto(f"{case}/people")
    other.locator("#c-reach").fill(f"{MARK} na zes uur")
    other.route("**/cases/kept", lambda route: route.abort())
    page.bring_to_front()
    follow(page.get_by_role("button", name="Afmelden"))
    page.wait_for_timeout(500)
    sign_in(page, "bob")
    other.wait_for_url("**/resources**")
    assert MARK not in other.content()
    other.unroute("**/cases/kept")
    page.goto("/cases/kept")
    expect(page.locator("main")).not_to_contain_text(MARK)
