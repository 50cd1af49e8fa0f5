"""What stands on the search page between one letter and the next."""

from playwright.sync_api import expect


def test_only_my_words_is_of_the_words_that_stood_there(visit):
    """Left on, it took danger away from the next search."""
    page = visit("alice", "nl")
    page.goto("/resources?q=frigo leeg&also=no")
    expect(page.locator("#results [name=also]")).to_have_value("no")
    page.locator("#q").fill("hij gaat zich verhangen")
    expect(page.locator("#results")).to_contain_text("1813")
    expect(page.locator("#results [name=also]")).to_have_count(0)
    assert "also" not in page.url


def test_a_filter_does_not_end_it(visit):
    page = visit("alice", "nl")
    page.goto("/resources?q=cpas ixelles&also=no")
    page.locator("#category").select_option("ocmw")
    page.wait_for_url("**also=no*")
    expect(page.locator("#results [name=also]")).to_have_count(1)


def test_results_of_other_words_are_seen_to_be_on_their_way_out(visit):
    page = visit("alice", "nl")
    page.locator("#q").fill("psycholoog")
    expect(page.locator("#results .result").first).to_be_visible()
    page.route("**/resources?q=advocaat*", lambda route: None)  # a line so slow that nothing comes
    page.locator("#q").fill("advocaat")
    expect(page.locator("#results")).to_have_attribute("aria-busy", "true")
    expect(page.locator("#results")).to_have_css("opacity", "0.5")


def test_the_count_is_said_once_typing_rests(visit):
    page = visit("alice", "nl")
    page.evaluate(
        "new MutationObserver(() => (window.said = (window.said || 0) + 1))"
        ".observe(document.getElementById('told'), { childList: true })"
    )
    page.locator("#q").press_sequentially("psycholoog", delay=120)
    expect(page.locator("#told")).not_to_be_empty()
    assert page.evaluate("window.said") == 1


def test_a_text_that_is_cut_when_it_is_pasted_is_said_to_be(visit):
    page = visit("alice", "nl")
    paste = """(text) => {
        const box = document.getElementById("q"), data = new DataTransfer();
        data.setData("text", text);
        box.focus();
        box.select();
        box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    }"""
    page.evaluate(paste, "Beste, " * 40)
    expect(page.locator("#cut")).to_contain_text("200 tekens")
    page.locator("#q").press_sequentially("x")
    expect(page.locator("#cut")).to_be_empty()
    page.evaluate(paste, "huur schaarbeek")
    expect(page.locator("#cut")).to_be_empty()
