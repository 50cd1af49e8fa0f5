"""A search, or the whole directory, as every kind of file: what comes is what was asked, and no more."""

import csv
import io
import json
import re
import zipfile

import openpyxl
import pytest

from directory import editing
from directory.models import ContactFunction, Service


def given(browser, kind, query=""):
    answer = browser.get(f"/resources/export/{kind}?{query}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return answer.get_data()


def ids(kind, data):
    """The names of the sheets in a file."""
    if kind == "csv":
        return [row["name_nl"] for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))]
    if kind == "xlsx":
        head, *rows = openpyxl.load_workbook(io.BytesIO(data)).active.values
        return [row[head.index("name_nl")] for row in rows]
    if kind == "json":
        return [one["name"] for one in json.loads(data)]
    if kind == "vcard":
        return [line[3:] for line in data.decode().splitlines() if line.startswith("FN:")]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text = package.read("services.csv").decode()
    return [row["name"] for row in csv.DictReader(io.StringIO(text, newline=""))]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "vcard", "hsds"])
def test_every_kind_of_file_holds_the_search_in_its_order_or_all(alice, kind):
    alice.set_cookie("language", "nl")
    query = "q=schuldbemiddeling&municipality=21001"
    page = alice.get(f"/resources?{query}&show=100", headers={"HX-Request": "true"}).get_data(as_text=True)
    shown = re.findall(r'data-sheet="([^"]+)"', page)
    names = {sheet.external_id: sheet.name_nl for sheet in Service.select()}
    assert 3 < len(shown) < 60
    assert ids(kind, given(alice, kind, query)) == [names[one] for one in shown]
    assert len(ids(kind, given(alice, kind))) == Service.select().where(~Service.archived).count()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "vcard", "hsds"])
def test_no_file_has_what_was_put_away_what_is_internal_or_where_a_shelter_is(alice, kind):
    shelter = Service.get(external_id="ocmw-1070")
    ContactFunction.create(service=shelter, function="Binnenlijn onthaal", phone="+3222222222")
    editing.restrict_address("ocmw-1070", True, "eva")
    editing.archive(Service.get(external_id="ocmw-1080"), "eva")
    data = given(alice, kind)
    if kind in ("xlsx", "hsds"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            data = b"".join(package.read(name) for name in package.namelist())
    for secret in ("Binnenlijn", "+3222222222", "Vander Bruggen"):
        assert secret.encode() not in data, secret
    assert "OCMW Sint-Jans-Molenbeek" not in ids(kind, given(alice, kind))


def test_the_page_names_the_search_and_a_kind_that_does_not_exist_is_not_found(alice):
    alice.set_cookie("language", "en")
    page = alice.get("/resources/export?q=ocmw&case=1").get_data(as_text=True)
    assert "/resources/export/xlsx?q=ocmw" in page
    assert "case=" not in page.partition("<main")[2].partition("</main>")[0]
    assert alice.get("/resources/export/exe").status_code == 404
