"""What changed is asked of the database only where anybody wrote, and never missed where somebody did."""

import sqlite3

import pytest

from directory import stamps
from tests.search.conftest import first, rename


@pytest.fixture
def asked(small, monkeypatch):
    """How often the database was asked."""
    asked, ask = [], stamps._ask
    monkeypatch.setattr(stamps, "_ask", lambda: asked.append(True) or ask())
    stamps.present_stamps()
    asked.clear()
    return asked


def test_while_nobody_writes_nothing_is_asked(asked):
    known = stamps.present_stamps()
    assert first("schuldbemiddeling zuid") == ["s2"]
    assert stamps.present_stamps() == known
    assert asked == []


def test_what_this_process_writes_is_asked_for(asked):
    rename("s1", "Wandelclub")
    assert stamps.present_stamps().behind
    assert asked == [True]
    assert first("wandelclub") == ["s1"]
    assert not stamps.present_stamps().behind


def test_what_another_process_writes_is_asked_for(small, asked):
    other = sqlite3.connect(small.database)
    with other:
        other.execute("UPDATE service SET name_nl = 'Wandelclub', version = 2 WHERE external_id = 's1'")
    other.close()
    assert stamps.present_stamps().behind
    assert asked == [True]
    assert first("wandelclub") == ["s1"]


def test_what_was_taken_back_is_not_remembered(small, asked):
    known = stamps.present_stamps()
    with small.atomic() as transaction:
        rename("s1", "Wandelclub")
        assert stamps.present_stamps().behind
        transaction.rollback()
    assert stamps.present_stamps() == known
    assert first("wandelclub") == []


def test_another_connection_begins_anew(small, asked):
    known = stamps.present_stamps()
    small.close()
    small.connect()
    assert stamps.present_stamps() == known
    assert asked == [True]
