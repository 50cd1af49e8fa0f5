"""A language beside a kind of help, which makes a need with it, leaves those of that kind in the list."""

import pytest

from directory.models import Service, ServiceLanguage


@pytest.mark.parametrize(
    "typed", ["psycholoog turks", "psychologue turc", "psycholoog somali", "psycholoog marokkaans arabisch"]
)
def test_every_psychologist_stays_whatever_the_language(found, typed):
    """Those who help who came from elsewhere took the place of all others: a third of them was gone."""
    alone = set(found("psycholoog", limit=60))
    assert alone <= set(found(typed, limit=60))


def test_and_one_who_speaks_it_comes_first(found, starter):
    sheet = Service.get(external_id="smbg-famd")
    ServiceLanguage.create(service=sheet, code="tr")
    sheet.changed()
    for typed in ("psycholoog turks", "psychologue turc"):
        assert found(typed, limit=1) == ["smbg-famd"], typed


def test_a_mark_makes_half_a_word_no_whole_one(results):
    assert (
        results("sexual violence care centre 24h?").missed
        == results("sexual violence care centre 24h").missed
    )
