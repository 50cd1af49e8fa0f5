"""While plain SQL answers: filters, counts and the order for a case are what they are with the index."""

from datetime import date, datetime, timedelta
from itertools import combinations, product

import pytest

from directory import indexing, search, taxonomies
from directory.answers import FILTERS, CaseContext
from directory.availability import ClosedPeriod
from directory.facts import BRUSSELS
from directory.models import Service
from directory.search import Criteria, plain
from directory.search.rows import Rows

EVERY = 200
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=BRUSSELS)
# Of each filter one value, and of some a second of another kind: the region counts for a municipality.
CHOSEN = {
    "category": ["ocmw"], "municipality": ["21012", "21019"], "language": ["ar"], "interpreter": ["yes"],
    "audience": ["victims"], "access": ["phone"], "cost": ["free"],
    "open_at": [MONDAY, MONDAY.replace(hour=3)], "verified_within": [1, 24],
}  # fmt: skip


@pytest.fixture
def kept_true(starter):
    """Sheets of which some were verified, one is archived and one is closed."""
    sheets = list(Service.select().order_by(Service.id))
    for at, sheet in enumerate(sheets[::3]):
        sheet.verified_on = date.today() - timedelta(days=20 * at)
        sheet.changed()
    sheets[4].archived = True
    sheets[4].changed()
    for sheet in sheets[5:30:5]:
        ClosedPeriod.create(service=sheet, first=MONDAY.date(), last=MONDAY.date())
        sheet.changed()


def ids(results):
    return [hit.external_id for hit in results.hits]


def test_rows_have_the_facets_of_the_index(kept_true):
    index, rows = indexing.ready(), Rows()
    assert rows.all == index.all
    for facet in (
        "category", "located", "area", "language", "expertise", "interpreter", "audience", "access", "cost",
        "hours", "closed", "verified",
    ):  # fmt: skip
        assert rows.values(facet) == index.values(facet), facet
        for value, held in index.values(facet):
            assert rows.bits("f", f"{facet}={value}") == held


def test_each_filter_keeps_what_it_keeps_with_the_index(kept_true):
    assert set(CHOSEN) == set(FILTERS)
    for one, other in combinations(CHOSEN, 2):
        for value, second in product(CHOSEN[one], CHOSEN[other]):
            criteria = Criteria(**{one: value, other: second})
            right, found = search.find(criteria, EVERY), plain.find(criteria, EVERY)
            assert found.degraded
            assert set(ids(found)) == set(ids(right)), criteria
            assert found.total == right.total
            assert found.facets == right.facets


@pytest.mark.parametrize("text", ["", "dettes", "juridique"])
def test_its_counts_are_the_number_of_results_that_each_value_leaves(kept_true, text):
    base = Criteria(q=text, language="fr")
    counts = plain.find(base, 1).facets
    assert set(counts) == set(FILTERS)
    assert any(counts["category"].values())
    for name in set(FILTERS) - {"open_at"}:
        for code, count in counts[name].items():
            value = int(code) if name == "verified_within" else code
            asked = Criteria(**{**vars(base), name: value})
            assert plain.find(asked, 1).total == count, (name, code)


def test_before_anything_is_typed_it_counts_all_sheets_and_lists_none(kept_true):
    found = plain.find(Criteria(), 12)
    assert (found.hits, found.total) == ([], 0)
    assert found.facets == search.find(Criteria(), 12).facets


def test_from_a_case_who_suits_the_client_comes_first_and_the_line_says_why(starter):
    asked = {"q": "dienst"}
    client = CaseContext("21012", ("ar", "fr"))
    found = plain.find(Criteria(**asked, case=client), EVERY)
    only = [any(code.startswith("only:") for code in hit.reasons) for hit in found.hits]
    assert True in only
    assert only == sorted(only), "whoever is not competent comes last"
    told = [hit.reasons for hit in found.hits if hit.reasons[:1] == ("regional",)]
    speaks = [-("staff_language:ar" in why) or 2 * ("staff_language:fr" not in why) for why in told]
    assert len(set(speaks)) > 1
    elsewhere = [one for one, why in zip(speaks, told, strict=True) if "located:21012" not in why]
    assert elsewhere == sorted(elsewhere), "of who is for the region, those come first who speak it"
    own = next(hit for hit in found.hits if "competent:21012" in hit.reasons)
    assert found.hits.index(own) < 3
    assert set(ids(found)) == set(ids(plain.find(Criteria(**asked), EVERY)))
    assert not plain.find(Criteria(**asked), EVERY).hits[0].reasons


def test_where_filters_leave_nothing_it_offers_the_ways_out_that_are_counts(starter):
    asked = Criteria(q="ocmw", category="interpreting")
    found = plain.find(asked, 12)
    assert not found.hits
    assert found.suggestions.relax == [("category", plain.find(Criteria(q="ocmw"), 1).total)]
    unknown = plain.find(Criteria(q="zzzqqq", category="ocmw"), 12).suggestions
    assert unknown.alone == [(("category",), plain.find(Criteria(category="ocmw"), 1).total)]


def test_every_code_of_a_filter_can_be_asked(starter):
    for name in ("category", "audience", "access", "cost"):
        known = {value for value, _bits in Rows().values(name)}
        assert known <= set(taxonomies.codes(name))


@pytest.mark.parametrize(
    "typed", ["École", "école", "ÉCOLE", "l'école", "L’École,", "e\u0301cole", "(école)"]
)
def test_capitals_accents_and_marks_are_no_obstacle(starter, typed):
    sheet = Service.get(external_id="samarcande")
    sheet.name_fr = "Devant l'École Été"
    sheet.changed()
    assert "samarcande" in ids(plain.find(Criteria(q=typed), 50))


@pytest.mark.parametrize(
    ("typed", "same"), [("ocmw, 1080", "ocmw 1080"), ("C.P.A.S.", "cpas"), ("d'Ixelles", "ixelles")]
)
def test_marks_change_nothing(starter, typed, same):
    found = ids(plain.find(Criteria(q=typed), EVERY))
    assert found == ids(plain.find(Criteria(q=same), EVERY)) != []


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("o_mw", "o mw"),
        ("o%mw", "o mw"),
        ("ocmw\\", "ocmw"),
        ("\ud800ixelles", "ixelles"),
        ("%", ""),
        ("_", ""),
    ],
)
def test_no_sign_means_anything_to_the_database(starter, typed, same):
    assert ids(plain.find(Criteria(q=typed), EVERY)) == ids(plain.find(Criteria(q=same), EVERY))


def test_a_postal_code_is_a_place_and_no_piece_of_a_number(starter):
    assert "ocmw-1080" in [hit.external_id for hit in plain.find(Criteria(q="1080"), 20).hits]
    assert plain.find(Criteria(q="2529"), 20).hits, "other digits are still a piece of one"
