"""What may leave without a referral: a certificate of attendance, and a question that is about nobody."""

from datetime import timedelta
from typing import Any

from flask import current_app, request
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.cases import (
    anonymous,
    asking,
    certificate,
    clock,
    desk,
    mentions,
    names,
    notes,
    people,
    tasks,
)
from app.cases.errors import CaseError, CasesShut, KeyMoved
from app.cases.forms import fields
from app.cases.models import Case
from app.cases.opening import Facts, Opened
from app.cases.pages.base import blueprint, case_of, case_url, read_page
from app.cases.pages.leaf import leaf, leaf_page
from app.cases.pages.overview import head
from app.cases.pages.saying import refusal
from app.cases.referrals import JUSTICE_CHAIN
from app.cases.typed import within
from app.errors import Refusal
from app.i18n import language
from directory import facts
from directory.models import Service

# Of whom a question goes to, in characters.
LONGEST = 200
LONGEST_QUESTION = 10_000


def _page(template: str, case: Case, opened: Opened, error: str = "", **more: Any) -> Any:
    persons = people.of_case(case, opened)
    top = head(case, opened, persons, language())
    status = 422 if error else 200
    return read_page(case, template, status, **top, error=error, today=clock.today(), **more)


@blueprint.get("/<uuid>/certificate", endpoint="certificate")
def certificate_form(uuid: str) -> Any:
    case, opened = case_of(uuid)
    return _page("cases/certificate.html", case, opened, typed=Facts(), sender_lacks=names.sender_lacks())


@blueprint.post("/<uuid>/certificate", endpoint="certificate_make")
def certificate_make(uuid: str) -> Any:
    case, opened = case_of(uuid)
    given = fields(request.form)
    try:
        made = certificate.make(case, opened, current_user, given)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _page(
            "cases/certificate.html", case, opened, refusal(error), typed=Facts(given),
            sender_lacks=names.sender_lacks(),
        )  # fmt: skip
    shown = leaf(
        "cases/certificate_made.html", made.lang, made=made, letterhead=desk.settings(),
        author=current_user.called, today=clock.today(),
    )  # fmt: skip
    return leaf_page(shown, _("Certificate of attendance"), case_url(case), _("Back to the case"))


@blueprint.get("/<uuid>/question", endpoint="question")
def question_form(uuid: str) -> Any:
    case, opened = case_of(uuid)
    return _question(case, opened, {"sheet": request.args.get("sheet")})


def _sheet(external_id: str) -> Service | None:
    """The sheet that the question goes to; none of the justice chain, to which nothing goes."""
    row: Service | None = Service.get_or_none(Service.external_id == external_id, ~Service.archived)
    return row if row is not None and row.category not in JUSTICE_CHAIN else None


def _recipient(given: dict[str, str]) -> tuple[str, str]:
    """To whom: for a note, where a sheet that was chosen is a link, and for a task."""
    sheet, typed = _sheet(given.get("sheet", "")), within(given.get("to", ""), LONGEST, "to")
    if typed or sheet is None:
        return typed or "…", typed or "…"
    return mentions.of_sheet(sheet, language()), sheet.name(language())[0]


def _phones(sheet: Service) -> list[tuple[str, str]]:
    """Its numbers, as they are read and as they are dialled."""
    rows = sheet.phones.order_by("position")
    return [(facts.format_phone(row.number), facts.tel_uri(row.number)) for row in rows]


def _question(case: Case, opened: Opened, given: dict[str, Any], error: str = "", **more: Any) -> Any:
    """The form. Where no sheet was chosen yet, that which knows about what the case is about is proposed."""
    found, lang = asking.experts(case, language()), language()
    chosen = given.get("sheet")
    if chosen is None:
        chosen = next((one.external_id for one in found if one.fits), "")
    sheet = _sheet(chosen)
    pairs = [(one.external_id, f"{one.name} ({', '.join(one.subjects)})") for one in found]
    if sheet is not None and sheet.external_id not in {code for code, _words in pairs}:
        pairs.insert(0, (sheet.external_id, sheet.name(lang)[0]))
    context = {"shown": "", "seal": "", "asked": "", **more}
    return _page(
        "cases/question.html", case, opened, error, typed=Facts(given), services=pairs, sheet=sheet,
        phones=_phones(sheet) if sheet else [],
        **context,
    )  # fmt: skip


@blueprint.post("/<uuid>/question", endpoint="question_ask")
def question_ask(uuid: str) -> Any:
    """Shows what would leave; asked once more, unchanged, it counts as asked."""
    case, opened = case_of(uuid)
    given = fields(request.form)
    secret = current_app.config["SECRET_KEY"]
    try:
        text = within(given.get("text", ""), LONGEST_QUESTION, "text")
    except CaseError as error:  # so long a text is not looked through for names
        return _question(case, opened, given, refusal(error))
    try:
        if given.get("do") == "ask":
            anonymous.must_be_fit(secret, case, opened, current_user, text, given.get("seal", ""))
            _asked(case, opened, *_recipient(given), text)
            return _question(case, opened, given, asked=text)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _preview(case, opened, given, text, refusal(error))
    return _preview(case, opened, given, text, Refusal("" if text else _("Write your question."), "text"))


def _preview(case: Case, opened: Opened, given: dict[str, str], text: str, error: str) -> Any:
    with recorded("question.previewed", case.uuid, current_user.uuid):
        shown = anonymous.strip(text, anonymous.names_of(case, opened))
    seal = anonymous.seal_of(current_app.config["SECRET_KEY"], case, current_user, shown)
    return _question(case, opened, given, error, shown=shown, seal=seal)


def _asked(case: Case, opened: Opened, to: str, name: str, text: str) -> None:
    """A note says what was asked, and a task to look for the answer."""
    due = clock.today() + timedelta(days=desk.number("news_after"))
    heading = _("Question without names, to %(to)s:", to=to)
    with recorded("question.asked", case.uuid, current_user.uuid):
        notes.add_note(case, opened, current_user, notes.Content(f"{heading}\n{text}"))
        words = _("Answer from %(to)s?", to=name)
        tasks.add_task(case, opened, current_user, words, due)
