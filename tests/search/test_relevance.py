"""What a caseworker types finds what the client needs, in the first three. docs/search.md says how."""

import csv
from pathlib import Path

import pytest

from directory.answers import CaseContext

HERE = Path(__file__).parent
# What was reached, success in the first three and MRR; a change that loses more than a query in a hundred is
# looked at before it is taken. The blind and the broad ones were written with the sheets at hand, and without
# a look at the thesaurus. What is held was never looked at while tuning: a miss is told by its kind alone.
REACHED = {
    ("queries.csv", ""): (0.99, 0.96),
    ("own_queries.csv", "tune"): (0.99, 0.94), ("own_queries.csv", "held"): (0.98, 0.96),
    ("blind_queries.csv", "tune"): (0.99, 0.95), ("blind_queries.csv", "held"): (0.98, 0.96),
    ("broad_queries.csv", "tune"): (0.99, 0.92), ("broad_queries.csv", "held"): (0.96, 0.90),
    # As people say it: needs in slang, euphemisms and whole sentences. Before everyday words had groups of
    # their own, success was 0.84 to 0.91 on those that were tuned on then, and 0.77 on those that are held.
    ("spoken_queries.csv", "tune"): (0.98, 0.95), ("spoken_queries.csv", "held"): (0.95, 0.90),
    # Three times the shared file, of the same kinds in the same proportions.
    ("twin_queries.csv", "held"): (0.98, 0.98),
    # Two languages in one search, slips in every word, quarters, dots, capitals and signs.
    ("hard_queries.csv", ""): (0.97, 0.94),
    # Written blind by three people, of the kinds of the first file: 0.96, 0.98 and 0.99 before what they
    # showed was mended.
    ("probe_queries.csv", ""): (0.98, 0.96),
    # By four others, who saw the sheets and the first file: 0.98 before what they showed was mended.
    ("unseen_queries.csv", ""): (0.98, 0.96),
    # By two more: 0.99 before.
    ("fresh_queries.csv", ""): (0.99, 0.97),
    # Of one more, those of 300 that stand in none of the others: 0.997 of all before.
    ("newcomer_queries.csv", ""): (0.99, 0.96),
    # Typed in mid conversation, of 767 by one who knew the kinds of help alone those that are surely judged
    # and stand in none of the others: 0.88 before.
    ("phone_queries.csv", ""): (0.97, 0.90),
    # Of the sheets that the other files ask for least: 0.99 before.
    ("seldom_queries.csv", ""): (0.99, 0.97),
    # What relatives ask, in their own words, mostly without the word prison: 0.78 and 0.74 before.
    ("relatives_queries.csv", ""): (0.96, 0.90),
    # In Dutch, as a caseworker types on a bad day: 0.92 before what they showed was mended.
    ("dutch_queries.csv", ""): (0.98, 0.96),
    # In French and English, typed in a hurry by one who knew the sheets alone: of 320, 0.98 before.
    ("hurried_queries.csv", ""): (0.98, 0.97),
}  # fmt: skip


@pytest.mark.parametrize(("name", "split"), REACHED)
def test_judged_queries_are_answered_in_the_first_three(found, name, split):
    rows = list(csv.DictReader((HERE / name).read_text("utf-8").splitlines()))
    rows = [row for row in rows if row.get("split", "") == split]
    assert len(rows) > 40
    missed: list[str] = []
    reciprocal = 0.0
    for row in rows:
        order = found(row["query"], limit=10)
        places = [at for at, one in enumerate(order, 1) if one in row["expected_ids"].split("|")]
        reciprocal += 1 / places[0] if places else 0.0
        if not places or places[0] > 3:
            missed.append(row["kind"] if split == "held" else row["query"])
    success, mean = REACHED[name, split]
    assert 1 - len(missed) / len(rows) >= success, missed
    assert reciprocal / len(rows) >= mean


def test_from_a_case_the_right_ones_come_first(found):
    """Written blind by one who saw the sheets: 0.94 were right in the first three and in the order of two
    sheets before who says to speak Dutch or French stood behind who does what is asked."""
    rows = list(csv.DictReader((HERE / "case_queries.csv").read_text("utf-8").splitlines()))
    wrong = []
    for row in rows:
        case = CaseContext(
            row["municipality"], tuple(row["languages"].split("|")), interpreter=row["interpreter"]
        )
        order = found(row["query"], limit=60, case=case)
        pairs = [pair.split("<") for pair in row["order"].split()]
        right = not row["expected_ids"] or bool(set(row["expected_ids"].split("|")) & set(order[:3]))
        places = {one: at for at, one in enumerate(order)}
        if not right or any(places.get(one, 60) > places.get(other, 60) for one, other in pairs):
            wrong.append((row["query"], case))
    assert len(rows) > 200
    assert 1 - len(wrong) / len(rows) >= 0.97, wrong


# Kinds of searches that have a slip already, or no words in which one is made.
NO_WORDS = {"typo", "phone", "abbreviation", "prefix"}


def _slipped(text):
    """With two letters exchanged in the middle of the longest word."""
    word = max(text.split(), key=len)
    at = len(word) // 2
    return text.replace(word, word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :], 1)


def test_a_slip_in_the_longest_word_loses_hardly_any(found):
    """``make bench ONLY=relevance`` has any slip in any word, beside the peers."""
    rows = [
        row for name in sorted({name for name, _split in REACHED})
        for row in csv.DictReader((HERE / name).read_text("utf-8").splitlines())
        if max(map(len, row["query"].split())) > 4 and row["kind"] not in NO_WORDS
    ][::3]  # fmt: skip
    right = [
        set(row["expected_ids"].split("|")) & set(found(_slipped(row["query"]), limit=3)) for row in rows
    ]
    assert len(rows) > 1000
    assert sum(map(bool, right)) / len(rows) > 0.965  # 0.971 was measured
