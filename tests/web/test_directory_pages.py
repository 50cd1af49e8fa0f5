"""Search as you type and the sheet, as a browser gets them."""

import pytest

from directory.models import Location, Service


def test_the_page_and_its_fragment_hold_the_same_results(alice):
    whole = alice.get("/resources?q=ocmw molenbeeck").get_data(as_text=True)
    part = alice.get("/resources?q=ocmw molenbeeck", headers={"HX-Request": "true"})
    assert "<html" in whole
    assert "<html" not in part.get_data(as_text=True)
    assert 'data-sheet="ocmw-1080"' in whole
    assert 'data-sheet="ocmw-1080"' in part.get_data(as_text=True)
    assert "HX-Request" in part.headers["Vary"]


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_each_language_finds_and_shows_the_sheet(alice, lang):
    alice.set_cookie("language", lang)
    found = alice.get("/resources?q=cpas ixelles").get_data(as_text=True)
    assert f'<html lang="{lang}">' in found
    assert 'href="tel:+3226415459"' in found
    assert "02 641 54 59" in found
    sheet = alice.get("/resources/ocmw-1050").get_data(as_text=True)
    assert ("CPAS d&#39;Ixelles" if lang == "fr" else "OCMW Elsene") in sheet


def test_a_french_sign_stays_with_its_word_whichever_space_was_typed(alice):
    Service.update(
        description_fr="Urgent ? Aide au « CPAS » : dettes ; 10 !", description_nl="Dringend ? Ja ; nee",
        version=Service.version + 1,
    ).where(Service.external_id == "ocmw-1050").execute()  # fmt: skip
    alice.set_cookie("language", "fr")
    told = "Urgent_? Aide au «_CPAS_»_: dettes_; 10_!".replace("_", "\u00a0")
    assert told in alice.get("/resources/ocmw-1050").get_data(as_text=True)
    line = alice.get("/resources?q=cpas ixelles").get_data(as_text=True)
    assert told.replace("CPAS", "<mark>CPAS</mark>") in line
    alice.set_cookie("language", "nl")
    assert "Dringend ? Ja ; nee" in alice.get("/resources/ocmw-1050").get_data(as_text=True)


def test_an_unverified_sheet_says_so(alice):
    alice.set_cookie("language", "en")
    assert "Not yet verified by your service" in alice.get("/resources/praxis").get_data(as_text=True)


def test_the_list_takes_a_constant_number_of_queries(alice, monkeypatch):
    counts = []
    database = Service._meta.database
    execute = database.execute_sql
    monkeypatch.setattr(database, "execute_sql", lambda *a, **k: (counts.append(a[0]), execute(*a, **k))[1])
    alice.get("/resources?q=praxis")
    # The whole page wrote down what was searched: what changed is asked for once more.
    alice.get("/resources?q=praxis", headers={"HX-Request": "true"})
    for _cold_then_warm in range(2):
        numbers = []
        for query in ("zelfmoordlijn", "ocmw"):
            counts.clear()
            answer = alice.get(f"/resources?q={query}", headers={"HX-Request": "true"})
            numbers.append((answer.get_data(as_text=True).count("data-sheet"), len(counts)))
        assert numbers[0][0] < numbers[1][0]
        assert numbers[0][1] == numbers[1][1]


@pytest.mark.parametrize(
    "path", ["/resources/nope", "/resources/" + "9" * 40, "/resources?q=%00%F0", "/x%00"]
)
def test_odd_addresses_never_fail(alice, path):
    assert alice.get(path).status_code in {200, 404}


def test_hostile_words_in_a_sheet_are_only_words(alice):
    sheet = Service.get(external_id="praxis")
    sheet.name_nl = sheet.name_fr = "<script>alert(1)</script>"
    sheet.website = "javascript:alert(1)"
    Location.create(service=sheet, street="<b hx-post=/sign-out>")
    sheet.changed()
    for path in ("/resources/praxis", "/resources?q=praxis"):
        body = alice.get(path).get_data(as_text=True)
        assert "<script>alert" not in body
        assert "<b hx-post" not in body
        assert 'href="javascript:' not in body


def test_what_is_known_in_one_language_is_also_said_in_the_readers(alice):
    Service.update(audience="residents of the hill").where(Service.external_id == "ocmw-1080").execute()
    for lang, words in (
        ("nl", "Inwoners – residents"),
        ("fr", "Habitants – residents"),
        ("en", "residents of"),
    ):
        alice.set_cookie("language", lang)
        assert words in alice.get("/resources/ocmw-1080").get_data(as_text=True)
    assert "Residents –" not in alice.get("/resources/ocmw-1080").get_data(as_text=True)
