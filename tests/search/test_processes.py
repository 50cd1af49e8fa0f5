"""Several workers on one index, and workers that are killed."""

import json
import logging
import os
import signal
import sys
import time
from itertools import count
from random import Random, randrange

import pytest

from directory import indexing, search
from directory.models import Service
from directory.search import Criteria
from tests.search.conftest import NAMES, RIGHT, answers, forked, rename


def first(text):
    result = search.find(Criteria(q=text), limit=5)
    return [hit.external_id for hit in result.hits][:1], result.degraded


class Strict(logging.Handler):
    """A mistake that a worker survives is one all the same."""

    def emit(self, record):
        raise AssertionError(record.getMessage())


class Workers:
    """Processes of their own on the database and index of the test."""

    def __init__(self, database, folder):
        self.database, self.folder, self.running = database, folder, []
        self.strict = True

    def start(self, work, *given):
        """Begin ``work`` in a process of its own. Returns its number."""

        def begin():
            if self.strict:
                logging.getLogger().addHandler(Strict(logging.ERROR))
            indexing.use_index(self.folder)
            work(*given)

        self.running.append(forked(self.database, begin))
        return self.running[-1]

    def end(self, number):
        """Wait for one: 0, the error 1, or minus the signal that ended it."""
        self.running.remove(number)
        return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])

    def kill(self, number):
        os.kill(number, signal.SIGKILL)
        self.end(number)


@pytest.fixture
def workers(small, tmp_path):
    small.execute_sql("PRAGMA journal_mode = wal")
    made = Workers(small, tmp_path / "index")
    yield made
    for number in list(made.running):
        made.kill(number)


def all_is_found():
    """Every sheet by its name, from the index, in this process and in one that has nothing open."""
    for _time in range(2):
        for sheet in Service.select().where(~Service.archived):
            assert first(sheet.name_nl) == ([sheet.external_id], False)
        indexing.use_index(indexing.state.index.path)


STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "fcntl.flock", "os.chmod"}


def die_before(operation, folder):
    """End this process before its so many-th operation on a file of the index."""
    done = count()

    def look(event, given):
        ours = event == "fcntl.flock" or (event in STEPS and str(folder) in str(given[0]))
        if ours and next(done) == operation:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)


def kill_at_each_step(workers, work, stride=1):
    """How many steps ``work`` takes: a worker is killed before each until one comes through. ``stride``:
    before each so many-th, others in every run of the tests."""
    for operation in count(randrange(stride), stride):
        spelled = "".join("abcdefghij"[int(digit)] for digit in str(operation))
        rename("s1", f"Wandelclub {spelled}zz")

        def run(operation=operation):
            die_before(operation, workers.folder)
            work()

        status = workers.end(workers.start(run))
        assert first(f"{spelled}zz") == (["s1"], False), operation
        assert first("lepel") == (["s3"], False), operation
        if status == 0:
            return operation
        assert status == -signal.SIGKILL


def test_killed_before_each_step_of_a_commit(workers):
    """Also of a commit that joins small segments, which every sixth does."""
    assert kill_at_each_step(workers, lambda: first("lepel")) > 20
    all_is_found()


def test_killed_before_each_step_of_a_rebuild(workers):
    assert kill_at_each_step(workers, indexing.rebuild, stride=4) > 20
    all_is_found()
    assert len([path for path in workers.folder.iterdir() if path.is_dir()]) == 1


def write_on(sheets, seed):
    """Edit some sheets for ever, each edit found by the next search."""
    draw = Random(seed)
    for number in count():
        sheet = draw.choice(sheets)
        word = "".join(draw.choices("bcdfghjklmnpqrstvwxz", k=9))
        rename(sheet, f"{word} huis")
        assert first(word)[0] == [sheet], number


def test_killed_at_random_moments(workers):
    draw = Random(7)
    for number in range(15):
        victim = workers.start(write_on, ["s1", "s2", "s3"], number)
        time.sleep(draw.uniform(0.01, 0.08))
        workers.kill(victim)
        assert first("bezoekruimte") == (["s5"], False)
        for sheet in Service.select().where(Service.external_id.in_(["s1", "s2", "s3"])):
            assert first(sheet.name_nl) == ([sheet.external_id], False)
    all_is_found()


def test_killed_at_random_moments_of_a_rebuild(workers):
    def rebuild_on():
        while True:
            indexing.rebuild()

    draw = Random(8)
    for _time in range(10):
        victim = workers.start(rebuild_on)
        time.sleep(draw.uniform(0.005, 0.08))
        workers.kill(victim)
        assert answers() == RIGHT
    all_is_found()


def some(sheets, seed, until):
    """Edit some sheets and search: every edit is found by the next search."""
    draw = Random(seed)
    while time.time() < until:
        sheet = draw.choice(sheets)
        word = "".join(draw.choices("bcdfghjklmnpqrstvwxz", k=9))
        rename(sheet, f"{word} huis")
        begin = time.perf_counter()
        while first(word)[0] != [sheet]:
            # A search that missed it had waited for the others who write, for as long as it may.
            spent = time.perf_counter() - begin
            assert indexing.PATIENCE <= spent < 20, spent
        assert first("nachtopvang") == (["s7"], False)


def test_several_that_write_and_search_at_once_agree(workers):
    until = time.time() + 2
    shares = [["s1", "s2"], ["s3", "s4"], ["s5", "s6"]]
    started = [workers.start(some, share, at, until) for at, share in enumerate(shares)]
    assert [workers.end(number) for number in started] == [0, 0, 0]
    all_is_found()


def test_an_edit_of_one_is_found_by_the_next_search_of_another_within_a_second(workers):
    """While a third writes all the time."""
    told, tell = os.pipe()
    heard, hear = os.pipe()

    def edit():
        for number in range(10):
            assert os.read(heard, 1)
            rename("s9", f"Gesprek{'abcdefghij'[number]}huis")
            os.write(tell, b"x")

    editor = workers.start(edit)
    other = workers.start(some, ["s1", "s2"], 3, time.time() + 20)
    took = []
    for number in range(10):
        os.write(hear, b"x")
        assert os.read(told, 1)
        begin = time.perf_counter()
        assert first(f"gesprek{'abcdefghij'[number]}huis") == (["s9"], False)
        took.append(time.perf_counter() - begin)
    assert workers.end(editor) == 0
    workers.kill(other)
    assert max(took) < 1, took
    for end in (told, tell, heard, hear):
        os.close(end)


@pytest.mark.mistakes
def test_while_files_are_harmed_nobody_fails(workers):
    """Two workers search, and mend what they meet, at once. A file that is harmed when it was written and
    has no checksum yet looks like a mistake of ours, to the workers and to who searches after them."""
    workers.strict = False

    def harm():
        draw = Random(4)
        until = time.time() + 1.5
        while time.time() < until:
            time.sleep(0.05)
            try:
                said = json.loads((workers.folder / "current").read_text())
                named = [f"{said['folder']}/{name}" for name in said["sums"]]
                path = workers.folder / draw.choice(["current", "lock", "lock-build", *named])
                if draw.random() < 0.5:
                    path.unlink()
                else:
                    data = path.read_bytes()
                    path.write_bytes(data[: len(data) // 2])
            except (OSError, ValueError):
                continue  # a worker was faster

    def look():
        until = time.time() + 1.5
        while time.time() < until:
            found, _degraded = first(NAMES[4])
            assert found == ["s5"]

    started = [workers.start(harm), *(workers.start(look) for _one in range(2))]
    assert [workers.end(number) for number in started] == [0, 0, 0]
    all_is_found()
