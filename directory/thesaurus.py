"""The words that mean the same, nearly the same, or lead somewhere, in three languages.

Editors keep them in ``ThesaurusGroup``; the package brings a first stock (``data/synonyms.csv``,
``data/needs.csv``). They are expanded when searching, not when indexing, so that an edit counts at once.
"""

import csv
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import peewee

from directory.indexing import raise_stamp
from directory.models import Stamp, ThesaurusGroup
from directory.transactions import hurried, writing
from search_index.text import SILENT, STOP, stems, words
from search_index.vocabulary import Vocabulary

DATA = Path(__file__).parent / "data"
PACKAGED = ("synonyms.csv", "needs.csv")
KINDS = ("equivalent", "related", "need")
TERMS = ("terms_nl", "terms_fr", "terms_en", "abbreviations")
# Facets that a need may lead to, as in ``category:debt_mediation``.
FACETS = ("category", "audience", "access", "language")
# At most so many half-typed terms are taken up.
MOST_HALF = 5
MOST_KEPT = 20_000
Target = tuple[str, ...]


def package_stamp() -> int:
    """A number of its own for each state of the packaged stock."""
    total = 0
    for name in PACKAGED:
        total = zlib.crc32((DATA / name).read_bytes(), total)
    return total & 0x7FFFFFFF


def _packaged() -> Iterable[dict[str, str]]:
    for name in PACKAGED:
        with open(DATA / name, encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                yield {
                    "code": row["group_id"],
                    "kind": row["kind"],
                    "leads_to": row.get("leads_to") or "",
                    **{column: row.get(column) or "" for column in TERMS},
                }


def fill() -> bool:
    """Put packaged groups into the table, and those that nobody changed in the words of this version.
    Idempotent; returns whether it did any.

    What editors changed stays as they left it, and what they removed stays away.
    """
    stamp = package_stamp()
    known = Stamp.get_or_none(Stamp.name == "thesaurus-package")
    if known is not None and known.value == stamp:
        return False
    untouched = ThesaurusGroup.packaged & ~ThesaurusGroup.removed
    with writing(Stamp._meta.database):
        for row in _packaged():
            new = ThesaurusGroup.insert({**row, "packaged": True})
            words = {column: row[column] for column in ("kind", "leads_to", *TERMS)}
            new.on_conflict(conflict_target=[ThesaurusGroup.code], update=words, where=untouched).execute()
        more = {Stamp.value: stamp}
        kept = Stamp.insert(name="thesaurus-package", value=stamp)
        kept.on_conflict(conflict_target=[Stamp.name], update=more).execute()
        raise_stamp("thesaurus")
    return True


def groups() -> list[ThesaurusGroup]:
    """All groups that count, for whoever keeps them. Where the packaged ones are not there yet and somebody
    writes for long, those that are.
    """
    with suppress(peewee.OperationalError), hurried(Stamp._meta.database):
        fill()
    return list(ThesaurusGroup.select().where(~ThesaurusGroup.removed).order_by(ThesaurusGroup.code))


def store(group: ThesaurusGroup) -> None:
    """Keep a group that was added or changed; the next search of every process knows it."""
    group.packaged = False
    with writing(Stamp._meta.database):
        group.save(force_insert=group.id is None)
        raise_stamp("thesaurus")


def remove(group: ThesaurusGroup) -> None:
    """Take a group away. The row stays, so that a packaged one does not come back by itself."""
    group.removed = True
    store(group)


@dataclass(frozen=True)
class Term:
    """A term of a group: as it is written, its words, and in which language. ``choices``: what
    must stand in a search, for each word what may stand there; more than one only in a need."""

    label: str
    words: Target
    lang: str
    choices: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, eq=False)
class Group:
    """A group as searching uses it. ``targets``: what else is searched, ``facets`` for a need besides."""

    code: str
    kind: str
    terms: tuple[Term, ...]
    targets: tuple[Term, ...]
    facets: tuple[str, ...]


@dataclass(frozen=True)
class Expansion:
    """A group that the search reached through ``term``, by the words at ``positions``; ``half`` when the
    last of them is still being typed."""

    group: Group
    term: Term
    positions: frozenset[int]
    half: bool = False


def _within(one: Expansion, mine: frozenset[int], other: Expansion, theirs: frozenset[int]) -> bool:
    """Whether ``other`` says what ``one`` says and more. ``mine``, ``theirs``: their words that tell
    something, since "I need a doctor" says no more than "doctor"."""
    if other.half:
        return False
    return mine < theirs or (mine == theirs and one.positions < other.positions)


def says(term: "Term") -> bool:
    """Whether a term has a word that says something."""
    return any(word not in STOP for word in term.words)


def content(text: str) -> Target:
    """The words of a term that say something; all of them when none does."""
    found = tuple(words(text))
    return tuple(word for word in found if word not in STOP) or found


def _term(label: str, lang: str, kind: str) -> Term | None:
    """A label as a term. A need may hold choices: ``zoon/dochter gevangenis/cel``."""
    places: list[tuple[str, ...]] = []
    for piece in label.split():
        chosen = [found for one in piece.split("/") if (found := words(one))]
        if len(chosen) > 1 and kind == "need":
            places.append(tuple(one[-1] for one in chosen))
        else:
            places += [(word,) for one in chosen for word in one]
    if not places:
        return None
    telling = [place for place in places if any(word not in STOP for word in place)] or places
    # "Op straat" is no street: a term with one telling word is known by its small words too.
    asked = telling if len(telling) > 1 else places
    return Term(label, tuple(place[0] for place in telling), lang, tuple(map(frozenset, asked)))


