"""The starter directory, and what a search finds in it."""

import pytest

from directory import search
from directory.search import Criteria


@pytest.fixture
def found(starter):
    """``found("ocmw 1080")``: the ids, best first; filters by name."""

    def ask(text, limit=3, **filters):
        return [hit.external_id for hit in search.find(Criteria(q=text, **filters), limit=limit).hits]

    return ask


@pytest.fixture
def results(starter):
    """``results("ocmw 1080")``: the whole answer."""

    def ask(text, limit=20, **filters):
        return search.find(Criteria(q=text, **filters), limit=limit)

    return ask
