"""The thesaurus as editors keep it: which words mean the same, nearly the same, or lead somewhere."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import uuid4

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.auth.models import now
from app.i18n import N_, language
from app.resources.blueprint import blueprint
from app.resources.criteria import clean
from app.resources.words import CODED, language_name
from app.security import needs_role
from directory import taxonomies
from directory import thesaurus as words
from directory.groups import (
    EVERYDAY,
    FACETS,
    NEEDS,
    NOT,
    OTHERWISE,
    URGENT,
    strange_mark,
    unread,
    without_not,
)
from directory.models import ThesaurusGroup
from directory.territory import fold
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
        return cls(kind=group.kind, version=group.updated.isoformat(), **values)

    @classmethod
    def of_request(cls) -> "GroupForm":
        values = {name: clean(request.form.get(name, "").replace("|", "\n"), 10_000) for name in FIELDS}
        return cls(kind=request.form.get("kind", ""), version=request.form.get("version", ""), **values)

    def lists(self) -> dict[str, list[str]]:
        """The terms of each field, without doubles and empty lines."""
        found = {}
        for name in FIELDS:
            lines = (" ".join(line.split()) for line in getattr(self, name).splitlines())
            found[name] = list({fold(line): line for line in lines if fold(line)}.values())
        return found

    def error(self) -> str:
        """What stands in the way of keeping it, or ''."""
        lists = self.lists()
        own = {fold(term) for name in FIELDS[:4] for term in lists[name]}
        if self.kind not in KINDS:
            return _("Choose what the words are to one another.")
        if any(len(items) > MOST or any(len(term) > LONGEST for term in items) for items in lists.values()):
            return _("At most %(most)s words, of at most %(long)s characters.", most=MOST, long=LONGEST)
        leads = [term for term in lists["leads_to"] if not without_not(term)]
        if self.kind in NEEDS and not (own and leads):
            return _("A need has its own words, and words that it leads to.")
        if self.kind not in NEEDS and len(own) < 2:
            return _("Give at least two words that belong together.")
        if strange := next(filter(_is_strange, lists["leads_to"]), ""):
            return _("“%(word)s” is no kind of help that Schakel knows.", word=strange)
        if self.kind not in NEEDS and any(map(_is_facet, lists["leads_to"])):
            return _("Only a need leads to a kind of help, or away from one.")
        terms = [term for name in FIELDS[:4] for term in lists[name]]
        sought = terms + [term for term in leads if not _is_facet(term)]
        if blank := next((term for term in sought if unread(term) or not words_of(term)), ""):
            return _("“%(word)s” can never be found: write it in Latin letters or digits.", word=blank)
        if self.kind in NEEDS and (strange := next(filter(strange_mark, terms), "")):
            return _(
                "“%(word)s”: after ! stand words that must not follow, as in !with+him/her.", word=strange
            )
        return ""


def _is_facet(term: str) -> bool:
    """Whether what a group leads to is a kind of help, or what it does not mean."""
    facet, colon, _code = term.partition(":")
    return bool(without_not(term)) or (bool(colon) and facet in FACETS)


def _is_strange(term: str) -> bool:
    """Whether what a need leads to is written as a kind of help and is none that search knows."""
    if not _is_facet(term) and not term.lower().startswith(NOT):
        return False
    facet, _colon, code = (without_not(term) or term).partition(":")
    if facet in CODED:
        return code not in taxonomies.codes(facet)
    return facet != "language" or language_name(code).lower() == code.lower()


def _keep(group: ThesaurusGroup, form: GroupForm) -> None:
    """Keep a group as it was typed."""
    group.kind, group.updated = form.kind, now()
    for name, items in form.lists().items():
        setattr(group, name, "|".join(items))
    words.store(group)


# Of a group so many words stand in the list.
SHOWN = 10


@dataclass(frozen=True)
class GroupLine:
    """A group in the list: some of its words, those that were looked for first, and how many more it has."""

    code: str
    words: str
    more: int
    kind: str
    leads_to: str


def _leads(term: str) -> str:
    """What a need leads to: words, or a facet (``category:debt_mediation``) by its name."""
    if not_meant := without_not(term):
        return _("not %(help)s", help=_leads(not_meant))
    facet, _colon, code = term.partition(":")
    if facet not in FACETS:
        return term
    return language_name(code) if facet == "language" else taxonomies.label(facet, code, language())


def _line(group: ThesaurusGroup, find: str) -> GroupLine:
    own = "|".join(filter(None, (getattr(group, name) for name in FIELDS[:4])))
    terms = list(dict.fromkeys(own.split("|")))
    if find:
        terms.sort(key=lambda term: find not in fold(term))
    kind = _(KINDS.get(group.kind, group.kind))
    leads = ", ".join(map(_leads, group.leads_to.split("|")))
    return GroupLine(group.code, ", ".join(terms[:SHOWN]), max(0, len(terms) - SHOWN), kind, leads)


def _holds(group: ThesaurusGroup, find: str) -> bool:
    leads = " ".join(map(_leads, group.leads_to.split("|")))
    return find in fold(" ".join([*(getattr(group, name) for name in FIELDS[:4]), leads]).replace("|", ", "))


def _group(code: str) -> ThesaurusGroup:
    found: ThesaurusGroup | None = ThesaurusGroup.get_or_none(
        ThesaurusGroup.code == code, ~ThesaurusGroup.removed
    )
    if found is None:
        abort(404)
    return found


def _page(code: str, form: GroupForm, error: str = "", status: int = 200) -> Any:
    kinds = [(kind, _(label)) for kind, label in KINDS.items()]
    page = render_template(
        "resources/thesaurus_group.html", code=code, form=asdict(form), kinds=kinds, error=error
    )
    return page, status


@blueprint.get("/thesaurus", endpoint="thesaurus")
@needs_role("editor")
def thesaurus() -> Any:
    find = clean(request.args.get("find", ""), 100)
    found = [_line(group, fold(find)) for group in words.groups() if _holds(group, fold(find))]
    groups = sorted(found, key=lambda line: fold(line.words))
    return render_template("resources/thesaurus.html", groups=groups, find=find)


@blueprint.get("/thesaurus/new", endpoint="thesaurus_new")
@needs_role("editor")
def thesaurus_new() -> Any:
    return _page("", GroupForm(terms_nl=clean(request.args.get("word", ""), LONGEST)))


@blueprint.post("/thesaurus/new", endpoint="thesaurus_add")
@needs_role("editor")
def thesaurus_add() -> Any:
    form = GroupForm.of_request()
    if error := form.error():
        return _page("", form, error, 422)
    code = f"own-{uuid4().hex[:12]}"
    with recorded("thesaurus.added", code, current_user.uuid):
        _keep(ThesaurusGroup(code=code), form)
    return redirect(url_for("resources.thesaurus"), 303)


@blueprint.get("/thesaurus/<code>", endpoint="thesaurus_group")
@needs_role("editor")
def thesaurus_group(code: str) -> Any:
    return _page(code, GroupForm.of_group(_group(code)))


@blueprint.post("/thesaurus/<code>", endpoint="thesaurus_save")
@needs_role("editor")
def thesaurus_save(code: str) -> Any:
    form, group = GroupForm.of_request(), _group(code)
    error = form.error()
    if not error and form.version != group.updated.isoformat():
        error = _("Somebody changed this group in the meantime. Look at both, then save again.")
        form.version = group.updated.isoformat()
    if error:
        return _page(code, form, error, 422)
    with recorded("thesaurus.changed", code, current_user.uuid):
        _keep(group, form)
    return redirect(url_for("resources.thesaurus"), 303)


@blueprint.post("/thesaurus/<code>/remove", endpoint="thesaurus_remove")
@needs_role("editor")
def thesaurus_remove(code: str) -> Any:
    group = _group(code)
    with recorded("thesaurus.removed", code, current_user.uuid):
        words.remove(group)
    return redirect(url_for("resources.thesaurus"), 303)