def _terms(row: ThesaurusGroup) -> tuple[Term, ...]:
    found: dict[object, Term] = {}
    for column in TERMS:
        lang = column.removeprefix("terms_") if column.startswith("terms_") else ""
        for label in filter(None, (label.strip() for label in getattr(row, column).split("|"))):
            if (term := _term(label, lang, row.kind)) is not None:
                found.setdefault(term.choices, term)
    return tuple(found.values())


def _split(leads_to: str) -> tuple[list[str], list[str]]:
    """The terms and the facets (as ``name=value``) that a need leads to."""
    labels = [label.strip() for label in leads_to.split("|") if label.strip()]
    facets = [label for label in labels if label.partition(":")[0] in FACETS and ":" in label]
    return [label for label in labels if label not in facets], [f.replace(":", "=", 1) for f in facets]


def _keys(word: str) -> set[str]:
    return {word} | {f"~{root}" for root in stems(word)}


class Thesaurus:
    """All groups, looked up by the words of a search."""

    def __init__(self, rows: Iterable[ThesaurusGroup]) -> None:
        self.groups: list[Group] = []
        self._uses: dict[str, set[tuple[int, int, int]]] = {}
        made = [(row, _terms(row)) for row in rows]
        same = {
            term.words: terms for row, terms in made if row.kind == "equivalent" for term in terms
        }  # fmt: skip
        for row, terms in made:
            leads, facets = _split(row.leads_to)
            reached: list[Term] = []
            for label in leads:
                reached += same.get(content(label), (Term(label, content(label), ""),))
            targets = tuple(
                filter(says, dict.fromkeys(reached if row.kind == "need" else [*terms, *reached]))
            )
            self.groups.append(Group(row.code, row.kind, terms, targets, tuple(facets)))
        known: set[str] = set()
        for at, group in enumerate(self.groups):
            for number, term in enumerate(group.terms):
                for place, chosen in enumerate(term.choices):
                    known.update(chosen)
                    for key in {key for word in chosen for key in _keys(word)}:
                        self._uses.setdefault(key, set()).add((at, number, place))
        self.vocabulary = Vocabulary(known)
        self._of_token: dict[str, tuple[tuple[int, int, int], ...]] = {}

    def expand(self, tokens: list[str], half: bool) -> list[Expansion]:
        """The groups of which a term, in full and in any order, stands in the search. Shorter terms within
        longer ones do not count. ``half``: the last word may still be being typed."""
        kept = list(enumerate(tokens))
        silent = all(token in STOP for token in tokens)
        # "ET" is electronic monitoring where nothing else is typed, and otherwise a French "and".
        found = [one for one in self._found(kept) if silent or says(one.term)]
        if half and kept and len(kept[-1][1]) > 3 and not any(kept[-1][0] in e.positions for e in found):
            found += self._half(kept)
        telling = [frozenset(at for at in one.positions if tokens[at] not in SILENT) for one in found]
        said = list(zip(found, telling, strict=True))
        longest = [one for one, mine in said if not any(_within(one, mine, *other) for other in said)]
        best: dict[tuple[str, frozenset[int]], Expansion] = {}
        for one in longest:
            best.setdefault((one.group.code, one.positions), one)
        return list(best.values())

    def _found(self, kept: list[tuple[int, str]]) -> list[Expansion]:
        held: dict[tuple[int, int], dict[int, list[int]]] = {}
        for at, token in kept:
            for group, number, place in self._uses_of(token):
                held.setdefault((group, number), {}).setdefault(place, []).append(at)
        found = []
        for (at, number), places in held.items():
            term = self.groups[at].terms[number]
            if len(places) < len(term.choices):
                continue
            for choice in product(*places.values()):
                if len(set(choice)) == len(choice):
                    found.append(Expansion(self.groups[at], term, frozenset(choice)))
                    break
        return found

    def _uses_of(self, token: str) -> tuple[tuple[int, int, int], ...]:
        """Where a word stands, in any inflection: group, term and place in the term."""
        if (known := self._of_token.get(token)) is None:
            if len(self._of_token) > MOST_KEPT:
                self._of_token.clear()
            uses = {use for key in _keys(token) for use in self._uses.get(key, ())}
            known = self._of_token[token] = tuple(sorted(uses))
        return known

    def _half(self, kept: list[tuple[int, str]]) -> list[Expansion]:
        position, last = kept[-1]
        found: list[Expansion] = []
        for word in self.vocabulary.starting(last, MOST_HALF):
            found += self._found([*kept[:-1], (position, word)])
        half = [Expansion(e.group, e.term, e.positions, True) for e in found if position in e.positions]
        return half[:MOST_HALF]


@dataclass
class _Kept:
    stamp: int | None = None
    database: object = None
    thesaurus: Thesaurus | None = None


_kept = _Kept()


def current(stamp: int | None) -> Thesaurus:
    """The thesaurus at a stamp (``indexing.state.thesaurus``), read again when it has changed."""
    database = Stamp._meta.database
    same = _kept.stamp == stamp and _kept.database is database
    if _kept.thesaurus is None or not same or stamp is None:
        _kept.thesaurus = Thesaurus(groups())
        _kept.database = database
        _kept.stamp = Stamp.select(Stamp.value).where(Stamp.name == "thesaurus").scalar()
    return _kept.thesaurus
