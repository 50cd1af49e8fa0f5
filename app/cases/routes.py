"""The pages of case work. Every one begins at the signed-in person's own cases."""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.auth.models import User
from app.auth.routes import private_key
from app.cases import opening, views, work
from app.cases.access import team, visible_to, works_on_cases
from app.cases.errors import CaseError, CasesShut, DraftConflict, KeyLost
from app.cases.forms import NoteForm, clean, day, number
from app.cases.models import Case, Referral, Task
from app.cases.opening import Opened
from app.i18n import N_, language
from directory import taxonomies
from directory.models import Service

blueprint = Blueprint("cases", __name__, url_prefix="/cases")


@blueprint.errorhandler(CasesShut)
def shut(_error: CasesShut) -> Any:
    """Cases stay shut; nothing is written over them."""
    message = _(
        "Cases cannot be opened: the server misses its key. The directory works. Tell your administrator."
    )
    return render_template("error.html", status=503, message=message), 503


@blueprint.errorhandler(KeyLost)
def key_lost(_error: KeyLost) -> Any:
    """After a forgotten passphrase: on the team, but the key is another one."""
    message = _("You are on this case, but your keys are new. Ask its lead to let you onto the team again.")
    return render_template("error.html", status=403, message=message), 403


def _private() -> bytes:
    found = private_key()
    if found is None or current_app.config["CASES_SHUT"]:
        raise CasesShut("no private key")
    return found


def _mine() -> tuple[list[Case], dict[str, Opened]]:
    cases = list(visible_to(current_user).order_by(Case.touched.desc()))
    return cases, opening.open_many(cases, current_user, _private()) if cases else {}


def _case(uuid: str) -> tuple[Case, Opened]:
    """The case, if it is the reader's; the same 404 as for one that does not exist otherwise."""
    case = visible_to(current_user).where(Case.uuid == uuid).first()
    if case is None:
        abort(404)
    opened = opening.open_many([case], current_user, _private()).get(uuid)
    if opened is None:
        raise KeyLost("no key of this member")
    return case, opened


def _list(error: str = "", title: str = "", status: int = 200) -> Any:
    cases, opened = _mine()
    found = views.lines(cases, opened)
    return render_template("cases/list.html", cases=found, error=error, title=title), status


@blueprint.get("", endpoint="list")
def case_list() -> Any:
    if not works_on_cases(current_user):
        abort(404)
    return _list()


@blueprint.post("", endpoint="open")
def case_open() -> Any:
    title = clean(request.form.get("title", ""))
    _private()
    try:
        case, _opened = work.open_case(current_user, title[:200])
    except CaseError as error:
        if isinstance(error, CasesShut):
            raise
        abort(403)
    return redirect(url_for("cases.page", uuid=case.uuid), 303)


def _page(case: Case, opened: Opened, form: NoteForm, error: str = "", status: int = 200, **more: Any) -> Any:
    lang = language()
    draft, base = work.draft_of(case, opened, current_user)
    if not form.text:
        form.text = draft
    context: dict[str, Any] = {"task_words": "", "task_due": "", "task_error": "", "share_error": "", **more}
    members = team(case)
    return render_template(
        "cases/page.html",
        case=case,
        title=opened.show("case", case.uuid, "title", case.title),
        form=form,
        error=error,
        base=base,
        drafted=bool(draft),
        entries=views.timeline(case, opened, lang),
        tasks=views.open_tasks(case, opened, lang),
        team=[(row.user.name or row.user.email, row.part) for row in members],
        leads=any(row.user.id == current_user.id and row.part == "lead" for row in members),
        choices={
            scheme: [(code, taxonomies.label(scheme, code, lang)) for code in taxonomies.codes(scheme)]
            for scheme in ("intervention", "life_domain", "channel")
        },
        **context,
    ), status


@blueprint.get("/<uuid>", endpoint="page")
def case_page(uuid: str) -> Any:
    case, opened = _case(uuid)
    with recorded("case.read", case.uuid, current_user.uuid):
        return _page(case, opened, NoteForm())


