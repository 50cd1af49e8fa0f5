"""From a case: competent first, then staff who speak the language, then interpreter, then the rest."""

import pytest

from directory.answers import CaseContext
from directory.models import Service, ServiceArea, ServiceLanguage


def _level(hit):
    """The place of a sheet in the order that the practice asks for."""
    competent = not any(reason.startswith("only:") for reason in hit.reasons)
    staff = any(reason.startswith("staff_language") for reason in hit.reasons)
    return (not competent, not staff, "interpreter" not in hit.reasons and not staff)


@pytest.mark.usefixtures("starter")
def test_the_order_is_that_of_the_practice_and_the_line_says_why(results):
    case = CaseContext("21015", ("ar",))
    Service.update(phone_interpreter="yes").where(Service.external_id.in_(["dieda", "exil"])).execute()
    for one in ("la-gerbe", "rizome-bxl"):
        ServiceLanguage.create(service=Service.get(external_id=one), code="ar")
    for sheet in Service.select():
        sheet.changed()
    hits = results("", limit=200, category="mental_health", case=case).hits
    levels = [_level(hit) for hit in hits]
    assert levels == sorted(levels)
    assert len(set(levels)) >= 3
    assert "staff_language:ar" in hits[0].reasons


def test_of_a_sheet_without_a_territory_nobody_says_that_it_is_for_the_whole_region(results, starter):
    bound = {str(row.service.external_id) for row in ServiceArea.select(ServiceArea, Service).join(Service)}
    hits = [hit for hit in results("AMO molenbeek", limit=20).hits if hit.external_id not in bound]
    assert len(hits) >= 3
    assert not any("regional" in hit.reasons for hit in hits)
    assert any("regional" in hit.reasons for hit in results("psycholoog molenbeek").hits)


@pytest.mark.parametrize("typed", ["schuldbemiddeling brussel", "schuldbemiddeling", "voedselhulp bruxelles"])
def test_brussels_is_where_the_client_is_too(results, starter, typed):
    """It may be the region: whoever is competent for the client's municipality still comes first."""
    hits = results(typed, limit=12, case=CaseContext("21012", ("fr",))).hits
    own = [at for at, hit in enumerate(hits) if "competent:21012" in hit.reasons]
    bound = [at for at, hit in enumerate(hits) if any(one.startswith("only:") for one in hit.reasons)]
    assert own
    assert not bound or max(own) < min(bound)


@pytest.mark.parametrize("typed", ["voedselhulp brussel", "colis alimentaire bruxelles"])
def test_whoever_is_bound_to_another_municipality_is_not_first_for_brussels(results, starter, typed):
    assert results(typed).hits[0].external_id == "ocmw-1000"


def test_whoever_is_bound_elsewhere_comes_last_and_neutral_is_another_order(results):
    case = CaseContext("21015", ("fr",))
    hits = results("ocmw", limit=50, case=case).hits
    assert hits[0].external_id == "ocmw-1030"
    assert "competent:21015" in hits[0].reasons
    bound = {row.service.external_id for row in ServiceArea.select().where(ServiceArea.code != "BRU")}
    elsewhere = [
        at for at, hit in enumerate(hits)
        if hit.external_id in bound and not any(reason.startswith("competent") for reason in hit.reasons)
    ]  # fmt: skip
    assert all(any(one.startswith("only:") for one in hits[at].reasons) for at in elsewhere)
    rest = [at for at, hit in enumerate(hits) if "regional" in hit.reasons]
    assert min(elsewhere) > max(rest)
    assert all(not hit.reasons for hit in results("ocmw").hits)


@pytest.mark.usefixtures("starter")
def test_who_speaks_the_language_comes_before_who_has_more_of_the_words(results):
    """Two services for prisoners have "psychologist" in their texts, and speak only the second language."""
    ServiceLanguage.create(service=Service.get(external_id="exil"), code="ar")
    Service.update(phone_interpreter="yes").where(Service.external_id == "la-gerbe").execute()
    for one in ("exil", "la-gerbe"):
        Service.get(external_id=one).changed()
    for typed in ("psycholoog", "geestelijke gezondheid"):
        hits = results(typed, limit=8, case=CaseContext("21012", ("ar", "fr"))).hits
        assert hits[0].external_id == "exil", typed
        with_interpreter = next(hit for hit in hits if hit.external_id == "la-gerbe")
        without = next(hit for hit in hits if not {"interpreter"} & set(hit.reasons) and _level(hit)[1])
        assert hits.index(with_interpreter) < hits.index(without)


