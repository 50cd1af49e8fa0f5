"""Searching from a real case: what search learns of it, who gets that, and where it stays out of."""

import logging
import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qsl

import pytest

from app.audit import AuditLine
from app.cases import finding, looking, names
from directory import territory
from directory.models import Service
from directory.territory import fold
from tests.web.conftest import fresh_token, token_of


def open_case(browser):
    token = token_of(browser.get("/cases"))
    path = browser.post("/cases", data={"csrf_token": token, "title": "Zilverberk"}).location
    facts = {"csrf_token": token, "municipality": "21015", "language": "ar", "language2": "fr"}
    assert browser.post(f"{path}/client", data=facts).status_code == 303
    return path


def test_the_case_page_leads_to_a_search_that_knows_where_the_client_lives_and_speaks(alice):
    alice.set_cookie("language", "en")
    path = open_case(alice)
    uuid = path.rsplit("/", 1)[1]
    assert f'href="/resources?case={uuid}"' in alice.get(path).get_data(as_text=True)
    page = alice.get(f"/resources?case={uuid}&q=ocmw").get_data(as_text=True)
    assert "Ordered for this case: Schaerbeek · Arabic · French." in page
    assert f'<a href="{path}">Back to the case</a>' in page
    neutral = alice.get(f"/resources?case={uuid}&q=ocmw&neutral=1").get_data(as_text=True)
    assert "The order does not look at the case." in neutral
    assert f'<a href="{path}">Back to the case</a>' in neutral
    assert "Zilverberk" not in page


@pytest.mark.parametrize("needed", ["no", "yes", ""])
def test_the_line_names_the_interpreter_that_the_client_needs(alice, needed):
    """Who has one stands higher for it, and the line said nothing of why."""
    alice.set_cookie("language", "en")
    token = token_of(alice.get("/cases"))
    path = alice.post("/cases", data={"csrf_token": token, "title": "Zilverberk"}).location
    facts = {"municipality": "21015", "language": "tr", "language2": "nl", "interpreter": needed}
    assert alice.post(f"{path}/client", data={"csrf_token": token, **facts}).status_code == 303
    known = "Schaerbeek · Turkish · Dutch" + (" · interpreter needed" if needed == "yes" else "")
    page = alice.get(f"/resources?case={path.rsplit('/', 1)[1]}&q=ocmw").get_data(as_text=True)
    assert f"Ordered for this case: {known}." in page


@pytest.mark.parametrize(
    ("facts", "known"),
    [
        ({}, "no municipality noted · no language noted"),
        ({"municipality": "21015"}, "Schaerbeek · no language noted"),
        ({"territory": "elsewhere", "municipality": "21015", "language": "nl"}, "Lives elsewhere · Dutch"),
    ],
)
def test_the_line_says_what_nobody_noted(alice, facts, known):
    """The order looked at no municipality, and the line named what it did look at alone."""
    alice.set_cookie("language", "en")
    token = token_of(alice.get("/cases"))
    path = alice.post("/cases", data={"csrf_token": token, "title": "Zilverberk"}).location
    assert alice.post(f"{path}/client", data={"csrf_token": token, **facts}).status_code == 303
    page = alice.get(f"/resources?case={path.rsplit('/', 1)[1]}&q=ocmw").get_data(as_text=True)
    assert f"Ordered for this case: {known}." in page


def links(html):
    return [unescape(found) for found in re.findall(r'href="([^"]*)"', html)]


def test_what_stands_on_the_start_page_of_a_case_leads_on_for_the_same_case(alice):
    uuid = open_case(alice).rsplit("/", 1)[1]
    token = fresh_token(alice)
    alice.post("/favourites", data={"csrf_token": token, "add": "praxis"})
    alice.get(f"/resources?q=schulden&case={uuid}")
    found = links(alice.get(f"/resources?case={uuid}").get_data(as_text=True))
    assert f"/resources?q=schulden&case={uuid}" in found
    assert f"/resources/praxis?case={uuid}" in found
    assert f"/resources/praxis/report?case={uuid}" in found
    found = links(alice.get(f"/resources?case={uuid}&neutral=1").get_data(as_text=True))
    assert f"/resources?q=schulden&case={uuid}&neutral=1" in found
    found = links(alice.get("/resources").get_data(as_text=True))
    assert {"/resources?q=schulden", "/resources/praxis"} <= set(found)
    assert not [one for one in found if uuid in one], "what is kept leaves the case out"


