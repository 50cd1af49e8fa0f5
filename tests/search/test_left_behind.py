"""What stands in the folder of the index and is none of it: left by builds that were killed, or put there."""

import json
import os

import pytest

from directory import indexing
from search_index.store import SCHEMA_VERSION
from tests.search.conftest import RIGHT, answers, first, rename


@pytest.fixture
def folder(small, tmp_path):
    assert answers() == RIGHT
    return tmp_path / "index"


def generations(folder):
    return [one.name for one in folder.iterdir() if one.name.startswith("v")]


@pytest.mark.parametrize("pointer", ["there", "gone", "of another version", "nonsense"])
def test_what_builds_that_were_killed_left_goes_before_the_next_one_begins(folder, monkeypatch, pointer):
    """Without a pointer nothing went: they filled the disk, on which then no build came to its end."""
    for number in range(3):
        (folder / f"v{SCHEMA_VERSION}-{number:032x}").mkdir()
        (folder / f"v{SCHEMA_VERSION}-{number:032x}" / "half.seg").write_bytes(b"half")
    assert len(generations(folder)) == 4
    current = folder / "current"
    if pointer == "gone":
        current.unlink()
    elif pointer == "nonsense":
        current.write_bytes(b"\xff")
    elif pointer == "of another version":
        (named,) = {json.loads(current.read_text())["folder"]}
        other = named.replace(f"v{SCHEMA_VERSION}-", "v999-")
        (folder / named).rename(folder / other)
        current.write_text(current.read_text().replace(named, other))
    seen = []
    build = indexing._index().store.new_folder
    monkeypatch.setattr(
        indexing._index().store, "new_folder", lambda: (seen.append(generations(folder)), build())[1]
    )
    indexing.rebuild()
    # The one in use, until the new one is whole.
    assert len(seen[0]) == (1 if pointer in {"there", "of another version"} else 0)
    assert len(generations(folder)) == 1
    assert answers() == RIGHT


def test_a_generation_with_folders_in_it_goes_and_what_a_link_leads_to_is_left_alone(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    elsewhere.chmod(0o750)  # whatever the umask is by now
    (elsewhere / "kept").write_text("kept")
    old = folder / f"v{SCHEMA_VERSION}-0123456789abcdef0123456789abcdef"
    (old / "deeper").mkdir(parents=True)
    (old / "deeper" / "half.seg").write_bytes(b"half")
    (old / "deeper").chmod(0o500)
    (old / "link").symlink_to(elsewhere)
    indexing.rebuild()
    assert not old.exists()
    assert (elsewhere / "kept").read_text() == "kept"
    assert elsewhere.stat().st_mode & 0o777 == 0o750
    assert answers() == RIGHT


@pytest.mark.parametrize("what", ["file", "dangling", "to itself", "pipe"])
def test_what_is_put_in_the_place_of_a_generation_goes_too(folder, what):
    junk = folder / f"v{SCHEMA_VERSION}-0123456789abcdef0123456789abcdef"
    make(junk, what)
    indexing.rebuild()
    assert not os.path.lexists(junk)
    assert answers() == RIGHT


@pytest.mark.parametrize("what", ["dangling", "to itself", "pipe", "folder"])
@pytest.mark.parametrize("name", ["current", "lock", "lock-build", ""])
def test_nothing_that_stands_in_the_place_of_a_file_stops_a_search(folder, name, what):
    """Whoever opens a pipe waits until somebody writes into it."""
    if not name and what == "folder":
        return
    place = folder / name if name else folder
    if name:
        place.unlink(missing_ok=True)
    else:
        folder.rename(folder.with_name("elsewhere"))
    make(place, what)
    rename("s1", "Wandelclub")
    assert first("wandelclub") == ["s1"]
    assert first("schuldbemiddeling zuid") == ["s2"]


def make(place, what):
    if what == "file":
        place.write_bytes(b"junk")
    elif what == "dangling":
        place.symlink_to(place.with_name("nowhere"))
    elif what == "to itself":
        place.symlink_to(place)
    elif what == "folder":
        place.mkdir()
    else:
        os.mkfifo(place)


@pytest.mark.mistakes
def test_after_a_failure_one_rests_for_a_second_and_longer_each_time(small, monkeypatch):
    rests = []
    monkeypatch.setattr(indexing.time, "monotonic", lambda: 0.0)
    for _time in range(12):
        indexing._failed()
        rests.append(indexing.state.rests_until)
    assert rests[:6] == [0.0, 0.0, 1.0, 2.0, 4.0, 8.0]
    assert rests[-1] == indexing.LONGEST_REST == 10.0
    indexing._failed(took=70.0)
    assert indexing.state.rests_until == 70.0, (
        "a large index that cannot be written is not built all the time"
    )
    indexing.state.failures, indexing.state.rests_until = 0, 0.0