def test_whoever_is_not_competent_says_for_whom_and_the_nearest_answer_leads_them(results):
    """Food for 1070: its OCMW; then who gives food elsewhere, not eighteen other OCMWs."""
    hits = results("voedselhulp 1070").hits
    assert hits[0].external_id == "ocmw-1070"
    assert {hit.external_id for hit in hits[1:5]} == {
        "voedsel-berchem", "amphora", "voedsel-ukkel", "entraide-jette",
    }  # fmt: skip
    assert "only:21003" in hits[1].reasons
    assert not [reason for hit in results("voedselhulp").hits for reason in hit.reasons]


def test_a_place_that_is_typed_counts_more_than_the_clients(results):
    case = CaseContext("21015", ())
    assert results("ocmw ukkel", case=case).hits[0].external_id == "ocmw-1180"


def test_a_word_by_chance_is_no_answer_whatever_the_staff_speaks(results):
    """Legal aid "depending on income" is not for who is dependent, nor a line for suicide a doctor."""
    case = CaseContext("21012", ("fr",))
    assert results("verslaving", case=case).hits[0].external_id == "feda-bxl"
    assert "baj-bxl-fr" not in [hit.external_id for hit in results("verslaving", limit=2, case=case).hits]
    doctors = {hit.external_id for hit in results("dokter", limit=4, case=case).hits}
    assert not {"prevention-suicide", "ocmw-1080"} & doctors
    also = results("huisarts", limit=2, case=CaseContext("21012", ("ar", "fr"))).hits
    assert also[0].external_id == "wgc-de-brug"
    young = [hit.external_id for hit in results("jongeren", case=CaseContext("21009", ("tr", "nl"))).hits]
    assert young.index("macadam") < young.index("iter") if "iter" in young else young


@pytest.mark.parametrize("languages", [("ar",), ("nl",), ("fr",)])
@pytest.mark.parametrize("typed", ["huur niet betaald", "loyer impayé", "onbetaalde rekeningen"])
def test_for_unpaid_rent_and_bills_the_clients_own_ocmw_is_among_the_first(results, typed, languages):
    hits = results(typed, limit=4, case=CaseContext("21012", languages)).hits
    assert "ocmw-1080" in [hit.external_id for hit in hits]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ocmw brussel", "ocmw-1000"), ("cpas bruxelles", "ocmw-1000"), ("gemeente brussel", "gemeente-1000"),
        ("commune de bruxelles", "gemeente-1000"), ("ocmw", "ocmw-1090"), ("ocmw elsene", "ocmw-1050"),
    ],
)  # fmt: skip
def test_a_desk_that_is_named_with_its_place_is_that_one(found, starter, typed, first):
    """*Brussel* is where a client in Jette is too; but the OCMW of Brussel is one."""
    assert found(typed, case=CaseContext("21010", ("fr",)))[0] == first


@pytest.mark.parametrize(
    "need",
    ["schuldbemiddeling", "schuldbemiddelaar", "budgetbeheer", "budget beheer", "médiateur de dettes"],
)
def test_whoever_mediates_is_sought_at_the_clients_own_ocmw_in_any_form(found, starter, need):
    assert "ocmw-1140" in found(need, limit=7, case=CaseContext("21006", ("nl",)))


@pytest.mark.parametrize("typed", ["schuldbemiddeling", "huur", "médiation de dettes bruxelles"])
def test_for_who_lives_outside_the_region_whoever_is_bound_to_a_municipality_comes_last(
    results, starter, typed
):
    hits = results(typed, limit=60, case=CaseContext(languages=("nl",), elsewhere=True)).hits
    bound = [any(reason.startswith("only:") for reason in hit.reasons) for hit in hits]
    assert bound == sorted(bound)
    assert {True, False} == set(bound)


def test_but_under_the_filter_of_a_municipality_its_own_are_first(found, starter):
    case, there = CaseContext(languages=("nl",), elsewhere=True), CaseContext("21015", languages=("nl",))
    as_there = found("schuldbemiddeling", limit=9, municipality="21015", case=there)
    assert found("schuldbemiddeling", limit=9, municipality="21015", case=case) == as_there
