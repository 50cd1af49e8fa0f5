"""Who is free where that is asked, who listens at night, and youths by whatever they are called."""

import pytest

from directory import search
from directory.search import Criteria
from tests.search.conftest import add

NIGHT = {"tele-onthaal-106", "tele-accueil-107"}


@pytest.mark.parametrize(
    "typed",
    [
        "écoute la nuit", "luisterlijn 's nachts", "quelqu'un à qui parler la nuit", "praten 's nachts",
        "iemand om mee te praten 's nachts", "helpline at night", "someone to talk to at night",
        "numéro d'écoute nuit",
    ],
)  # fmt: skip
def test_who_looks_for_an_ear_at_night_finds_the_lines_that_listen_then(found, typed):
    first = found(typed, limit=3)
    assert first[0] in NIGHT, first
    assert set(first) >= NIGHT, first


@pytest.mark.parametrize(
    "typed", ["écoute violences conjugales la nuit", "mon mari me frappe la nuit", "1712 's nachts"]
)
def test_violence_at_night_is_for_the_lines_about_violence(found, typed):
    assert {"ecoute-violences-conjugales", "1712"}.intersection(found(typed, limit=2))


@pytest.mark.parametrize(
    ("typed", "free"),
    [
        ("psy gratuit", {"la-gerbe", "marolles-ecoute"}),
        ("gratis psycholoog", {"la-gerbe", "marolles-ecoute"}),
        ("free psychologist", {"la-gerbe", "marolles-ecoute"}),
        ("avocat gratuit", {"baj-bxl-fr", "bjb-bxl-nl", "justibus"}),
        ("gratis advocaat", {"baj-bxl-fr", "bjb-bxl-nl", "justibus"}),
        ("free lawyer", {"baj-bxl-fr", "bjb-bxl-nl", "justibus"}),
        ("gratis bemiddeling", {"bravvo-mediation", "moderator"}),
        ("médiation gratuite", {"bravvo-mediation", "mediante", "moderator"}),
    ],
)
def test_who_is_free_comes_first_where_that_is_asked(found, typed, free):
    first = found(typed, limit=4)
    assert first[0] in free
    assert len(free.intersection(first)) > 1


@pytest.mark.parametrize("typed", ["free", "my husband is free", "gratis"])
def test_a_name_or_the_word_alone_asks_for_nobody_that_is_free(results, typed):
    assert not any("free" in hit.signals for hit in results(typed, limit=3).hits)


@pytest.mark.parametrize("typed", ["jeunes 1020", "jongeren 1020", "ados laeken", "tieners laken"])
def test_youths_find_the_house_for_them_by_whatever_they_are_called(found, typed):
    assert "mado-noord" in found(typed, limit=3)


def test_for_less_counts_half_of_free(small):
    with small.atomic():
        add(41, "Zwembad aan zee", cost="free")
        add(42, "Zwembad in de stad", cost="reduced")
    hits = {hit.external_id: hit for hit in search.find(Criteria(q="gratis zwembad")).hits}
    assert hits["s41"].signals["free"] == 2 * hits["s42"].signals["free"] > 0