def test_a_form_of_the_search_page_leads_back_to_the_search_of_the_case(alice):
    uuid = open_case(alice).rsplit("/", 1)[1]
    for query in (f"case={uuid}", f"q=schulden&municipality=21015&case={uuid}&neutral=1&show=36"):
        page = alice.get(f"/resources?{query}").get_data(as_text=True)
        kept = unescape(re.search(r'name="query" value="([^"]*)"', page).group(1))
        assert dict(parse_qsl(kept)) == dict(parse_qsl(query))
        form = {"csrf_token": fresh_token(alice), "query": kept}
        assert alice.post("/favourites", data={**form, "add": "praxis"}).location == f"/resources?{kept}"
        assert alice.post("/recent-searches", data={**form, "clear": "1"}).location == f"/resources?{kept}"


def test_every_form_and_link_of_a_sheet_that_was_opened_from_a_case_leads_back_to_it_with_the_case(alice):
    uuid = open_case(alice).rsplit("/", 1)[1]
    address = f"/resources/praxis?case={uuid}"
    page = alice.get(address).get_data(as_text=True)
    token = token_of(alice.get(address))
    main = page[page.index("<main") : page.index("</main>")]
    forms = [unescape(one) for one in re.findall(r'<form[^>]* action="([^"]*)"', main)]
    assert len(forms) >= 5
    assert all(one.endswith(f"?case={uuid}") for one in forms), forms
    sent = {
        f"/favourites?case={uuid}": {"sheet": "praxis", "add": "praxis"},
        f"/handout?case={uuid}": {"sheet": "praxis", "add": "praxis"},
        f"/resources/praxis/note?case={uuid}": {"text": "bel voor tien"},
        f"/resources/praxis/knowledge?case={uuid}": {"words": "bel voor tien"},
        f"/resources/praxis/full?case={uuid}": {"state": "waiting"},
    }
    assert sent.keys() <= set(forms)
    for where, form in sent.items():
        assert alice.post(where, data={"csrf_token": token, **form}).location == address
    report = f"/resources/praxis/report?case={uuid}"
    assert report in links(main)
    page = alice.get(report).get_data(as_text=True)
    assert address in links(page)
    assert f'action="{report}"' in page
    refused = alice.post(report, data={"csrf_token": token, "kind": "other"})
    assert refused.status_code == 422
    assert address in links(refused.get_data(as_text=True))
    told = alice.post(report, data={"csrf_token": token, "kind": "hours"}).location
    assert told == f"{address}&told=1"


def test_a_sheet_of_a_case_s_search_says_so_leads_back_to_the_case_and_to_its_search(app, alice, bob, dora):
    path = open_case(alice)
    uuid = path.rsplit("/", 1)[1]
    line = "Searching for a case"
    for browser in (alice, bob, dora):
        browser.set_cookie("language", "en")

    def main(browser, case=uuid):
        page = browser.get(f"/resources/praxis?case={case}").get_data(as_text=True)
        assert "Zilverberk" not in page
        return page[page.index("<main") : page.index("</main>")]

    page = main(alice)
    assert line in page
    assert f'<a href="{path}">Back to the case</a>' in page
    assert f'<a href="/resources?case={uuid}">' in page
    assert line not in main(alice, "never")
    for browser in (bob, dora):
        page, never = main(browser), main(browser, "0" * len(uuid))
        assert line not in page
        assert path not in links(page), "nobody learns whether the case exists"
        assert len(re.sub("csrf_token.*?>", "", page)) == len(re.sub("csrf_token.*?>", "", never))
    app.config["CASES_SHUT"] = True
    assert line not in main(alice)


def test_a_sheet_that_was_opened_from_nowhere_names_no_case(alice):
    open_case(alice)
    assert "case=" not in alice.get("/resources/praxis").get_data(as_text=True)


def palette_of(browser, address, typed):
    """The palette of a page, as its form asks it."""
    page = browser.get(address).get_data(as_text=True)
    action = re.search(r'<dialog id="palette".*?<form[^>]* action="([^"]*)"', page, re.DOTALL).group(1)
    assert f'data-hx-post="{action}"' in page
    form = {"csrf_token": token_of(browser.get("/palette")), "q": typed}
    return browser.post(unescape(action), data=form, headers={"HX-Request": "true"}).get_data(as_text=True)


