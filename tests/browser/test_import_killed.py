"""The server dies while an editor's list is being taken in: all of it is there afterwards, or nothing."""

import re

from playwright.sync_api import Error, expect

from tests.browser.conftest import make_server, sign_in
from tests.browser.test_imports import WORDS as SAID
from tests.browser.test_imports import send

ROWS = 2400  # the server itself writes so many; longer lists have a process of their own


def count(page):
    page.goto("/editor/imports")
    return int(re.search(r"alle (\d+) fiches", page.locator("main").inner_text())[1])


def test_all_or_nothing_and_the_page_says_which(visit, check, peopled, tmp_path):
    server = make_server(peopled, tmp_path / "data", WORKERS="1")
    server.start()
    try:
        page = visit("eva", "nl", at=server, lossy=True)
        before = count(page)
        rows = "".join(f"d{n};Dienst {n};;other;02 529 41 {n % 100:02}\n" for n in range(ROWS))
        send(page, "lang.csv", f"id;name_nl;name_fr;category;phone\n{rows}".encode(), SAID["nl"])
        page.get_by_role("button", name=SAID["nl"]["see"]).click()
        page.locator("progress").wait_for()
        page.get_by_text(f"erbij zouden komen: {ROWS}").wait_for(timeout=120_000)
        address, outcomes = page.url, []
        for moment in (20, 250, 600, 1500, 8000):
            page.get_by_role("button", name=f"{ROWS} rijen opnemen").click(no_wait_after=True)
            page.wait_for_timeout(moment)
            server.kill()
            server.start()
            sign_in(page, "eva") if _signed_out(page, address) else None
            page.goto(address)
            taken = page.get_by_role("button", name=SAID["nl"]["undo"]).count()
            outcomes.append(count(page) - before)
            assert outcomes[-1] == (ROWS if taken else 0)
            page.goto(address)
            if taken:
                break
        check(page, "imports-killed")
        assert outcomes[0] == 0, "no kill came before the end: the test shows nothing"
        expect(page.locator("main")).to_contain_text("toegevoegd" if outcomes[-1] else "nog niets veranderd")
    finally:
        server.kill()


def _signed_out(page, address):
    """Whether one has to sign in again after the server began anew."""
    try:
        page.goto(address)
    except Error:  # the click was still under way
        page.goto(address)
    return "/sign-in" in page.url
