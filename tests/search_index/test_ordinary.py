"""Which words are ordinary ones."""

import pytest

from search_index import ordinary


@pytest.mark.parametrize(
    ("word", "lang"),
    [
        ("geslapen", "nl"), ("pourtant", "fr"), ("falling", "en"),
        # As they are compared: *présentent*, *l'âme*.
        ("presentent", "fr"), ("ame", "fr"),
    ],
)  # fmt: skip
def test_what_people_say_is_ordinary_in_its_language_and_in_any(word, lang):
    assert ordinary.is_ordinary(word, lang)
    assert ordinary.is_ordinary(word, "")
    assert not ordinary.is_ordinary(word, next(other for other in ("en", "nl") if other != lang))


@pytest.mark.parametrize("word", ["schuldbemidelling", "meven", "tmer", "loyr", "", "1080", "de"])
def test_slips_numbers_and_the_shortest_words_are_not(word):
    assert not ordinary.is_ordinary(word, "")


@pytest.fixture(scope="module")
def gathered():
    """What the lists say, read once."""
    return ordinary._gathered()


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """Where the words are kept is another file, which is not there yet."""
    monkeypatch.setattr(ordinary, "FILE", tmp_path / "ordinary.bin")
    for kept in (ordinary._kept, ordinary._languages):
        kept.cache_clear()
    yield ordinary.FILE
    for kept in (ordinary._kept, ordinary._languages):
        kept.cache_clear()


def test_what_was_written_down_is_what_the_lists_say(elsewhere, gathered):
    ordinary.write()
    assert [each.name for each in elsewhere.parent.iterdir()] == [elsewhere.name]
    assert ordinary._kept() == gathered
    assert len(gathered) > 50_000
    assert list(gathered) == sorted(set(gathered))
    assert ordinary.FILE.stat().st_size == (len(gathered) + 1) * 8


@pytest.mark.parametrize("harm", ["missing", "empty", "cut", "changed", "folder"])
def test_without_what_was_written_the_lists_are_read(elsewhere, gathered, harm, monkeypatch):
    read = []
    monkeypatch.setattr(ordinary, "_gathered", lambda: read.append(True) or gathered)
    ordinary.write()
    told = elsewhere.read_bytes()
    elsewhere.unlink()
    read.clear()
    match harm:
        case "empty":
            elsewhere.write_bytes(b"")
        case "cut":
            elsewhere.write_bytes(told[:-5])
        case "changed":
            elsewhere.write_bytes(told[:-1] + bytes([told[-1] ^ 1]))
        case "folder":
            elsewhere.mkdir()
    assert ordinary.is_ordinary("geslapen", "nl")
    assert not ordinary.is_ordinary("meven", "nl")
    assert read == [True]


def test_setting_up_writes_them_down(gathered):
    """A process that has to read the lists itself takes a second and 100 MB for it."""
    ordinary._kept.cache_clear()
    kept = ordinary._kept()
    assert kept == gathered
    assert ordinary.FILE.stat().st_size == (len(gathered) + 1) * 8