def test_what_the_palette_opens_on_a_page_of_a_case_is_in_its_order_and_for_it(alice, bob):
    path = open_case(alice)
    uuid = path.rsplit("/", 1)[1]
    for page in (path, f"{path}/referrals", f"/resources?case={uuid}", f"/resources/praxis?case={uuid}"):
        assert links(palette_of(alice, page, "ocmw"))[0] == f"/resources/ocmw-1030?case={uuid}"
    assert links(palette_of(alice, "/resources", "ocmw"))[0] != "/resources/ocmw-1030"
    assert "case=" not in palette_of(alice, "/resources", "ocmw")
    bobs = [one.partition("?")[0] for one in links(palette_of(bob, f"/resources?case={uuid}", "ocmw"))]
    assert bobs == links(palette_of(bob, "/resources", "ocmw")), "nobody else learns where the client lives"
    page = alice.get(f"/palette?case={uuid}").get_data(as_text=True)
    assert page.count(f'action="/palette?case={uuid}"') == 2


def test_the_case_page_leads_to_the_welfare_office_and_to_sheets_for_this_case(alice):
    path = open_case(alice)
    uuid = path.rsplit("/", 1)[1]
    alice.post(
        "/cases/refer/praxis", data={"csrf_token": token_of(alice.get(path)), "case": uuid, "kind": "info"}
    )
    page = alice.get(path).get_data(as_text=True)
    found = links(page)
    desk = f"/resources?q=ocmw&case={uuid}"
    assert desk in found, "without where the client lives"
    sheets = [
        link for link in links(alice.get(desk).get_data(as_text=True)) if link.startswith("/resources/")
    ]
    assert sheets[0] == f"/resources/ocmw-1030?case={uuid}"
    assert f"/resources/praxis?case={uuid}" in found


@pytest.mark.parametrize("nis", [nis for nis in territory.municipalities() if nis != "21004"])
def test_a_case_calls_the_welfare_office_as_it_calls_itself_in_french(app, nis):
    """But for that of the city, which is of its "Ville de"."""
    office = Service.get(Service.external_id == f"ocmw-{territory.municipalities()[nis].postal_codes[0]}")
    with app.test_request_context(headers={"Accept-Language": "fr"}):
        assert fold(names.welfare_office(nis, "fr")) == fold(office.name_fr)
    assert names.welfare_office("", "fr") == ""


def test_for_others_and_while_shut_the_case_does_not_exist(app, alice, bob, dora):
    path = open_case(alice)
    address = f"/resources?case={path.rsplit('/', 1)[1]}&q=ocmw"
    for browser in (alice, bob, dora):
        browser.set_cookie("language", "en")
    assert "Ordered for this case" in alice.get(address).get_data(as_text=True)

    def answers_without_it(browser):
        found = browser.get(address, headers={"HX-Request": "true"}).get_data(as_text=True)
        never = browser.get("/resources?case=never&q=ocmw", headers={"HX-Request": "true"})
        assert found == never.get_data(as_text=True)
        assert "Ordered for this case" not in found
        return "data-sheet" in found

    for browser in (bob, dora):
        assert answers_without_it(browser)
    app.config["CASES_SHUT"] = True
    assert answers_without_it(alice)


def test_nothing_of_the_client_reaches_a_file_or_a_log(alice, config, caplog):
    caplog.set_level(logging.DEBUG)
    path = open_case(alice)
    caplog.clear()
    alice.get(f"/resources?case={path.rsplit('/', 1)[1]}&q=kwetsuurtje")
    assert "kwetsuurtje" not in caplog.text
    for file in config.data_dir.rglob("*"):
        assert not file.is_file() or b"kwetsuurtje" not in file.read_bytes(), file


def test_a_search_from_a_case_leaves_one_line_that_it_was_used_and_none_of_the_words(alice, bob, monkeypatch):
    uuid = open_case(alice).rsplit("/", 1)[1]
    for words in ("o", "oc", "ocm", "ocmw"):
        assert alice.get(f"/resources?case={uuid}&q={words}").status_code == 200
    bob.get(f"/resources?case={uuid}&q=ocmw")
    lines = AuditLine.select().where(AuditLine.verb == "case.searched")
    assert [line.about for line in lines] == [uuid]
    later = finding.now() + timedelta(minutes=16)
    monkeypatch.setattr(finding, "now", lambda: later)
    alice.get(f"/resources?case={uuid}&q=ocmw")
    assert lines.count() == 2
    assert looking.reads("case.searched")
