"""The charts, looked at and judged."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE


@pytest.mark.parametrize(
    ("lang", "size", "dark"), [("nl", WIDE, False), ("fr", PHONE, False), ("fr", WIDE, True)]
)
def test_the_charts_in_every_light(visit, check, lang, size, dark):
    page = visit("eva", lang, size=size, dark=dark)
    page.goto("/editor/freshness")
    expect(page.locator(".chart")).to_have_count(5)
    page.locator(".chart summary").click()
    box = page.locator(".curve .line").bounding_box()
    assert box["width"] > 200
    check(page, f"freshness-{lang}-{'phone' if size is PHONE else 'wide'}-{'dark' if dark else 'light'}")
