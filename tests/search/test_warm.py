"""A process that is ready to search, and stays so."""

import gc

import pytest

from directory import indexing, search, thesaurus
from directory.models import Service
from directory.search import answering, meant, warm
from search_index import segments
from search_index.kept import MOST


@pytest.fixture
def collected():
    """The generations that the collector looked at; its settings are put back."""
    kept, seen = gc.get_threshold(), []

    def look(phase, told):
        if phase == "start":
            seen.append(told["generation"])

    gc.callbacks.append(look)
    yield seen
    gc.callbacks.remove(look)
    gc.set_threshold(*kept)
    gc.unfreeze()


def _make(count):
    return [[] for _number in range(count)]


def test_the_collector_looks_between_two_requests_and_not_within_one(small, collected):
    warm.up()
    warm.tidy()
    collected.clear()
    made = _make(warm.ROUNDS[0] * 3)
    assert not collected
    warm.tidy()
    assert collected == [0]
    warm.tidy()
    assert collected == [0], "there was nothing new to look at"
    assert len(made) == warm.ROUNDS[0] * 3


def test_a_request_that_makes_very_many_does_not_wait_for_its_end(small, collected):
    warm.up()
    collected.clear()
    made = _make(warm.WITHIN_A_REQUEST * 2)
    assert collected
    assert made


def test_older_ones_are_looked_at_after_many_rounds(small, collected):
    warm.up()
    collected.clear()
    made = []
    for _round in range(warm.ROUNDS[1] + 3):
        made += _make(warm.ROUNDS[0] + 1)
        warm.tidy()
    assert 1 in collected
    assert made


def test_all_that_is_read_ahead_is_done_in_steps_and_once(starter, collected):
    index = indexing.ready()
    steps = sum(1 for _step in warm.ahead())
    assert steps > 100
    assert len(index.ids) == len(index.sorts) == index.all.bit_count()
    known = len(index.kept)
    assert sum(1 for _step in warm.ahead()) == steps
    assert len(index.kept) == known


def test_the_words_of_all_sheets_are_read_ahead_where_there_is_room_for_them(starter, collected, monkeypatch):
    index = indexing.ready()
    index._masks.clear()
    assert sum(1 for _step in warm.ahead()) > 100
    assert {("w", "bemiddeling"), ("s", "bemiddel"), ("g", "be")} < index._masks.keys()
    words = sum(len(index.lexicon(kind)) for kind in warm.WORDS)
    assert sum(kind in warm.WORDS for kind, _term in index._masks) >= words
    index._masks.clear()
    monkeypatch.setattr(segments, "MOST_KEPT", words - 1)
    monkeypatch.setattr(segments, "ROOM", 0)
    assert sum(1 for _step in warm.ahead()) > 100
    assert sum(kind in warm.WORDS for kind, _term in index._masks) < words


def test_what_a_segment_keeps_of_a_word_is_not_kept_twice(starter, collected):
    index = indexing.ready()
    (segment,) = index._segments.values()
    kept = segment.masks("w", "bemiddeling")
    assert kept
    assert all(held is kept[mask] for mask, held in index.masks("w", "bemiddeling").items())


def test_reading_ahead_ends_where_something_else_is_to_be_read(starter, collected):
    steps = warm.ahead()
    next(steps)
    sheet = Service.get(~Service.archived)
    sheet.name_nl = "Pas gewijzigd"
    sheet.changed()
    assert next(steps, "over") is None, "nobody of this process has looked yet"
    indexing.ready()
    assert next(steps, "over") == "over"


def test_what_needs_lead_to_is_worked_out_before_anybody_asks(starter, collected, monkeypatch):
    monkeypatch.setattr(warm, "LONGEST", 60.0)  # this is not about how long it takes on a busy machine
    index = indexing.ready()
    index.kept.clear()
    warm.up()
    needs = [group for group in thesaurus.current(indexing.state.thesaurus).groups if group.kind == "need"]
    known = [key for key in index.kept if key[0] is meant._led_to.__wrapped__]
    assert 100 < len(needs) <= len(known)


def test_what_searches_worked_out_is_forgotten_between_two_requests(small, collected):
    index = indexing.ready()
    index.kept.clear()
    lasting, passing = meant._led_to.__wrapped__, answering._met.__wrapped__
    index.kept.update({(lasting, number): number for number in range(100)})
    index.kept.update({(passing, number): number for number in range(MOST)})
    search.find(search.Criteria(q="nachtopvang"))
    before = len(index.kept)
    assert before > MOST, "not while somebody waits"
    warm.tidy()
    assert len(index.kept) == before - before // 2 + 100
    assert (lasting, 0) in index.kept, "what the thesaurus leads to, every other search asks for"
    assert (passing, 0) not in index.kept, "of the rest the older half"
    assert (passing, MOST - 1) in index.kept
    index.kept.update({(passing, number): number for number in range(2 * MOST + 1)})
    search.find(search.Criteria(q="onthaal"))
    assert len(index.kept) < 2 * MOST, "unless nobody tidies"
    index.kept.update({(lasting, number): number for number in range(2 * MOST)})
    warm.tidy()
    assert not index.kept, "too much of the thesaurus is too much"


def test_the_contacts_are_put_together_before_anybody_asks(starter, collected):
    indexing.ready()._contacts = None
    warm.up()
    assert indexing.ready()._contacts


def test_what_leads_nowhere_is_not_kept(starter):
    """There is no end of it: a worker that lives for weeks would keep all that was ever mistyped."""
    search.find(search.Criteria(q="ocmw"))
    index = indexing.ready()
    for kind in ("w", "s", "g", "m"):
        assert index.masks(kind, "ditstaatnergens") == {}
    assert not [key for key in index._masks if key[1] == "ditstaatnergens"]
    assert not [key for one in index._segments.values() for key in one._held if key[1] == "ditstaatnergens"]
