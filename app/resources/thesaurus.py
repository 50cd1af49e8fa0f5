"""The thesaurus as editors keep it: which words mean the same, nearly the same, or lead somewhere."""

from dataclasses import asdict
from typing import Any
from uuid import uuid4

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.resources.blueprint import blueprint
from app.resources.criteria import clean, page_asked
from app.resources.thesaurus_form import FIELDS, KINDS, LONGEST, MOST, GroupForm, sought
from app.resources.thesaurus_lines import doubles, leads, line, title
from app.resources.words import language_name
from app.security import needs_role
from directory import languages, taxonomies
from directory import thesaurus as words
from directory.clock import now
from directory.groups import OWN
from directory.models import ThesaurusGroup
from directory.search import leading
from directory.territory import fold


def _keep(group: ThesaurusGroup, form: GroupForm) -> None:
    """Keep a group as it was typed."""
    group.kind, group.updated = form.kind, now()
    for name, items in form.lists().items():
        setattr(group, name, "|".join(items))
    words.store(group)


PAGE = 50  # groups on a page of the list


def _lost(groups: list[ThesaurusGroup]) -> dict[str, str]:
    """By the code of a group that editors wrote, the words to which it leads and that nothing has any more:
    the sheet has another name now, or is put away. Of the package nobody has all that it leads to."""
    own = [group for group in groups if not group.packaged]
    lost = {one.code: leading.unknown(sought(one.leads_to.split("|")), one.code) for one in own}
    return {code: ", ".join(labels) for code, labels in lost.items() if labels}


def _holds(group: ThesaurusGroup, find: str) -> bool:
    """Whether any word of a group has ``find`` (folded) in it; all do where nothing is looked for."""
    if not find:
        return True
    to = " ".join(map(leads, group.leads_to.split("|")))
    return find in fold(" ".join([*(getattr(group, name) for name in FIELDS[:4]), to]).replace("|", ", "))


def _find() -> str:
    """What was looked for in the list. It stands in the address of a group's form too, which leads back."""
    return clean(request.args.get("find", ""), 100)


def _to_list(saved: str) -> Any:
    """Back to the list as it was, at the group that was saved just now."""
    return redirect(url_for("resources.thesaurus", find=_find() or None, saved=saved), 303)


def _group(code: str, removed: bool = False) -> ThesaurusGroup:
    """A group by its code, else 404: one that counts, or one that was taken away."""
    found: ThesaurusGroup | None = ThesaurusGroup.get_or_none(ThesaurusGroup.code == code)
    if found is None or found.removed != removed:
        abort(404)
    return found


def _helps() -> list[tuple[str, list[tuple[str, str]]]]:
    """What a need may lead to besides words: under each heading (name, as it is typed), by name."""
    headings = {"category": _("Kind of service"), "audience": _("For whom"), "access": _("How to get in")}
    found = []
    for facet, heading in headings.items():
        terms = [(leads(f"{facet}:{code}"), f"{facet}:{code}") for code in taxonomies.codes(facet)]
        found.append((heading, sorted(terms, key=lambda term: fold(term[0]))))
    spoken = [(language_name(code), f"language:{code}") for code in languages.CODES]
    found.append((_("Languages staff speak"), sorted(spoken, key=lambda term: fold(term[0]))))
    return found


def _page(
    form: GroupForm, group: ThesaurusGroup | None = None, error: str = "", status: int = 200,
    kept: GroupForm | None = None,
) -> Any:  # fmt: skip
    """``kept``: what somebody else saved in the meantime, to stand beside what was typed."""
    page = render_template(
        "resources/thesaurus_group.html",
        code=group.code if group else "",
        group=line(group, "") if group else None,
        title=title(group) if group else "",
        form=asdict(form),
        kept=asdict(kept) if kept else {},
        kinds=[(kind, _(label)) for kind, label in KINDS.items()],
        helps=_helps(),
        find=_find(),
        error=error,
    )
    return page, status


