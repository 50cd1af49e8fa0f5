"""Mistakes of our own and a full disk: they are logged, and searches answer from what there is."""

import shutil

import pytest

from directory import indexing, search
from directory.search import Criteria
from search_index import segments, writing
from search_index.index import Index
from tests.search.conftest import RIGHT, answers, first, rename


@pytest.fixture
def broken_reading(small, monkeypatch):
    """A mistake in our own code: no posting list can be read."""

    def wrong(*_given):
        raise TypeError("of the program, not of the disk")

    monkeypatch.setattr(segments.Segment, "masks", wrong)
    indexing.use_index(indexing.state.index.path)


@pytest.mark.mistakes
def test_a_mistake_of_ours_is_logged_without_what_was_typed_and_search_goes_on(broken_reading, caplog):
    result = search.find(Criteria(q="lepel"))
    assert result.degraded
    assert [hit.external_id for hit in result.hits] == ["s3"]
    assert "the index is whole and cannot be read: TypeError at" in caplog.text
    assert "lepel" not in caplog.text
    assert "of the program" not in caplog.text


@pytest.mark.mistakes
def test_an_index_that_cannot_be_read_right_after_it_was_built_is_not_built_for_ever(
    broken_reading, monkeypatch
):
    built = []
    build = Index.rebuild
    monkeypatch.setattr(Index, "rebuild", lambda self, *more: (built.append(1), build(self, *more)))
    for _time in range(10):
        assert search.find(Criteria(q="lepel")).hits[0].external_id == "s3"
    assert 1 <= len(built) <= indexing.MOST_FAILURES
    # Mended, it is built again after the rest.
    monkeypatch.undo()
    assert search.find(Criteria(q="lepel")).degraded
    indexing.state.rests_until = 0.0
    assert answers() == RIGHT
    assert indexing.state.failures == 0


@pytest.mark.mistakes
@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), TypeError("ours")], ids=["full", "ours"]
)
def test_where_nothing_can_be_written_searches_answer_from_what_there_is(folder, monkeypatch, error, caplog):
    def full(*_given):
        raise error

    monkeypatch.setattr(Index, "rebuild", full)
    monkeypatch.setattr(Index, "update", full)
    rename("s1", "Wandelclub")
    for _time in range(5):
        assert answers() == RIGHT
        assert search.find(Criteria(q="lepel")).behind
        assert search.moment() is None, "an answer of before would not say that it is behind"
    # What an operator is to mend is said once.
    said = 1 if isinstance(error, OSError) else indexing.MOST_FAILURES
    assert caplog.text.count("could not be brought up to date") == said
    shutil.rmtree(folder)
    assert first("wandelclub") == ["s1"]
    monkeypatch.undo()
    indexing.state.rests_until = 0.0
    result = search.find(Criteria(q="wandelclub"))
    assert not result.degraded
    assert not result.behind
    assert result.hits[0].external_id == "s1"


@pytest.mark.mistakes
def test_a_failed_update_leaves_the_commit_before_it_whole(small, monkeypatch):
    def full(self, segments):
        raise OSError(28, "No space left on device")

    rename("s1", "Wandelclub")
    folder = indexing.state.index.path
    before = {path.name for path in folder.rglob("*") if path.suffix in {".seg", ".toc"}}
    monkeypatch.setattr(writing._Writer, "_commit_toc", full)
    assert answers() == RIGHT
    assert {path.name for path in folder.rglob("*") if "MAIN_" in path.name} - {"MAIN_WRITELOCK"} == before
    indexing.use_index(folder)
    assert answers() == RIGHT
    monkeypatch.undo()
    indexing.use_index(folder)
    assert first("wandelclub") == ["s1"]
