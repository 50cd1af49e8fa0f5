"""A group of the thesaurus as searching uses it: its terms, and what they lead to."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from directory.leads import Leads, split
from directory.lookup import Choices
from directory.models import ThesaurusGroup
from directory.streets import IN_ADDRESSES
from search_index.text import STOP, words

TERMS = ("terms_nl", "terms_fr", "terms_en", "abbreviations")
# A group of what people say for one and the same thing; it counts within needs only.
EVERYDAY = "everyday"
# A need that comes before whatever else the search says, as danger to a life.
URGENT = "urgent"
# A need that counts only where nothing else is found, as "mijn man" while the sentence is being typed.
OTHERWISE = "otherwise"
NEEDS = ("need", URGENT, OTHERWISE)
# Before words with which a term of a need says something else; any word, and any that tells something.
BUT, ANY, TELLING = "!", "*", "**"
# How the code of a group begins that was added here. Who adds a word to a known one means it with all that it
# means; of the package, two groups that share a word share one of two meanings (*sociaal huis*).
OWN = "own-"
# Between words of a need of which the one comes next after the other.
NEXT = ">"
# Before a word, or a choice, of a need that stands for nothing else that people say for the same thing.
VERY = "="
Target = tuple[str, ...]


class Term(NamedTuple):
    """A term of a group: as it is written, its words, and its language. ``choices``: what must stand in a
    search, for each word what may stand there; more than one only in a need. ``unless``: words with which it
    says something else, where they follow. ``same``: a need has it because it means the same as one of its
    own. ``several``: it is a term in more than one language. ``linked``: the places of which the word comes
    next after that of the place before; ``very``: those that mean their very words, not all that people say
    for the same thing."""

    label: str
    words: Target
    lang: str
    choices: Choices = ()
    unless: tuple[Choices, ...] = ()
    same: bool = False
    several: bool = False
    linked: frozenset[int] = frozenset()
    very: frozenset[int] = frozenset()


@dataclass(frozen=True, eq=False)
class Group:
    """A group as searching uses it. ``targets``: what else is searched, ``facets`` for a need besides.
    ``away``: facets that a need does not mean; ``not_called``: nor who has these words in a name. ``urgent``:
    the need comes before whatever else is said; ``otherwise``: it counts only where nothing else is found.
    ``further``, ``further_facets``: where no sheet has what a need leads to, what is searched in its stead,
    as these words are a need themselves. ``first``: those of the targets that come before the others."""

    code: str
    kind: str
    terms: tuple[Term, ...]
    targets: tuple[Term, ...]
    facets: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    not_called: tuple[Target, ...] = ()
    urgent: bool = False
    otherwise: bool = False
    further: tuple[Term, ...] = ()
    further_facets: tuple[str, ...] = ()
    first: frozenset[Term] = frozenset()


def lang_of(term: "Term") -> str:
    """The language of a term; '' where it is of none or of several."""
    return "" if term.several else term.lang


def says(term: "Term") -> bool:
    """Whether a term has a word that says something."""
    return any(word not in STOP for word in term.words)


def _is_sought(term: "Term") -> bool:
    """Whether sheets are searched for a term: who is *à la rue* is in no street's name."""
    return any(word not in STOP and word not in IN_ADDRESSES for word in term.words)


def content(text: str) -> Target:
    """The words of a term that say something; all of them when none does."""
    found = tuple(words(text))
    return tuple(word for word in found if word not in STOP) or found


class _Place(NamedTuple):
    """A word of a term; what may stand for it, itself among them; and whether any of these says something."""

    word: str
    choices: frozenset[str]
    telling: bool


@lru_cache(maxsize=20_000)  # some ten thousand pieces make all terms
def _places(piece: str, need: bool) -> tuple[_Place, ...]:
    """The places that a piece of a label makes: one for each word, or one for all choices of a need."""
    chosen = [found for one in piece.split("/") if (found := words(one))]
    if need and len(chosen) > 1:
        rows = [[one[-1] for one in chosen]]
    else:
        rows = [[word] for one in chosen for word in one]
    return tuple(_Place(row[0], frozenset(row), any(word not in STOP for word in row)) for row in rows)


