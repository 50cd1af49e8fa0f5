"""A number that somebody says does not work is marked wherever it is read, until an editor decides."""

import re

import pytest

from directory import editing, snapshots, suggestions
from directory.models import Service
from tests.web.conftest import send
from tests.web.test_cases import text_of

ONE = "ocmw-1070"
DEAD, GOOD = "+3225294120", "+3225550199"
MARKED = "02 529 41 20</a> <small>reported: does not work</small>"
ON_PAPER = "02 529 41 20</a> <small>(may no longer be in use)</small>"
ASKED = "/resources?q=ocmw anderlecht"


@pytest.fixture
def reader(alice):
    """Alice, with a service of two numbers on her hand-out, of which the first will be dead."""
    alice.set_cookie("language", "en")
    sheet = Service.get(external_id=ONE)
    phones = [{"number": number, "note": ""} for number in (DEAD, GOOD)]
    editing.change(sheet, snapshots.of(sheet) | {"phones": phones, "website": ""}, "edited", "")
    assert send(alice, "/handout", add=ONE).status_code == 303
    return alice


def line(browser, headers=None):
    found = text_of(browser.get(ASKED, headers=headers))
    return re.search(rf'data-sheet="{ONE}".*?</article>', found, re.DOTALL).group()


def report(number=DEAD, kind="phone", **more):
    return suggestions.report(Service.get(external_id=ONE), "", kind, number=number, **more)


def test_the_line_and_the_paper_say_so_quietly_and_what_was_reported_stands_in_neither(reader):
    typed = {"HX-Request": "true"}
    assert "reported" not in line(reader, typed)
    assert "no longer" not in text_of(reader.get("/handout/paper"))
    report(words="her cousin answers", source="a neighbour")
    for headers in (typed, typed, None):  # told again the second time
        assert MARKED in line(reader, headers)
        assert "cousin" not in line(reader, headers)
    for page in (text_of(reader.get("/handout/paper?lang=en")), text_of(reader.get("/handout"))):
        assert ON_PAPER in page
        assert "cousin" not in page
        assert "neighbour" not in page


def test_on_paper_the_number_that_works_comes_first_and_is_what_the_code_leads_to(reader):
    def paper():
        page = text_of(reader.get("/handout/paper?lang=en"))
        calls = re.findall(r"tel:(\+\d+)", page[page.index('class="calls"') :])
        return calls, re.search(r"<figcaption>(.*?)<", page).group(1)

    assert paper() == ([DEAD, GOOD], "02 529 41 20")
    report()
    assert paper() == ([GOOD, DEAD], "02 555 01 99")


def test_it_goes_when_an_editor_has_decided(reader):
    row = report()
    assert MARKED in line(reader)
    suggestions.reject(row, "")
    assert "reported" not in line(reader)
    assert "no longer" not in text_of(reader.get("/handout/paper?lang=en"))


def test_another_report_in_the_place_of_one_that_was_decided_marks_its_own_number(reader):
    """The sheet has as many remarks as before."""
    first = report(GOOD)
    assert "02 555 01 99</a> <small>reported" in line(reader)
    suggestions.reject(first, "")
    report(DEAD)
    assert MARKED in line(reader)
    assert line(reader).count("reported") == 1


def test_what_else_is_reported_marks_no_number(reader):
    report("", "hours")
    report("+3225550000")
    assert "reported" not in line(reader)
    assert "2 unconfirmed remarks" in line(reader)


def test_lists_and_paper_ask_the_database_as_often_for_many_such_numbers_as_for_one(reader, queries):
    def count(path):
        for _told_once in range(2):  # lines that changed are kept then, and what was searched is written
            reader.get(path)
        with queries() as asked:
            reader.get(path)
        return len(asked)

    others = [row for row in Service.select().where(Service.external_id.startswith("ocmw-")) if row.phones]
    for sheet in others[:6]:
        send(reader, "/handout", add=sheet.external_id)
    paths = ("/resources?q=ocmw&show=36", "/handout/paper")
    report()
    few = [count(path) for path in paths]
    for sheet in others:
        suggestions.report(sheet, "", "phone", number=sheet.phones[0].number)
    assert [count(path) for path in paths] == few
