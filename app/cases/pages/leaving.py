"""What may leave without a referral: a certificate of attendance, and a question that is about nobody."""

from datetime import timedelta
from typing import Any

from flask import current_app, render_template, request
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.cases import anonymous, certificate, desk, notes, people, tasks, views
from app.cases.errors import CaseError, CasesShut, KeyMoved
from app.cases.forms import fields
from app.cases.models import Case
from app.cases.opening import Facts, Opened
from app.cases.pages.base import blueprint, case_of
from app.cases.pages.overview import head
from app.i18n import language


def _page(template: str, case: Case, opened: Opened, error: str = "", **more: Any) -> Any:
    persons = people.of_case(case, opened)
    top = head(case, opened, persons, language())
    return render_template(template, **top, error=error, today=views.today(), **more), 422 if error else 200


@blueprint.get("/<uuid>/certificate", endpoint="certificate")
def certificate_form(uuid: str) -> Any:
    case, opened = case_of(uuid)
    with recorded("case.read", case.uuid, current_user.uuid):
        return _page("cases/certificate.html", case, opened, typed=Facts(), made=None)


@blueprint.post("/<uuid>/certificate", endpoint="certificate_make")
def certificate_make(uuid: str) -> Any:
    case, opened = case_of(uuid)
    given = fields(request.form)
    try:
        made = certificate.make(case, opened, current_user, given)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _page("cases/certificate.html", case, opened, _(str(error)), typed=Facts(given), made=None)
    with force_locale(made.lang):
        return render_template(
            "cases/certificate.html", case=case, made=made, letterhead=desk.settings(),
            author=views.author_name(current_user), today=views.today(), error="",
        )  # fmt: skip


@blueprint.get("/<uuid>/question", endpoint="question")
def question_form(uuid: str) -> Any:
    case, opened = case_of(uuid)
    with recorded("case.read", case.uuid, current_user.uuid):
        typed = Facts({"to": request.args.get("to", "")})
        return _page("cases/question.html", case, opened, typed=typed, shown="", seal="", asked="")


@blueprint.post("/<uuid>/question", endpoint="question_ask")
def question_ask(uuid: str) -> Any:
    """Shows what would leave; asked once more, unchanged, it counts as asked."""
    case, opened = case_of(uuid)
    given = fields(request.form)
    secret, text = current_app.config["SECRET_KEY"], given.get("text", "").strip()
    try:
        if given.get("do") == "ask":
            anonymous.must_be_fit(secret, case, opened, current_user, text, given.get("seal", ""))
            _asked(case, opened, given.get("to", ""), text)
            return _page(
                "cases/question.html", case, opened, typed=Facts(given), shown="", seal="", asked=text
            )
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _preview(case, opened, given, text, _(str(error)))
    return _preview(case, opened, given, text, "" if text else _("Write your question."))


def _preview(case: Case, opened: Opened, given: dict[str, str], text: str, error: str) -> Any:
    with recorded("question.previewed", case.uuid, current_user.uuid):
        shown = anonymous.strip(text, anonymous.names_of(case, opened))
    seal = anonymous.seal_of(current_app.config["SECRET_KEY"], case, current_user, shown)
    return _page(
        "cases/question.html", case, opened, error, typed=Facts(given), shown=shown, seal=seal, asked=""
    )


def _asked(case: Case, opened: Opened, to: str, text: str) -> None:
    """A note says what was asked, and a task to look for the answer."""
    due = views.today() + timedelta(days=desk.number("news_after"))
    heading = _("Question without names, to %(to)s:", to=to.strip()[:200] or "…")
    with recorded("question.asked", case.uuid, current_user.uuid):
        notes.add_note(case, opened, current_user, notes.Content(f"{heading}\n{text}"))
        words = _("Answer from %(to)s?", to=to.strip()[:200] or "…")
        tasks.add_task(case, opened, current_user, words, due)
