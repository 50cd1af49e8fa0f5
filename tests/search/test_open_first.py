"""Where a time is asked: who is surely open before its like of unknown hours, and no other kind of help."""

from datetime import datetime

import pytest

MONDAY, EVENING, SATURDAY = datetime(2026, 11, 30, 10), datetime(2026, 11, 30, 20), datetime(2026, 12, 5, 14)


def _surely(hit):
    return any(reason.startswith("open:") for reason in hit.reasons)


def _told(hit):
    return any(reason.startswith(("open:", "shut:")) for reason in hit.reasons)


@pytest.mark.parametrize("moment", [MONDAY, EVENING, SATURDAY])
@pytest.mark.parametrize(
    ("typed", "within"),
    [
        ("psycholoog nu open", 3), ("psychologue ouvert maintenant", 3), ("psychologist open now", 3),
        ("psycholoog 's avonds", 6), ("psychologue le soir", 2), ("dokter nu open", 2),
        ("jongeren weekend open", 1), ("jeunes ouvert le week-end", 1),
    ],
)  # fmt: skip
def test_somebody_who_is_surely_open_is_among_the_first(results, starter, at, moment, typed, within):
    at(moment)
    assert any(map(_surely, results(typed, limit=within).hits))


@pytest.mark.parametrize("typed", ["jongeren weekend open", "jongeren zaterdag"])
def test_what_is_as_good_and_open_stands_before_what_may_be(results, starter, at, typed):
    at(MONDAY)
    hits = results(typed).hits
    place = [hit.external_id for hit in hits].index("sos-jeunes")
    assert sum(not _told(hit) for hit in hits[:place]) <= 2


@pytest.mark.parametrize("moment", [MONDAY, EVENING, SATURDAY])
@pytest.mark.parametrize(
    "typed",
    [
        "dokter nu open", "médecin ouvert maintenant", "doctor open now", "dokter zaterdag",
        "doctor open at the weekend", "médecin samedi", "apotheek nu open",
    ],
)  # fmt: skip
def test_another_kind_of_help_does_not_come_first_for_being_open(found, starter, at, moment, typed):
    """The poison centre never shuts, and is no doctor."""
    at(moment)
    assert found(typed, limit=1) != ["antigif"]


def test_the_best_answer_loses_nothing_by_its_hours_being_unknown(results, starter, at):
    at(SATURDAY)
    first, *others = results("dokter zaterdag").hits
    assert (first.external_id, "hours unknown" in first.signals) == ("caso-mdm", True)
    assert first.signals["hours unknown"] == 0
    assert all(hit.signals["hours unknown"] < 0 for hit in others if not _told(hit))


@pytest.mark.parametrize("moment", [MONDAY, MONDAY.replace(hour=15), EVENING, SATURDAY])
@pytest.mark.parametrize("typed", ["ocmw anderlecht vandaag open", "cpas anderlecht ouvert maintenant"])
def test_the_kind_of_help_that_is_named_comes_first_though_it_is_shut(found, starter, at, moment, typed):
    """The OCMW's own debt mediators, of unknown hours, stood before it in the afternoon."""
    at(moment)
    assert found(typed)[0] == "ocmw-1070"
