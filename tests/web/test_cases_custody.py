"""A period of custody that was entered with a slip is corrected where it stands."""

import re

import pytest

from app.cases.models import Person
from tests.web.conftest import send
from tests.web.test_cases import open_case, text_of


@pytest.fixture
def case(alice, bob):
    """The address of a case of Alice's, with Bob on its team."""
    at = open_case(alice)
    assert send(alice, f"{at}/team", email="bob@example.org").status_code == 303
    return at


@pytest.fixture
def held(alice, case):
    """The address of somebody's custody: arrested on 2 March 2026, in Haren since the tenth."""
    send(alice, f"{case}/people", kind="linked", relation="partner")
    at = f"{case}/people/{Person.get().uuid}/custody"
    send(alice, at, custody="arrested", begin="2026-03-02")
    send(alice, at, custody="remand", begin="2026-03-10", prison="Haren")
    return at


def shown(browser, case):
    return text_of(browser.get(f"{case}/people"))


def form_of(page, words):
    """The form that corrects the period in which ``words`` stand: its fields as they are shown."""
    form = next(one for one in page.split("<form ") if 'value="correct"' in one and words in one)
    found = dict(re.findall(r'name="(\w+)"[^>]*? value="([^"]*)"', form))
    chosen = re.findall(r'<select[^>]* name="(\w+)".*?</select>', form, re.S)
    for name in chosen:
        part = form.split(f'name="{name}"')[1].split("</select>")[0]
        found[name] = next(iter(re.findall(r'value="(\w*)" selected', part)), "")
    return found


def test_what_was_wrong_is_put_right_and_the_rest_stays(alice, case, held):
    form = form_of(shown(alice, case), "Haren")
    assert (form["custody"], form["begin"], form["end"]) == ("remand", "2026-03-10", "")
    assert send(alice, held, **form | {"prison": "Lantin", "begin": "2026-03-12"}).status_code == 303
    page = shown(alice, case)
    assert "Lantin" in page.split("<datalist")[0]
    # The one that ended because this began still ends on the day before it.
    assert form_of(page, 'value="2026-03-02"')["end"] == "2026-03-11"
    assert form_of(page, "Lantin")["begin"] == "2026-03-12"
    form = form_of(page, "Lantin")
    assert send(alice, held, **form | {"begin": "2026-02-01"}).status_code == 303
    assert form_of(shown(alice, case), 'value="2026-03-02"')["end"] == "2026-03-11"  # it began before


def test_what_is_refused_comes_back_in_its_own_form_as_it_was_typed(alice, case, held):
    form = form_of(shown(alice, case), "Haren")
    answer = send(alice, held, **form | {"end": "2026-03-01", "prison": "Mons"})
    assert answer.status_code == 422
    back = form_of(text_of(answer), "Mons")
    assert (back["end"], back["which"]) == ("2026-03-01", form["which"])
    assert "Haren" in text_of(answer).split("<datalist")[0]  # which still stands there
    far = send(alice, held, **form | {"begin": "2062-03-10", "end": ""})
    assert far.status_code == 422
    again = form_of(text_of(far), "2062-03-10")
    assert again["passed"]
    assert send(alice, held, **again).status_code == 303
    odd = form_of(shown(alice, case), "2062-03-10")  # of what stands there already nothing is asked
    assert send(alice, held, **odd | {"prison": "Gent"}).status_code == 303


def test_of_two_who_correct_it_the_second_is_told_and_loses_nothing(alice, bob, case, held):
    form = form_of(shown(bob, case), "Haren")
    send(alice, held, **form | {"prison": "Ittre"})
    answer = send(bob, held, **form | {"prison": "Andenne"})
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Ittre" in page.split("<datalist")[0]
    adding = page.split("<details open>")[1].split("</form>")[0]
    assert 'value="Andenne"' in adding
    assert 'role="alert"' in adding
    assert Person.select().count() == 1