@lru_cache(maxsize=50_000)  # an edit reads all groups again, and most of them are the same
def _term(label: str, lang: str, kind: str) -> Term | None:
    """A label as a term. A need may hold choices, ``zoon/dochter gevangenis/cel``, words in a row, ``peur >
    de > père``, very words, ``=enfermée mari``, and what must not follow: ``niet meer leven !bij``."""
    need = kind in NEEDS
    places: list[_Place] = []
    unless: list[Choices] = []
    linked, very = set[int](), set[int]()
    for piece in label.split():
        if need and piece == NEXT:
            linked.add(len(places))
        elif need and piece.startswith(BUT):
            unless += filter(None, [_following(piece)])
        else:
            if need and piece.startswith(VERY):
                very.add(len(places))
            places += _places(piece, need)
    if not places:
        return None
    telling = [place for place in places if place.telling] or places
    row = [at for at in linked if 0 < at < len(places)]
    asked = _asked(places, telling, {*row, *(at - 1 for at in row)})
    said = label.partition(f" {BUT}")[0] if unless else label
    return Term(
        said.replace(VERY, "") if very else said,
        tuple([place.word for place in telling]),
        lang,
        tuple([places[at].choices for at in asked]),
        tuple(unless),
        linked=frozenset(asked.index(at) for at in row),
        very=frozenset(asked.index(at) for at in very if at in asked),
    )


def _asked(places: list[_Place], telling: list[_Place], row: set[int]) -> list[int]:
    """The places of a term by which it is known: those that tell something and those in a ``row``; of one
    that tells something, all. "Op straat" is no street."""
    if len(telling) < 2:
        return list(range(len(places)))
    return [at for at, place in enumerate(places) if at in row or place in telling]


def _following(piece: str) -> Choices:
    """``!met+hem/haar``: for each word in a row what it may be; none at all for ``!*``, which is any. Empty
    where it names nothing: "au secours !" only cries. ``!**`` is any word that tells something."""
    rows = [one.split("/") for one in piece.removeprefix(BUT).split("+")]
    said = tuple(
        frozenset(row if row == [TELLING] else (word for one in row for word in words(one))) for row in rows
    )
    return said if all(held or row == [ANY] for held, row in zip(said, rows, strict=True)) else ()


def unread(term: str) -> bool:
    """Whether a term has a word of letters that search does not read, such as Arabic ones: without it, it
    would be another term."""
    pieces = (one for piece in term.split() for one in piece.split("/"))
    return any(not words(one) and any(map(str.isalpha, one)) for one in pieces)


def strange_mark(term: str) -> bool:
    """Whether a term of a need has a mark before words that must not follow where there are none, before
    others that must, or within a choice, where it says nothing, as does one for very words there or by
    itself; or one that puts words in a row and does not stand by itself between two."""
    pieces = term.split()
    not_following = [piece for piece in pieces if piece.startswith(BUT) and piece != BUT]
    own = [piece for piece in pieces if not piece.startswith(BUT)]
    return (
        not all(map(_following, not_following))
        or BUT in pieces[:-1]  # "au secours !" only cries; "kasteel ! spook" would mean its opposite
        or any(f"/{mark}" in piece for piece in pieces for mark in (BUT, VERY))
        or VERY in pieces
        or any(one in not_following and two not in not_following for one, two in pairwise(pieces))
        or any(
            ANY in row and row not in (ANY, TELLING) for one in not_following for row in one[1:].split("+")
        )
        or any(NEXT in piece and piece != NEXT for piece in own)
        or NEXT in (*own[:1], *own[-1:])
        or any(one == NEXT == two for one, two in pairwise(own))
    )


def only_unless(term: str) -> bool:
    """Whether a term of a need says what must not follow, and nothing that must stand there: it is lost."""
    names = any(piece.startswith(BUT) and piece != BUT for piece in term.split())
    return names and _term(term, "", NEEDS[0]) is None


