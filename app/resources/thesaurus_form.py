"""A group of the thesaurus as it is typed, and what stands in the way of keeping it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from flask import request
from flask_babel import gettext as _

from app.errors import Refusal
from app.i18n import N_
from app.resources.whole import whole
from app.resources.words import CODED, language_name
from directory import taxonomies
from directory.groups import (
    BUT,
    EVERYDAY,
    NEEDS,
    NEXT,
    OTHERWISE,
    URGENT,
    only_unless,
    strange_mark,
    unread,
)
from directory.leads import FACETS, FIRST, NOT, without_first, without_not
from directory.models import ThesaurusGroup
from directory.search import leading
from directory.territory import fold
from search_index.text import STOP
from search_index.text import words as words_of

KINDS = {
    "equivalent": N_("Mean the same"),
    "related": N_("Nearly the same"),
    "need": N_("A need, in everyday words, that leads to other words"),
    URGENT: N_("A need that comes before everything else, as danger to a life"),
    OTHERWISE: N_("A need that counts only where nothing else is found"),
    EVERYDAY: N_("What people say for one and the same thing, within needs"),
}
FIELDS = ("terms_nl", "terms_fr", "terms_en", "abbreviations", "leads_to")
# How many words of one language a group may hold, and how long one may be.
MOST, LONGEST = 400, 400


@dataclass
class GroupForm:
    """A group as it was typed: one term on a line."""

    kind: str = "equivalent"
    terms_nl: str = ""
    terms_fr: str = ""
    terms_en: str = ""
    abbreviations: str = ""
    leads_to: str = ""
    version: str = ""

    @classmethod
    def of_group(cls, group: ThesaurusGroup) -> "GroupForm":
        values = {name: "\n".join(filter(None, getattr(group, name).split("|"))) for name in FIELDS}
        version = group.updated.isoformat() + ("-" if group.removed else "")
        return cls(kind=group.kind, version=version, **values)

    @classmethod
    def of_request(cls) -> "GroupForm":
        values = {name: whole(name, 10_000).replace("|", "\n") for name in FIELDS}
        return cls(kind=request.form.get("kind", ""), version=request.form.get("version", ""), **values)

    def lists(self) -> dict[str, list[str]]:
        """The terms of each field, without doubles and empty lines."""
        found = {}
        for name in FIELDS:
            lines = (" ".join(line.split()) for line in getattr(self, name).splitlines())
            found[name] = list({fold(line) or line: line for line in lines if line}.values())
        return found

    def error(self, code: str = "") -> Refusal:
        """What stands in the way of keeping it as the group ``code`` ('' for a new one), or ''."""
        lists = self.lists()
        found = chain(self._as_a_whole(lists), self._kinds(lists), self._terms(lists), _nowhere(lists, code))
        return next(found, Refusal(""))

    def _as_a_whole(self, lists: dict[str, list[str]]) -> Iterator[Refusal]:
        own = {fold(term) for name in FIELDS[:4] for term in lists[name]}
        if self.kind not in KINDS:
            yield Refusal(_("Choose what the words are to one another."))
        for name, items in lists.items():
            if len(items) > MOST or any(len(term) > LONGEST for term in items):
                words = _("At most %(most)s words, of at most %(long)s characters.", most=MOST, long=LONGEST)
                yield Refusal(words, name)
        if self.kind in NEEDS and not (own and any(not without_not(term) for term in lists["leads_to"])):
            yield Refusal(_("A need has its own words, and words that it leads to."))
        if self.kind not in NEEDS and len(own) < 2:
            yield Refusal(_("Give at least two words that belong together."))

    def _kinds(self, lists: dict[str, list[str]]) -> Iterator[Refusal]:
        for term in filter(_is_strange, lists["leads_to"]):
            yield Refusal(_("“%(word)s” is no kind of help that Schakel knows.", word=term), "leads_to")
        if self.kind not in NEEDS and any(map(_is_of_needs, lists["leads_to"])):
            yield Refusal(_("Only a need leads to a kind of help, or away from one."), "leads_to")
        for term in sought(lists["leads_to"]):
            if why := _leads_nowhere(term):
                yield Refusal(why, "leads_to")

    def _terms(self, lists: dict[str, list[str]]) -> Iterator[Refusal]:
        for name in FIELDS:
            for term in lists[name] if name != "leads_to" else sought(lists["leads_to"]):
                if why := _lost(term, self.kind in NEEDS and name != "leads_to"):
                    yield Refusal(why, name)
        for name in FIELDS[:4]:
            for term in lists[name]:
                if why := _several(term) or (
                    _says_little(term, self.kind) if name != "abbreviations" else ""
                ):
                    yield Refusal(why, name)


def _lost(term: str, marked: bool) -> str:
    """Why search would never meet a term as it is written, or ''. ``marked``: it may have marks of a need."""
    if marked and only_unless(term):
        return _(
            "“%(word)s” only says what must not follow: write before it the words that must stand there.",
            word=term,
        )
    if unread(term) or not words_of(term):
        return _("“%(word)s” can never be found: write it in Latin letters or digits.", word=term)
    if marked and strange_mark(term):
        return _(
            "“%(word)s”: > stands between words, = before the first of a choice, and after ! stand words that"
            " must not follow, as in !with+him/her.",
            word=term,
        )
    return ""


def _several(term: str) -> str:
    """Why a line is no single term, or ''."""
    if any(sign in term for sign in ",;"):
        return _("“%(word)s”: write one word or expression on a line, without commas.", word=term)
    return ""


def _says_little(term: str, kind: str) -> str:
    """Why a term is in every search, or ''. People's own small words for one thing may be, and an acronym."""
    found = words_of(term)
    if kind != EVERYDAY and len(found) == 1 and found[0] in STOP and not term.isupper():
        return _("“%(word)s” is in every search: write it with the words that stand beside it.", word=term)
    return ""


