"""From a case: what answers by chance, or is called by a word that is not its own, does not suit a client."""

import pytest

from directory.answers import CaseContext
from directory.models import Service, ServiceLanguage, ThesaurusGroup

TURKISH = CaseContext("21015", ("tr",))
ARABIC = CaseContext("21012", ("ar",))


@pytest.fixture
def kinds(starter):
    return {str(sheet.external_id): sheet.category for sheet in Service.select()}


@pytest.mark.parametrize(
    "typed",
    [
        "permis de séjour", "titre de séjour", "papiers", "mes papiers expirent", "carte de séjour expirée",
        "sans-papiers", "verblijfskaart verlopen", "residence permit",
    ],
)  # fmt: skip
def test_a_residence_is_no_resident(results, kinds, typed):
    """Debt mediation "for residents with debts" said nothing of papers."""
    first = results(typed, limit=5, case=TURKISH).hits
    assert "debt_mediation" not in [kinds[hit.external_id] for hit in first]
    assert first[0].external_id in {"medimmigrant", "ocmw-1030"}


def test_a_need_leads_to_an_ocmw_by_its_kind(starter):
    """The word is in the names of their debt mediation and their groceries too."""
    rows = ThesaurusGroup.select().where(ThesaurusGroup.kind.in_(("need", "urgent", "otherwise")))
    named = {"OCMW", "CPAS"}
    assert [row.code for row in rows if named & {label.strip() for label in row.leads_to.split("|")}] == []


@pytest.mark.parametrize("typed", ["carte médicale urgente", "medische kaart", "medical card"])
def test_who_needs_an_ocmw_is_not_led_to_its_debt_mediation_or_its_grocery(results, kinds, typed):
    first = [hit.external_id for hit in results(typed, limit=4, case=ARABIC).hits]
    assert first[0] == "ocmw-1080"
    assert not {"debt_mediation", "food_aid"} & {kinds[one] for one in first}


@pytest.mark.parametrize(("typed", "first"), [("cpas", "ocmw-1030"), ("dettes", "debt-1030")])
def test_the_municipality_of_the_filter_is_where_the_client_is_to_be_helped(results, typed, first):
    """All that is there for Schaerbeek stood last, as "only for Schaerbeek"."""
    hits = results(typed, case=ARABIC, municipality="21015").hits
    assert hits[0].external_id == first
    assert "competent:21015" in hits[0].reasons
    assert not any(reason.startswith("only:21015") for hit in hits for reason in hit.reasons)


def test_without_a_case_the_municipality_of_the_filter_is_as_one_that_is_typed(results):
    filtered = results("psycholoog", limit=5, municipality="21015").hits
    assert filtered[0].external_id == results("psycholoog schaarbeek").hits[0].external_id == "la-gerbe"
    assert "located:21015" in filtered[0].reasons
    listed = results("", municipality="21015").hits
    assert not any(hit.reasons for hit in listed)


def test_a_place_that_is_typed_comes_before_that_of_the_filter(results):
    asked = results("cpas molenbeek", limit=3, municipality="21015").hits
    assert not any("competent:21015" in hit.reasons for hit in asked)


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize("typed", ["cpas", "ocmw", "centre public d'action sociale", "ocmw schaarbeek"])
def test_who_names_the_ocmw_gets_the_clients_own_whatever_its_debt_mediation_speaks(results, typed):
    debts = Service.get(external_id="debt-1030")
    ServiceLanguage.create(service=debts, code="tr")
    debts.changed()
    case = ARABIC if "schaarbeek" in typed else TURKISH
    assert results(typed, limit=1, case=case).hits[0].external_id == "ocmw-1030"
    assert results("schulden", limit=1, case=TURKISH).hits[0].external_id == "debt-1030"


def _among(results, typed, case, *named):
    found = [hit.external_id for hit in results(typed, limit=60, case=case).hits]
    return sorted(named, key=found.index)


def test_of_whom_nobody_noted_the_languages_it_is_not_said_that_they_speak_none(results):
    """The client's own debt mediation stood below whoever says to speak French and is no debt mediation."""
    french = CaseContext("21004", ("fr",))
    assert results("dettes", limit=1, case=french).hits[0].external_id == "debt-1000"
    # Who says to speak it, of whom nobody knows, and who says to speak another.
    order = ["rizome-bxl", "sasb-sireas", "caw-jww"]
    assert _among(results, "mon mari est en prison", french, *order) == order


def test_of_other_languages_what_was_not_noted_counts_as_not_spoken(results):
    case = CaseContext("21004", ("tr",))
    assert not any(hit.signals.get("language") for hit in results("dettes", case=case).hits)