def _terms(row: ThesaurusGroup) -> tuple[Term, ...]:
    found: dict[object, Term] = {}
    for column in TERMS:
        lang = column.removeprefix("terms_") if column.startswith("terms_") else ""
        for label in filter(None, (label.strip() for label in getattr(row, column).split("|"))):
            if (term := _term(label, lang, row.kind)) is not None:
                key = term.choices, term.linked
                known = found.get(key)
                found[key] = _both(known, term) if known else term
    return tuple(found.values())


def _both(one: Term, other: Term) -> Term:
    """A term that stands in a group twice, perhaps in two languages."""
    unless = tuple(dict.fromkeys(one.unless + other.unless))
    several = one.several or (one.lang != other.lang and bool(one.lang and other.lang))
    return one._replace(unless=unless, several=several)


def _with_same(terms: tuple[Term, ...], same: dict[Target, tuple[Term, ...]]) -> tuple[Term, ...]:
    """The terms of a need, and those that mean the same as one of them: who types one needs what the other
    leads to."""
    found = {(term.choices, term.linked): term for term in terms}
    for term in terms:
        if len(term.words) == len(term.choices) and all(len(choice) == 1 for choice in term.choices):
            for other in same.get(term.words, ()):
                found.setdefault((other.choices, other.linked), other._replace(same=True))
    return tuple(found.values())


def _reached(labels: list[str], same: dict[Target, tuple[Term, ...]]) -> list[Term]:
    """What is searched for the words to which a group leads: themselves, and what means the same."""
    found: list[Term] = []
    for label in labels:
        words_of = content(label)
        found += same.get(words_of, (Term(label, words_of, ""),))
    return found


def _further(row: ThesaurusGroup, leads: Leads, needs: dict[Target, list[ThesaurusGroup]]) -> Leads:
    """What other needs lead to that have a word to which this one leads."""
    found = Leads()
    for other in (one for label in leads.terms for one in needs.get(content(label), ())):
        if other is not row:
            further = split(other.leads_to)
            found.terms += further.terms
            found.facets += further.facets
    return found


def of_rows(rows: Iterable[ThesaurusGroup]) -> tuple[list[Group], list[Group]]:
    """The groups that lead somewhere, and those of what people say for one and the same thing."""
    made = [(row, _terms(row)) for row in rows]
    same: dict[Target, tuple[Term, ...]] = {}
    needs: dict[Target, list[ThesaurusGroup]] = {}
    for row, terms in made:
        for term in terms:
            if row.kind == "equivalent":
                same[term.words] = tuple(dict.fromkeys(same.get(term.words, ()) + terms))
            elif row.kind == "need":
                needs.setdefault(term.words, []).append(row)
    groups, said = [], []
    for row, terms in made:
        if row.kind == EVERYDAY:
            said.append(Group(row.code, EVERYDAY, terms, ()))
            continue
        need = row.kind in NEEDS
        leads = split(row.leads_to)
        further = _further(row, leads, needs if need else {})
        reached = _reached(leads.terms, same)
        if row.kind == "equivalent" and row.code.startswith(OWN):
            mine, others = set(terms), dict.fromkeys(one for term in terms for one in same[term.words])
            reached += [one for one in others if one not in mine]
        targets = tuple(filter(_is_sought, dict.fromkeys(reached if need else [*terms, *reached])))
        groups.append(
            Group(
                row.code,
                "need" if need else row.kind,
                _with_same(terms, same) if need else terms,
                targets,
                tuple(dict.fromkeys(leads.facets)),
                tuple(leads.away),
                tuple(map(content, leads.not_called)),
                row.kind == URGENT,
                row.kind == OTHERWISE,
                tuple(filter(_is_sought, dict.fromkeys(_reached(further.terms, same)))),
                tuple(dict.fromkeys(further.facets)),
                frozenset(_reached(leads.first, same)),
            )
        )
    return groups, said