def _leads_nowhere(term: str) -> str:
    """Why search would look for nothing, or for something else, where a group leads to these words; or ''."""
    pieces = term.split()
    if any(piece == NEXT or piece.startswith(BUT) for piece in pieces):
        return _(
            "“%(word)s”: the marks > and ! stand in a need's own words, not in what it leads to.", word=term
        )
    if (found := words_of(term)) and all(word in STOP for word in found):
        return _(
            "“%(word)s” is too ordinary a word to lead to: add to it, for instance the rest of the name.",
            word=term,
        )
    return ""


def sought(leads_to: list[str]) -> list[str]:
    """Of what a group leads to, or does not mean, that which is no kind of help: words that sheets have."""
    return [
        without_first(term) or without_not(term) or term for term in leads_to if term and not _is_facet(term)
    ]


def _nowhere(lists: dict[str, list[str]], code: str) -> Iterator[Refusal]:
    if unknown := leading.unknown(sought(lists["leads_to"]), code):
        words = _(
            "No sheet, no group of words and no kind of help has these words, so they lead nowhere:"
            " %(words)s",
            words=", ".join(unknown),
        )
        yield Refusal(words, "leads_to")


def _is_facet(term: str) -> bool:
    """Whether what a group leads to, or does not mean, is a kind of help."""
    facet, colon, _code = (without_not(term) or term).partition(":")
    return bool(colon) and facet in FACETS


def _is_of_needs(term: str) -> bool:
    """Whether it is written as only a need leads there."""
    return _is_facet(term) or bool(without_first(term) or without_not(term))


def _is_strange(term: str) -> bool:
    """Whether what a need leads to is written as a kind of help and is none that search knows."""
    if term.lower().startswith((FIRST, NOT)):
        said = without_first(term) or without_not(term)
        first = term.lower().startswith(FIRST)  # words come first, no kind of help does
        if not said or said.lower().startswith((FIRST, NOT)) or (first and _is_facet(said)):
            return True
    if not _is_facet(term):
        return False
    facet, _colon, code = (without_not(term) or term).partition(":")
    if facet in CODED:
        return code not in taxonomies.codes(facet)
    return facet != "language" or language_name(code).lower() == code.lower()
