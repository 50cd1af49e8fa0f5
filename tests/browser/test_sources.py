"""An editor lets this server read another one, and looks at what was held back and what is gone."""

import pytest

from tests.browser.conftest import follow, make_server
from tests.federation.conftest import Elsewhere, service

NAMES = ["Praatcafé", "Budgetwinkel", "Jongerenhuis", "Rechtswinkel", "Nachtopvang"]


@pytest.fixture
def elsewhere():
    made = Elsewhere()
    made.services = [service(name) for name in NAMES]
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def reading(peopled, tmp_path):
    """A server that may read sources in its own network."""
    made = make_server(peopled, tmp_path / "data", FEEDS_PRIVATE="yes", WORKERS="1")
    made.start()
    yield made
    made.kill()


def read_again(page, words):
    """Load the page until what the thread did is there."""
    for _try in range(50):
        page.reload()
        if page.get_by_text(words).count():
            return
        page.wait_for_timeout(100)
    raise AssertionError(words)


def test_a_source_is_added_read_held_back_and_what_is_gone_is_decided(visit, check_both, reading, elsewhere):
    read, new, vanished, gone, again = "Lire", "5 nouvelles", "disparu", "N’est plus à la", "De nouveau à la"
    page = visit("eva", "fr", at=reading)
    page.goto("/editor/sources")
    assert page.locator("h1").inner_text() == "Sources"
    page.locator("#url").fill("nergens")
    follow(page.get_by_role("button", name=read, exact=True))
    assert page.locator("#url").input_value() == "nergens"
    check_both(page, "sources-wrong-fr")
    page.locator("#url").fill(elsewhere.url)
    page.locator("#name").fill("Buren")
    page.get_by_role("button", name=read, exact=True).click()
    page.wait_for_url("**/editor/sources/*-*")
    read_again(page, new)
    check_both(page, "source-waiting-fr")
    reading.command("directory", "pull", "--all")
    whole, elsewhere.services = elsewhere.services, elsewhere.services[:1]
    follow(page.locator("button[name=now]"))
    read_again(page, vanished)
    check_both(page, "source-held-fr")
    elsewhere.services = whole
    follow(page.locator("button[name=accepted]"))
    read_again(page, new)
    page.locator("input[value=direct]").check()
    page.locator("#hours").select_option("1")
    follow(page.locator("form.edit button"))
    elsewhere.services = [service(name, "2026-11-03T00:00:00Z") for name in NAMES]
    follow(page.locator("button[name=now]"))
    page.wait_for_url("**begun=*")
    for _try in range(50):
        if (
            "\t" in reading.command("directory", "sources")
            and page.reload()
            and not page.get_by_text(new).count()
        ):
            break
    page.goto("/resources?q=praatcaf")
    sheet = page.locator("article.result h2 a").first
    assert sheet.inner_text() == "Praatcafé"
    page.goto(f"{sheet.get_attribute('href').partition('?')[0]}/edit")
    page.locator("#access").fill("bel eerst")
    follow(page.locator("button[name=save]"))
    address = page.url
    page.goto("/editor/sources")
    follow(page.get_by_role("link", name="Buren"))
    lost = elsewhere.services.pop(0)
    follow(page.locator("button[name=now]"))
    read_again(page, gone)
    check_both(page, "source-gone-fr")
    follow(page.locator("button[value=put_away]"))
    assert page.get_by_text(gone).count() == 0
    elsewhere.services.insert(0, lost)
    follow(page.locator("button[name=now]"))
    read_again(page, again)
    check_both(page, "source-again-fr")
    follow(page.locator("button[value=bring_back]"))
    assert page.get_by_text(again).count() == 0
    page.goto(address)
    assert page.locator("h1").inner_text() == "Praatcafé"
    page.goto("/editor/sources")
    check_both(page, "sources-fr")
