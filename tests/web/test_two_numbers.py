"""Of two numbers it is clear which is called first, and a screen reader tells them apart."""

import re

import pytest

from directory import editing, snapshots, suggestions
from directory.models import Service
from tests.web.conftest import send
from tests.web.test_cases import text_of

ONE = "ocmw-1070"
FIRST, SECOND = "02 529 41 20", "02 555 01 99"
OR = "<small>or</small> "


@pytest.fixture
def told(alice):
    """A function that gives the sheet numbers, and says what its line, page and paper show of them."""
    alice.set_cookie("language", "en")

    def numbers(*notes):
        sheet = Service.get(external_id=ONE)
        both = zip((FIRST, SECOND), notes, strict=False)
        phones = [{"number": "+32" + number[1:].replace(" ", ""), "note": note} for number, note in both]
        editing.change(sheet, snapshots.of(sheet) | {"phones": phones}, "edited", "")
        send(alice, "/handout", add=ONE)
        line = text_of(alice.get("/resources?q=ocmw anderlecht"))
        line = re.search(rf'data-sheet="{ONE}".*?</article>', line, re.DOTALL).group()
        page = text_of(alice.get(f"/resources/{ONE}"))
        paper = text_of(alice.get("/handout/paper?lang=en"))
        return line, page[page.index("<dt>Phone") : page.index("<dt>Address")], paper[paper.index("calls") :]

    return numbers


def test_without_a_note_the_second_is_the_other_way_and_each_link_says_which_it_is(told):
    shown = told("", "")
    for where in shown:
        assert where.index(FIRST) < where.index(OR) < where.index(f">{SECOND}<")
        assert where.count(OR) == 1
    for where in shown[:2]:
        assert f'aria-label="Number 1 of 2: {FIRST}">{FIRST}</a>' in where
        assert f'aria-label="Number 2 of 2: {SECOND}">{SECOND}</a>' in where


def test_what_is_known_of_a_number_stands_beside_it_in_its_place(told):
    line, page, _paper = told("the desk", "at <night>")
    for where in (line, page):
        assert re.search(rf">{FIRST}</a>.*?the desk.*?>{SECOND}</a>.*?at &lt;night&gt;", where, re.DOTALL)
        assert OR not in where
        assert "Number 1" not in where


def test_one_number_alone_is_shown_as_ever(told):
    line, page, paper = told("the desk")
    assert f'<p class="call"><a class="phone" href="tel:+3225294120">{FIRST}</a>' in line
    assert "the desk" in page
    assert OR not in line + page + paper


def test_on_the_line_one_that_is_reported_dead_comes_last(told):
    suggestions.report(Service.get(external_id=ONE), "", "phone", number="+3225294120")
    line = told("", "")[0]
    assert line.index(SECOND) < line.index(OR) < line.index(FIRST)


def test_which_number_was_typed_is_marked_among_two(told, alice):
    told("", "")
    page = text_of(alice.get("/resources?q=02 555 01 99"))
    assert f'aria-label="Number 2 of 2: {SECOND}"><mark>{SECOND}</mark></a>' in page
