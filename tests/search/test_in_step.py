"""Whatever is done to the sheets, the index answers as one that is built from nothing."""

import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory import editing, indexing, search
from directory.models import IndexChange, Location, Phone, Service, ServiceArea
from directory.search import CaseContext, Criteria
from search_index.store import WRITE, Store
from tests.search.conftest import ASKED, NAMES, first, rename

WORDS = ["Wandelclub", "Zwembad", "Schuldbemiddeling", "Noord", "Centre", "Accueil", "lepel"]
ASK = [
    *(Criteria(q=text) for text in [*ASKED, *WORDS, "wandelklub", "zwem", "022", "1080", "schuld noord"]),
    Criteria(category="food"), Criteria(category="housing", q="noord"), Criteria(municipality="21012"),
    Criteria(q="onthaal", case=CaseContext(municipality="21012", languages=("fr",))),
]  # fmt: skip

sheets = st.integers(1, len(NAMES)).map(lambda number: f"s{number}")
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["name_nl", "name_fr", "alt_names", "description_en"]), sheets, names),
        st.tuples(st.just("category"), sheets, st.sampled_from(["food", "housing"])),
        st.tuples(st.sampled_from(["archive", "reopen", "place", "phone", "search"]), sheets, st.just("")),
    ),
    max_size=25,
)


def take(step):
    what, external_id, value = step
    sheet = Service.get(external_id=external_id)
    if what == "search":
        search.find(Criteria(q="lepel"))
    elif what == "archive" and not sheet.archived:
        editing.archive(sheet, who="", why="test")
    elif what == "reopen" and sheet.archived:
        editing.reopen(sheet, who="", why="test")
    elif what == "place":
        Location.create(service=sheet, municipality="21012", postal_code="1080")
        ServiceArea.create(service=sheet, code="21012")
        sheet.changed()
    elif what == "phone":
        Phone.create(service=sheet, number="+3222093412")
        sheet.changed()
    elif what not in {"archive", "reopen"}:
        setattr(sheet, what, value)
        sheet.changed()


def everything():
    found = []
    for criteria in ASK:
        results = search.find(criteria, limit=10)
        assert not results.degraded
        hits = [(hit.external_id, round(hit.score, 9), hit.reasons, hit.why) for hit in results.hits]
        found.append((hits, results.total, results.facets, results.corrected))
    return found


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(steps)
def test_taking_changes_in_equals_building_anew(small, tmp_path, taken):
    for step in taken:
        take(step)
    followed = everything()
    indexing.use_index(tmp_path / "index")
    assert everything() == followed, "by a process that opens it now"
    indexing.rebuild()
    assert everything() == followed, "built from nothing"


def test_a_search_leaves_nothing_in_the_index_and_no_line_in_a_log(small, tmp_path, caplog):
    """What is typed may be a client's name, and where the client lives is nobody's business."""
    folder = tmp_path / "index"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    context = CaseContext(municipality="21012", languages=("ar", "fr"))
    for typed in ("Fatima Zonderland", "schuld Zonderland", "zonderland@example.org", "0470 12 34 56"):
        results = search.find(Criteria(q=typed, case=context))
        assert results.facets
        assert isinstance(results.suggestions.words, list)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert caplog.text == ""


def test_every_file_and_folder_of_the_index_is_its_owners_alone(small, tmp_path):
    """Also where the process that began had no mask."""
    old = os.umask(0o022)
    try:
        folder = tmp_path / "another"
        indexing.use_index(folder)
        search.find(Criteria(q="lepel"))
    finally:
        os.umask(old)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o777 == 0o700 for path in folder.iterdir() if path.is_dir())


@pytest.mark.parametrize("count", [0, 1])
def test_a_directory_of_no_sheet_or_one_is_searched_as_any_other(database, count):
    for number in range(count):
        Service.create(external_id=f"only{number}", category="food", name_nl="Lepel")
    result = search.find(Criteria(q="lepel"))
    assert [hit.external_id for hit in result.hits] == [f"only{number}" for number in range(count)]
    assert not result.degraded


def test_while_another_process_writes_and_does_not_end_sql_answers_for_an_index_that_is_harmed(
    small, tmp_path
):
    """A process that is stopped holds its locks: every first search waited for it without an end."""
    for harmed in (tmp_path / "index").rglob("*.seg"):
        harmed.write_bytes(b"")
    with Store(tmp_path / "index").lock(WRITE):
        begin = time.monotonic()
        for _again in range(5):
            assert search.find(Criteria(q="lepel")).degraded
        assert time.monotonic() - begin < 3 * indexing.PATIENCE  # once, and no longer than that
        assert not [one for one in (tmp_path / "index").glob("v*") if not any(one.glob("*.seg"))]
    assert not search.find(Criteria(q="lepel")).degraded


def test_and_that_an_edit_is_not_in_the_list_yet_is_said(small, tmp_path):
    sheet = Service.select().first()
    sheet.alt_names = "zonnebloemkwartier"
    with Store(tmp_path / "index").lock(WRITE):
        sheet.changed()
        results = search.find(Criteria(q="zonnebloemkwartier"))
        assert (results.total, results.behind, results.degraded) == (0, True, False)
    results = search.find(Criteria(q="zonnebloemkwartier"))
    assert (results.total, results.behind) == (1, False)


def test_of_changes_of_long_ago_no_mark_is_kept(small, monkeypatch):
    monkeypatch.setattr(indexing, "MARKS", 2)
    for number in range(4):
        rename("s1", f"Naam {number}")
        assert first(f"naam {number}") == ["s1"]
    assert IndexChange.select().count() == 2
