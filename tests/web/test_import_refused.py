"""The file of refused rows: sent in again as it is, it is refused again; mended, it goes where it belongs."""

import io
import json
import zipfile

import pytest

from directory.importing import mapping
from directory.importing.models import KeptMapping
from directory.models import Service
from tests.web.conftest import send
from tests.web.test_imports import last, staged, text_of, upload


def refused(browser):
    return browser.get(f"/editor/imports/{last().uuid}/refused.csv").get_data()


WIDE = b"id;Naam;Aanbod;Telefoon\n1;A;een; twee;024111213\n2;B;een;024111214\n"
SHORT = b"id;Naam;Aanbod;Telefoon\n1;A;een\n2;B;een;024111214\n"
BLANK = b"id;Naam;;Telefoon\n1;A;x;een;024111213\n2;B;;024111214\n"


@pytest.mark.parametrize("data", [WIDE, SHORT, BLANK])
def test_rows_of_a_wrong_width_stay_so_until_they_are_mended(eva, data):
    staged(eva, data, category="other")
    assert (last().added, last().refused) == (1, 1)
    again = refused(eva)
    staged(eva, again, "import-refused.csv", category="other")
    assert (last().added, last().refused) == (0, 1)
    staged(eva, refused(eva), "import-refused.csv", category="other")
    assert (last().added, last().refused) == (0, 1)


def test_a_mended_row_goes_where_the_file_would_have_put_it(eva):
    data = WIDE.replace(b"een; twee;024111213", b"een;02 12")
    staged(eva, data, "partner.csv", category="other")
    send(eva, f"/editor/imports/{last().uuid}/apply")
    mended = refused(eva).replace(b"02 12", b"02 411 12 13")
    eva.set_cookie("language", "fr")
    staged(eva, mended, "nog eens.csv", category="other")
    send(eva, f"/editor/imports/{last().uuid}/apply")
    assert Service.select().where(Service.external_id == "partner-1").count() == 1


def test_a_kept_mapping_fits_the_refused_rows(eva):
    data = b"Wat;Nr;Tel\nDesk;7;02 12\n"
    page = eva.get(upload(eva, data, "x.csv").location)
    assert page.status_code == 200
    form = {"c.0.0": "name", "c.0.1": "id", "c.0.2": "phone", "source": "partner", "category": "housing"}
    send(eva, f"/editor/imports/{last().uuid}/columns", keep="Partner", **form)
    assert KeptMapping.select().count() == 1
    upload(eva, refused(eva), "import-refused.csv")
    chosen = mapping.from_json(json.loads(last().mapping))
    assert (chosen.source, chosen.category) == ("partner", "housing")
    assert {"name", "id", "phone"} <= chosen.targets()


def test_a_row_of_a_package_takes_its_phone_and_address_along(eva):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("services.csv", "id,name,email\n1,A,wrong\n")
        archive.writestr("phones.csv", "service_id,number,description\n1,02 411 12 13,nacht\n")
        archive.writestr("locations.csv", "id,service_id,name\nL,1,Huis\n")
        archive.writestr(
            "addresses.csv", "location_id,address_1,city,postal_code\nL,Kerkstraat 1,Brussel,1000\n"
        )
    staged(eva, held.getvalue(), "pakket.zip", category="other")
    assert last().refused == 1
    rows = refused(eva)
    staged(eva, rows.replace(b"wrong", b"a@example.org"), "x.csv", category="other")
    assert last().added == 1
    send(eva, f"/editor/imports/{last().uuid}/apply")
    sheet = Service.get(Service.external_id == "pakket-1")
    assert [(one.number, one.note) for one in sheet.phones] == [("+3224111213", "nacht")]
    assert sheet.locations.get().street == "Kerkstraat 1"


def test_the_page_tells_the_country_and_the_sheets_that_are_left_out(eva):
    rows = b"name;phone\n" + b"".join(b"D%d;(312) 341-107%d\n" % (n, n) for n in range(3))
    page = staged(eva, rows, category="other")
    assert "the United States" in text_of(page)
