"""The program says what each signal adds to a score."""

import pytest

from directory import search
from directory.answers import CaseContext
from directory.search import Criteria


def test_explain_names_the_parts_of_a_score(starter):
    from directory.search.explain import told

    text = told(Criteria(q="schudbemiddeling molenbek"), 3)
    assert "searched instead: schuldbemiddeling molenbeek" in text
    assert "debt-1080" in text.splitlines()[4]
    assert "“schuldbemiddeling” exact in name (nl), category, contact, text (nl)" in text
    assert "competent" in text
    assert search.find(Criteria(q="ocmw 1080"), 1).hits[0].signals["competent"] == 9.0


@pytest.mark.parametrize("case", [None, CaseContext("21012", ("fr", "ar"))])
@pytest.mark.parametrize(
    "typed",
    [
        "schulden molenbeek", "ocmw", "mijn man zit vast", "psy gratuit 1070", "jette", "02 209", "haren",
        "gamine de 14 ans à la rue cette nuit",  # a word that is answered by what is worth nothing
    ],
)  # fmt: skip
def test_what_the_signals_add_is_the_score(results, starter, typed, case):
    hits = results(typed, limit=20, case=case).hits
    assert hits
    for hit in hits:
        assert sum(hit.worth.values()) == pytest.approx(hit.score), hit.external_id


@pytest.mark.parametrize(
    ("typed", "case"),
    [
        ("il veut demander pardon à celui qu'il a agressé", None),  # a word that stands there twice
        ("ocmw brussel", CaseContext("21004", ("fr",))),  # located: of the place, and of the client
    ],
)
def test_a_part_that_stands_there_twice_counts_twice(results, starter, typed, case):
    for hit in results(typed, limit=10, case=case).hits:
        assert sum(hit.worth.values()) == pytest.approx(hit.score), hit.external_id