@blueprint.post("/<uuid>/notes", endpoint="add_note")
def add_note(uuid: str) -> Any:
    case, opened = _case(uuid)
    form = NoteForm.of(request.form)
    try:
        work.add_note(
            case, opened, current_user, form.text, interventions=form.interventions, domains=form.domains,
            channel=form.channel, minutes=number(form.minutes),
        )  # fmt: skip
    except CaseError as error:
        return _page(case, opened, form, _(str(error)), 422)
    return redirect(url_for("cases.page", uuid=uuid), 303)


@blueprint.post("/<uuid>/draft", endpoint="draft")
def draft(uuid: str) -> Any:
    case, opened = _case(uuid)
    base = request.form.get("base", "0")
    text = clean(request.form.get("text", ""))
    try:
        version = work.save_draft(case, opened, current_user, text, int(base) if base.isdecimal() else 0)
    except DraftConflict as conflict:
        return render_template("cases/draft.html", base=conflict.version, other=conflict.text), 409
    return render_template("cases/draft.html", base=version, other=None)


@blueprint.post("/<uuid>/tasks", endpoint="add_task")
def add_task(uuid: str) -> Any:
    case, opened = _case(uuid)
    words, due = clean(request.form.get("words", "")), clean(request.form.get("due", ""))
    try:
        work.add_task(case, opened, current_user, words, day(due))
    except CaseError as error:
        more = {"task_words": words, "task_due": due, "task_error": _(str(error))}
        return _page(case, opened, NoteForm(), "", 422, **more)
    return redirect(url_for("cases.page", uuid=uuid), 303)


@blueprint.post("/<uuid>/tasks/<task_uuid>/done", endpoint="finish_task")
def finish_task(uuid: str, task_uuid: str) -> Any:
    case, _opened = _case(uuid)
    task = Task.get_or_none(Task.case == case, Task.uuid == task_uuid)
    if task is None:
        abort(404)
    work.finish_task(case, task, current_user)
    return redirect(url_for("cases.page", uuid=uuid), 303)


@blueprint.post("/<uuid>/team", endpoint="share")
def share(uuid: str) -> Any:
    case, opened = _case(uuid)
    email = clean(request.form.get("email", "")).strip().lower()
    try:
        colleague = User.get_or_none(User.email == email)
        if colleague is None:
            raise CaseError(N_("This account does not work on cases."))
        work.share(case, opened, current_user, colleague, request.form.get("part", "colleague"))
    except CaseError as error:
        return _page(case, opened, NoteForm(), "", 422, share_error=_(str(error)))
    return redirect(url_for("cases.page", uuid=uuid), 303)


@blueprint.get("/refer/<external_id>", endpoint="refer_form")
def refer_form(external_id: str) -> Any:
    sheet = Service.get_or_none(Service.external_id == external_id, ~Service.archived)
    if sheet is None or not works_on_cases(current_user):
        abort(404)
    cases, opened = _mine()
    return render_template(
        "cases/refer.html",
        external_id=external_id,
        name=sheet.name(language())[0],
        cases=views.lines(cases, opened),
        kinds=views.kind_names(),
        info_only=sheet.category in work.JUSTICE_CHAIN,
    )


@blueprint.post("/refer/<external_id>", endpoint="refer")
def refer(external_id: str) -> Any:
    case, opened = _case(request.form.get("case", ""))
    sheet = Service.get_or_none(Service.external_id == external_id, ~Service.archived)
    if sheet is None:
        abort(404)
    try:
        work.refer(
            case,
            opened,
            current_user,
            sheet,
            request.form.get("kind", ""),
            request.form.getlist("conditions"),
        )
    except CaseError as error:
        return render_template("error.html", status=422, message=_(str(error))), 422
    return redirect(url_for("cases.page", uuid=case.uuid), 303)


@blueprint.post("/<uuid>/referrals/<referral_uuid>", endpoint="complete")
def complete(uuid: str, referral_uuid: str) -> Any:
    case, opened = _case(uuid)
    referral = Referral.get_or_none(Referral.case == case, Referral.uuid == referral_uuid)
    if referral is None:
        abort(404)
    work.complete_referral(case, opened, referral, current_user, request.form.getlist("conditions"))
    return redirect(url_for("cases.page", uuid=uuid), 303)
