"""The charts, looked at and judged."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE


@pytest.mark.parametrize(("lang", "size"), [("nl", WIDE), ("fr", PHONE)])
def test_the_charts_in_every_light(visit, check_both, lang, size):
    page = visit("eva", lang, size=size)
    page.goto("/editor/freshness")
    expect(page.locator(".chart")).to_have_count(5)
    page.locator(".chart summary").click()
    box = page.locator(".curve .line").bounding_box()
    assert box["width"] > 200
    check_both(page, f"freshness-{lang}")
