"""A group of the thesaurus in words: in the list, in a title, and beside others that have a word of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import shorten

from flask_babel import gettext as _

from app.i18n import language
from app.resources.thesaurus_form import FIELDS, KINDS
from app.resources.words import language_name
from directory import taxonomies
from directory.groups import BUT, NEXT
from directory.leads import FACETS, without_first, without_not
from directory.models import ThesaurusGroup
from directory.territory import fold

# In the list a group has so many words, in a title so many, of so many characters at most.
SHOWN, TITLE, TITLE_LONG = 10, 3, 70
# Of groups that have a word of the same kind too, so many are named.
MOST_DOUBLES = 3
# Where the packaged needs lead that only take words away from danger: nothing has this word.
NO_DANGER = "nietdringend"


@dataclass(frozen=True)
class GroupLine:
    """A group in the list: some of its words, those that were looked for first, and how many more it has.
    ``first``: what one types to try it."""

    code: str
    words: str
    more: int
    kind: str
    leads_to: str
    first: str


def leads(term: str) -> str:
    """What a need leads to: words, or a facet (``category:debt_mediation``) by its name."""
    if not_meant := without_not(term):
        return _("not %(help)s", help=leads(not_meant))
    if first := without_first(term):
        return _("first %(help)s", help=first)
    if term == NO_DANGER:
        return _("no danger")
    facet, _colon, code = term.partition(":")
    if facet not in FACETS:
        return term
    return language_name(code) if facet == "language" else taxonomies.label(facet, code, language())


def _terms(group: ThesaurusGroup, first: str = "") -> list[str]:
    """All words of a group, without doubles; those of the field ``first`` before others."""
    fields = sorted(FIELDS[:4], key=lambda name: name != first)
    own = "|".join(filter(None, (getattr(group, name) for name in fields)))
    return list(dict.fromkeys(own.split("|")))


def _to_type(term: str) -> str:
    """A term as somebody types it: of a choice one, and without the marks of a need."""
    pieces = [one for one in term.split() if one != NEXT and not one.startswith(BUT)]
    return " ".join(one.partition("/")[0] or one for one in pieces)


def line(group: ThesaurusGroup, find: str, most: int = SHOWN) -> GroupLine:
    """A group in the list, in which ``find`` is looked for."""
    terms = _terms(group)
    if find:
        terms.sort(key=lambda term: find not in fold(term))
    kind = _(KINDS.get(group.kind, group.kind))
    to = ", ".join(map(leads, group.leads_to.split("|")))
    shown, more = ", ".join(terms[:most]), max(0, len(terms) - most)
    first = _to_type(_terms(group, f"terms_{language()}")[0])
    return GroupLine(group.code, shown, more, kind, to, first)


def title(group: ThesaurusGroup) -> str:
    """A group by its first words as one types them, those of the reader's language before others."""
    terms = dict.fromkeys(map(_to_type, _terms(group, f"terms_{language()}")))
    words = ", ".join(list(terms)[:TITLE])
    short = shorten(words, TITLE_LONG, placeholder="…").replace(",…", "…")
    return short if len(short) > 1 else words[:TITLE_LONG]


def doubles(group: ThesaurusGroup, groups: Iterable[ThesaurusGroup]) -> list[tuple[str, str, str]]:
    """Other groups of the same kind that have a word of ``group`` too: the word, and the code and title of
    each. That may be meant: a word of two meanings stands in two."""
    own, found = {fold(term): term for term in _terms(group)}, []
    for other in groups:
        if other.kind == group.kind and other.code != group.code:
            shared = [own[fold(term)] for term in _terms(other) if fold(term) in own]
            found += [(shared[0], str(other.code), title(other))] if shared else []
    return found[:MOST_DOUBLES]
