"""The languages of services and clients: one list, names for all, and variants that meet."""

import pytest

from app.cases import names
from app.resources.words import _language_name
from directory import languages
from directory.importing import words


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_every_language_that_can_be_chosen_has_a_name(lang):
    pairs = names.language_pairs(lang)
    assert {code for code, _name in pairs} == set(languages.CODES)
    assert [code for code, name in pairs if name.lower() == code or len(name) < 4] == []
    assert _language_name("ber", lang).startswith("Berb")
    assert "LSFB" in _language_name("sfb", lang)


def test_variants_meet_the_wider_name_and_not_one_another():
    assert languages.meeting("ary") == ("ary", "ar")
    assert {"ku", "kmr", "ckb"} <= set(languages.meeting("ku"))
    assert "ckb" not in languages.meeting("kmr")
    assert languages.meeting("tr") == ("tr",)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ber", "zgh"), ("Berbers", "zgh"), ("VGT", "vgt"), ("LSFB", "sfb"), ("sgn", "sgn"), ("vgt", "vgt"),
        ("gebarentaal", "sgn"), ("langue des signes", "sgn"), ("Sign language", "sgn"),
        ("Vlaamse Gebarentaal", "vgt"), ("Langue des signes de Belgique francophone (LSFB)", "sfb"),
        ("Vlaamse Gebarentaal (VGT)", "vgt"), ("Riffijns", "rif"),
    ],
)  # fmt: skip
def test_an_import_takes_what_people_write(written, code):
    assert words.language(written) == code