@blueprint.get("/thesaurus", endpoint="thesaurus")
@needs_role("editor")
def thesaurus() -> Any:
    """The groups that count; with ``away=1`` those that were taken away, with ``lost=1`` those that lead
    nowhere by now. ``saved``: the group that was saved just now; the page is then the one on which it
    stands."""
    find, saved = _find(), request.args.get("saved", "")
    away, only_lost = (request.args.get(name) == "1" for name in ("away", "lost"))
    kept, removed = words.groups(), words.removed()
    lost = _lost(kept)
    chosen = removed if away else [group for group in kept if group.code in lost or not only_lost]
    folded = fold(find)
    found = [line(group, folded) for group in chosen if _holds(group, folded)]
    groups = sorted(found, key=lambda line: fold(line.words))
    pages = max(1, -(-len(groups) // PAGE))
    spot = next((number for number, line in enumerate(groups) if line.code == saved), None)
    at = min(page_asked(request.args), pages) if spot is None else spot // PAGE + 1
    just = [group for group in kept if group.code == saved]
    beside = [line(group, "") for group in just if spot is None]
    return render_template(
        "resources/thesaurus.html",
        groups=groups[(at - 1) * PAGE : at * PAGE],
        total=len(groups),
        pages=pages,
        page_number=at,
        find=find,
        away=away,
        saved=saved,
        doubles=[one for group in just for one in doubles(group, kept)],
        beside=beside,  # saved, without what is looked for: it has no place in the list
        removed=len(removed),
        lost=lost,
        only_lost=only_lost,
    )


@blueprint.get("/thesaurus/new", endpoint="thesaurus_new")
@needs_role("editor")
def thesaurus_new() -> Any:
    return _page(GroupForm(terms_nl=clean(request.args.get("word", ""), LONGEST)))


@blueprint.post("/thesaurus/new", endpoint="thesaurus_add")
@needs_role("editor")
def thesaurus_add() -> Any:
    form = GroupForm.of_request()
    if error := form.error():
        return _page(form, None, error, 422)
    code = f"{OWN}{uuid4().hex[:12]}"
    with recorded("thesaurus.added", code, current_user.uuid):
        _keep(ThesaurusGroup(code=code), form)
    return _to_list(code)


@blueprint.get("/thesaurus/<code>", endpoint="thesaurus_group")
@needs_role("editor")
def thesaurus_group(code: str) -> Any:
    """A group to change; one that was taken away, to put it back (410)."""
    away = ThesaurusGroup.get_or_none(ThesaurusGroup.code == code, ThesaurusGroup.removed)
    if away is not None:
        shown = line(away, "", most=MOST)
        return render_template(
            "resources/thesaurus_away.html", code=code, group=shown, title=title(away), find=_find()
        ), 410
    group = _group(code)
    return _page(GroupForm.of_group(group), group)


@blueprint.post("/thesaurus/<code>", endpoint="thesaurus_save")
@needs_role("editor")
def thesaurus_save(code: str) -> Any:
    form, group = GroupForm.of_request(), ThesaurusGroup.get_or_none(ThesaurusGroup.code == code)
    if group is None:
        abort(404)
    if error := form.error(code):
        return _page(form, group, error, 422)
    kept = GroupForm.of_group(group)
    if form.version != kept.version:
        form.version = kept.version
        if group.removed:
            said = _(
                "Somebody removed this group in the meantime. Save again to put it back with these words."
            )
        else:
            said = _("Somebody changed this group in the meantime. Look at both, then save again.")
        return _page(form, group, said, 409, kept)
    with recorded("thesaurus.changed", code, current_user.uuid):
        group.removed = False
        _keep(group, form)
    return _to_list(code)


@blueprint.post("/thesaurus/<code>/remove", endpoint="thesaurus_remove")
@needs_role("editor")
def thesaurus_remove(code: str) -> Any:
    """Take a group away; the page that follows offers to put it back."""
    group = _group(code)
    with recorded("thesaurus.removed", code, current_user.uuid):
        words.remove(group)
    return redirect(url_for("resources.thesaurus_group", code=code, find=_find() or None), 303)


@blueprint.post("/thesaurus/<code>/back", endpoint="thesaurus_back")
@needs_role("editor")
def thesaurus_back(code: str) -> Any:
    """Put a group back as it was."""
    group = _group(code, removed=True)
    with recorded("thesaurus.back", code, current_user.uuid):
        words.put_back(group)
    return redirect(url_for("resources.thesaurus_group", code=code, find=_find() or None), 303)
