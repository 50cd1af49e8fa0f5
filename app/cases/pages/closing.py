"""Closing a case, what is kept how long, erasing it, and the bundle that the client may ask for."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.cases import bundle, bundle_names, circles, clock, closing, desk, partners, people
from app.cases.errors import CaseError, CasesShut, KeyMoved
from app.cases.forms import clean
from app.cases.models import Case
from app.cases.opening import Opened
from app.cases.pages.base import blueprint, case_of, case_url, part_of, private, read_page
from app.cases.pages.documents import folder
from app.cases.pages.overview import head
from app.cases.pages.saying import refusal
from app.i18n import language


def _page(case: Case, opened: Opened, error: str = "", where: str = "") -> Any:
    persons = people.of_case(case, opened)
    under_way, tasks = closing.still_open(case)
    others = [facts for row, facts in persons if row.kind != "client"]
    known = [str(line.facts.get("person", "")) for line in partners.of_case(case, opened)]
    return read_page(
        case,
        "cases/closing.html",
        422 if error else 200,
        **head(case, opened, persons, language()),
        leads=part_of(case) == "lead",
        under_way=under_way,
        tasks=tasks,
        months=desk.settings()["retention_months"],
        blank=closing.is_blank(case, current_user),
        over=closing.may_erase(case, clock.today()),
        to_mask="\n".join(bundle.mask_words(others, known)),
        sections=bundle_names.sections(),
        error=error,
        where=where,
    )


@blueprint.get("/<uuid>/closing", endpoint="closing")
def closing_page(uuid: str) -> Any:
    case, opened = case_of(uuid)
    return _page(case, opened)


@blueprint.post("/<uuid>/closing", endpoint="close")
def close(uuid: str) -> Any:
    """Close, open again, or erase for good."""
    case, opened = case_of(uuid)
    verb = request.form.get("do", "")
    try:
        if verb == "erase":
            if "sure" not in request.form:
                raise CaseError(_("Tick that everything may go: it cannot be brought back."), "sure")
            closing.erase(folder(), case, current_user, "asked" in request.form, "mistake" in request.form)
            return redirect(url_for("cases.list"), 303)
        if verb == "reopen":
            closing.reopen(case, opened, current_user)
        else:
            closing.close(case, opened, current_user)
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _page(case, opened, refusal(error), "erase" if verb == "erase" else "close")
    return redirect(case_url(case, "closing"), 303)


def _shown(item: bundle.Item, lang: str) -> tuple[Any, str, list[tuple[str, str]]]:
    return item.at, item.by, bundle_names.lines(item, lang)


@blueprint.post("/<uuid>/bundle", endpoint="bundle")
def bundle_page(uuid: str) -> Any:
    """All that is held about the client, to print or to keep as a file. A POST: what is masked is a name."""
    case, opened = case_of(uuid)
    lang = language()
    words = [line for line in clean(request.form.get("mask", "")).split("\n") if line.strip()]
    chosen = set(request.form.getlist("section"))
    mine = circles.mine(case, opened, current_user, private())
    with recorded("bundle.read", case.uuid, current_user.uuid):
        held = bundle.of_case(case, opened, mine, lang)
        parts = [
            (title, [_shown(bundle.masked_item(one, words), lang) for one in held[code]])
            for code, title in bundle_names.sections().items()
            if code in chosen and held[code]
        ]
        return render_template(
            "cases/bundle.html", case=case, parts=parts, letterhead=desk.settings(), today=clock.today()
        )
