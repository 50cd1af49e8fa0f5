"""While there is no index the page says so, and what else it says is true."""

import re

import pytest

from tests.web.test_search_page import HTMX, text


def chosen(browser, query):
    """The sheets, and how many there are, in words."""
    page = text(browser, f"/resources?{query}&show=200", **HTMX)
    return set(re.findall(r'data-sheet="([^"]+)"', page)), re.search(r'class="count">([^<]*)', page).group(1)


QUERIES = [
    "cost=free", "interpreter=yes", "municipality=21012", "audience=victims", "access=phone",
    "at=2026-11-24T10:00", "language=fr&interpreter=yes",
]  # fmt: skip


@pytest.fixture
def right(alice):
    alice.set_cookie("language", "en")
    return {query: chosen(alice, query) for query in QUERIES}


def test_a_filter_that_is_shown_as_in_use_is_in_use(alice, right, no_index):
    alice.set_cookie("language", "en")
    assert "more limited than usual" in text(alice, "/resources?q=ocmw")
    for query in QUERIES:
        assert right[query][0], query
        assert chosen(alice, query) == right[query], query