@pytest.mark.usefixtures("starter")
@pytest.mark.parametrize(
    ("languages", "interpreter", "lifts"),
    [
        (("fr",), "", False), (("nl", "ar"), "", False), (("ar", "fr"), "", True), (("ar",), "", True),
        (("ar",), "no", False), (("ar", "fr"), "no", False), (("fr",), "yes", True),
    ],
)  # fmt: skip
def test_an_interpreter_counts_for_who_needs_one(results, languages, interpreter, lifts):
    """The Dutch-language centre, which can call one in, stood above the French one for who speaks French."""
    sheet = Service.get(external_id="caw-jww")
    sheet.phone_interpreter = "yes"
    sheet.changed()
    case = CaseContext("21004", languages, interpreter=interpreter)
    hits = results("mon mari est en prison", limit=30, case=case).hits
    caw = next(hit for hit in hits if hit.external_id == "caw-jww")
    if languages[0] != "nl":
        assert ("interpreter" in caw.reasons) == lifts
    if languages == ("fr",) and not lifts:
        order = ["sasb-sireas", "caw-jww"]
        assert _among(results, "mon mari est en prison", case, *order) == order


RENT = ["huur niet betaald", "loyer impayé", "rent arrears", "onbetaalde facturen"]


@pytest.mark.parametrize("case", [ARABIC, CaseContext("21012", ("nl",)), CaseContext("21012", ("fr",))])
@pytest.mark.parametrize(
    ("typed", "within"),
    [
        *((rent, 3) for rent in RENT),
        ("leefloon", 3),
        ("aide sociale", 3),
        ("medische kaart", 3),
        ("papiers", 5),
    ],
)
def test_a_need_for_an_ocmw_means_that_of_the_client(results, typed, within, case):
    """A kind of help alone counted a third of what a debt mediation has: it stood at the ninth place. For
    papers, those that are there for nothing else come first."""
    assert "ocmw-1080" in [hit.external_id for hit in results(typed, limit=within, case=case).hits]


@pytest.mark.parametrize(
    ("case", "typed", "first"),
    [
        (CaseContext("21015", ("nl",)), "opvoeding", {"huis-van-het-kind", "relais-enfants-parents"}),
        (CaseContext("21015", ("nl",)), "jeugdhulp", {"amo-amos", "amo-atmospheres"}),
        (CaseContext("21012", ("fr",)), "family", {"itinerances", "relais-enfants-parents"}),
        (CaseContext("21012", ("fr",)), "jeunes", {"sos-jeunes", "macadam"}),
        (CaseContext("21015", ("nl",)), "gezondheid", {"wgc-de-brug", "wgc-medikuregem"}),
        (CaseContext("21015", ("nl",)), "slachtofferhulp", {"lva-bxl", "accueil-victimes-bxl"}),
        (CaseContext("21015", ("nl",)), "bezoek gevangenis", {"prison-haren", "prison-saint-gilles"}),
        (CaseContext("21015", ("nl",)), "welfare", {"ocmw-1030"}),
        (CaseContext("21015", ("nl",)), "facture impayée", {"debt-1030", "ocmw-1030"}),
    ],
)
def test_who_says_to_speak_dutch_or_french_does_not_go_before_who_does_what_is_asked(
    results, starter, case, typed, first
):
    """Four sheets in five name no language. Who treats offenders stood first for bringing up children, a
    court for the young, a line against suicide for health."""
    assert {hit.external_id for hit in results(typed, limit=len(first), case=case).hits} == first


@pytest.mark.parametrize("typed", ["aide sociale", "welfare", "social worker"])
def test_who_interprets_for_others_is_not_the_help(results, starter, typed):
    """Nor does an interpreter lift it; but where one is sought."""
    hits = [hit.external_id for hit in results(typed, limit=60, case=CaseContext("21015", ("ro",))).hits]
    assert hits.index("ocmw-1030") < hits.index("brussel-onthaal") if "brussel-onthaal" in hits else hits
    assert results("tolk", limit=1, case=TURKISH).hits[0].external_id in {"setis-bxl", "brussel-onthaal"}


def test_a_language_that_is_asked_for_goes_before_the_clients(results, starter):
    """An interpreter for a client who speaks Polish counted beside the Arabic that was asked for."""
    for one in ("dieda", "exil"):
        sheet = Service.get(external_id=one)
        ServiceLanguage.create(service=sheet, code="ar")
        sheet.changed()
    sheet = Service.get(external_id="la-gerbe")
    sheet.phone_interpreter = "yes"
    sheet.changed()
    for typed in ("psycholoog arabisch", "psychologue arabe"):
        first = results(typed, limit=2, case=CaseContext("21015", ("pl",))).hits
        assert {hit.external_id for hit in first} == {"dieda", "exil"}


@pytest.mark.parametrize("typed", RENT)
def test_or_that_of_the_place_or_the_filter(results, typed):
    """Which is where the client is to be helped."""
    for found in (
        results(f"{typed} ixelles", 3, case=ARABIC),
        results(typed, 3, municipality="21009", case=ARABIC),
    ):
        assert "ocmw-1050" in [hit.external_id for hit in found.hits]
