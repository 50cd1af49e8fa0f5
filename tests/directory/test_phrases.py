"""Short phrases of sheets, in the language of whoever reads them."""

import csv
import re

import pytest

from directory import coding, phrases
from directory.models import LANGUAGES
from directory.taxonomies import DATA
from search_index.text import fold


def sheets():
    with open(DATA / "services.csv", encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_of_the_starter_sheets_is_known_in_each_language(lang):
    texts = {row[field] for row in sheets() for field in ("audience", "access", "cost") if row[field]}
    assert len(texts) > 90
    assert [text for text in texts if not phrases.told(text, lang)[1]] == []


def test_of_no_phrase_two_things_are_told():
    with open(DATA / "phrases.csv", encoding="utf-8", newline="") as handle:
        said = [
            (fold(way), number)
            for number, row in enumerate(csv.DictReader(handle))
            for lang in LANGUAGES for way in row[lang].split("|")
        ]  # fmt: skip
    assert all(way for way, _row in said)
    assert len({way for way, _row in said}) == len(set(said))


@pytest.mark.parametrize("field", ["audience", "access", "cost"])
def test_the_filters_read_the_same_in_each_language(field):
    """Else a sheet would be found under another filter once somebody wrote it in French."""
    read = getattr(coding, field)
    for text in {row[field] for row in sheets() if row[field]}:
        for lang in LANGUAGES:
            words = phrases.told(text, lang)[0]
            assert set(read(text)) == set(read(words)), (text, words)


@pytest.mark.parametrize(
    ("text", "lang", "told"),
    [
        ("detainees; visitors", "nl", "gedetineerden; bezoekers"),
        ("Sur rendez-vous", "en", "appointment"),
        ("gratis.", "fr", "gratuit"),
        ("walk-in\nphone", "fr", "sans rendez-vous\npar téléphone"),
        ("walk-in; ring twice", "nl", "zonder afspraak; ring twice"),
        ("walk-in; phone", "fr", "sans rendez-vous\N{NO-BREAK SPACE}; par téléphone"),
        ("bring; tell", "fr", "bring; tell"),
        ("free of charge on Mondays", "nl", "free of charge on Mondays"),
        ("", "nl", ""),
    ],
)
def test_what_is_known_is_told_in_the_readers_language_and_all_else_as_it_was_written(text, lang, told):
    assert phrases.told(text, lang)[0] == told


def test_whether_all_of_it_is_told():
    assert phrases.told("walk-in; phone", "nl")[1]
    assert not phrases.told("walk-in; ring twice", "nl")[1]


def test_what_is_said_in_all_three():
    assert re.findall(r"[\w'-]+", phrases.everywhere("victims; ring twice"))[:1] == ["victims"]
    assert {"slachtoffers; ring twice", "victimes\N{NO-BREAK SPACE}; ring twice"} <= set(
        phrases.everywhere("victims; ring twice").splitlines()
    )
