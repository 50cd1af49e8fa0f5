"""What is typed into a form of the directory and is too long comes back whole, to be copied."""

import pytest

from directory.knowledge import Knowledge
from directory.models import Service
from directory.suggestions import Suggestion
from tests.web.conftest import send
from tests.web.test_cases import text_of

LONG = "woord " * 4_000 + "SLOT"


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("knowledge", {"words": LONG}),
        ("report", {"kind": "other", "words": LONG}),
        ("report", {"kind": "other", "words": "kort", "source": LONG}),
    ],
)
def test_of_what_a_colleague_tells_nothing_is_cut(alice, path, form):
    answer = send(alice, f"/resources/ocmw-1080/{path}", **form)
    assert answer.status_code == 422
    assert "SLOT" in text_of(answer)
    assert (Knowledge.select().count(), Suggestion.select().count()) == (0, 0)


@pytest.mark.parametrize(
    ("path", "form"),
    [("archive", {"why": LONG}), ("check", {"how": "phone", "source": LONG}), ("edit", {"why": LONG})],
)
def test_neither_is_it_of_what_an_editor_writes(eva, path, form):
    before = Service.get(Service.external_id == "ocmw-1080").version
    answer = send(eva, f"/resources/ocmw-1080/{path}", **form)
    assert answer.status_code == 422
    assert "SLOT" in text_of(answer)
    assert "over" in text_of(answer)
    assert Service.get(Service.external_id == "ocmw-1080").version == before
