"""Handing over: the sheet that the next lead reads, one case, and many at once."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from flask_login import current_user

from app.auth.models import User
from app.cases import (
    appointments,
    clock,
    consent,
    desk,
    lifecycle,
    partners,
    people,
    referrals,
    teams,
    tie_names,
    ties,
    views,
)
from app.cases.errors import CaseError, CasesShut, KeyMoved
from app.cases.models import Case, Member, Referral
from app.cases.opening import Opened
from app.cases.overtaken import fingerprint
from app.cases.pages.base import (
    blueprint,
    case_of,
    case_url,
    mine,
    only_case_workers,
    part_of,
    private,
    read_page,
    title_of,
)
from app.cases.pages.overview import head
from app.cases.pages.saying import refusal
from app.i18n import N_, language
from directory.models import Service

LAST = 8


def _open_referrals(case: Case, lang: str) -> list[Any]:
    days = desk.number("news_after")
    query = Referral.select(Referral, Service).left_outer_join(Service).where(
        Referral.case == case, Referral.status.in_([*lifecycle.OPEN, "given"])
    )  # fmt: skip
    return [
        (views.referral_view(row, lang), referrals.silent_since(row), referrals.is_silent(row, days))
        for row in query
    ]


def _sheet(case: Case, opened: Opened, error: str = "") -> Any:
    """What the next one must know. A circle's and a private note are not on it: it may lie on a desk."""
    lang, persons = language(), people.of_case(case, opened)
    entries, _more = views.timeline(case, opened, {}, persons, lang, current_user, LAST)
    active = [row for row in consent.of_case(case) if consent.is_active(row, clock.today())]
    onward = consent.overtaken(active)
    return read_page(
        case,
        "cases/handover.html",
        422 if error else 200,
        **head(case, opened, persons, lang),
        persons=persons,
        tasks=views.open_tasks(case, opened, lang),
        meetings=appointments.coming(case, opened),
        bookings=tie_names.bookings(),
        became=tie_names.became(),
        plans=ties.of_case(case, opened),
        way_words=dict(tie_names.ways()),
        open_referrals=_open_referrals(case, lang),
        partners=[line for line in partners.of_case(case, opened) if line.ended is None],
        agreements=[
            (row.service.name(lang)[0] if row.service else "", row.until, row.uuid in onward)
            for row in active
        ],
        entries=entries[:LAST],
        team=teams.since(case),
        part=part_of(case),
        others=teams.colleagues(current_user),
        on=clock.today(),
        stay="stay" in request.form or not error,
        error=error,
    )


@blueprint.get("/<uuid>/handover", endpoint="handover")
def handover(uuid: str) -> Any:
    case, opened = case_of(uuid)
    return _sheet(case, opened)


def _to() -> User:
    found: User | None = User.get_or_none(User.uuid == request.form.get("to", ""))
    if found is None:
        raise CaseError(N_("Choose to whom."))
    return found


def _give(case: Case, opened: Opened, to: User) -> None:
    with force_locale(to.language or language()):
        who = current_user.called
        words = _("Taken over from %(who)s: read the hand-over sheet", who=who)
    taken = to.id == current_user.id
    stay = taken or "stay" in request.form
    teams.hand_over(case, opened, current_user, private(), to, stay=stay, words="" if taken else words)


@blueprint.post("/<uuid>/handover", endpoint="hand_over")
def hand_over(uuid: str) -> Any:
    case, opened = case_of(uuid)
    try:
        _give(case, opened, _to())
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _sheet(case, opened, refusal(error))
    if part_of(case):
        return redirect(case_url(case, "looked"), 303)
    return redirect(url_for("cases.list"), 303)


def _many(
    told: str = "",
    error: str = "",
    refused: list[tuple[str, str]] | None = None,
    asks: dict[str, Any] | None = None,
) -> Any:
    """The form; ``asks``: what it asks before it is meant, see ``_question``."""
    cases, opened = mine()
    rows = Member.select(Member.case).where(Member.user == current_user.id, Member.part == "lead")
    leads = {row.case_id for row in rows}
    led = [case for case in cases if case.id in leads]
    return render_template(
        "cases/handover_many.html",
        cases=views.lines(led, opened),
        chosen=set(request.form.getlist("cases")),
        others=teams.colleagues(current_user),
        to=request.form.get("to", ""),
        stay="stay" in request.form or request.method == "GET",
        told=told,
        error=error,
        refused=refused or [],
        asks=asks,
    ), 422 if error or refused or asks else 200


@blueprint.get("/handover", endpoint="handover_many")
def handover_many() -> Any:
    only_case_workers()
    return _many()


def _question(to: User, uuids: list[str]) -> dict[str, Any] | None:
    """What is asked once: which cases go, to whom. None where the form showed just that and is sent again."""
    about = fingerprint({"cases": sorted(uuids), "to": to.uuid, "stay": "stay" in request.form})
    if request.form.get("seen", "") == about:
        return None
    titles = [title_of(case, opened) for case, opened in map(case_of, uuids)]
    return {"seen": about, "titles": titles, "who": to.called}


@blueprint.post("/handover", endpoint="hand_over_many")
def hand_over_many() -> Any:
    """Asks first; then each case for itself: one that cannot be given away stays, and is named with the
    reason."""
    only_case_workers()
    given, refused = 0, []
    try:
        to = _to()
        if not request.form.getlist("cases"):
            raise CaseError(N_("Choose at least one case."))
    except CaseError as error:
        return _many(error=refusal(error))
    uuids = list(dict.fromkeys(request.form.getlist("cases")))
    if asks := _question(to, uuids):
        return _many(asks=asks)
    for uuid in uuids:
        case, opened = case_of(uuid)
        title = opened.show("case", case.uuid, "title", case.title)
        try:
            _give(case, opened, to)
            given += 1
        except (CasesShut, KeyMoved):
            raise
        except CaseError as error:
            refused.append((title, str(refusal(error))))
    told = ""
    if given:
        who = to.called
        told = ngettext(
            "%(num)s case handed over to %(who)s.", "%(num)s cases handed over to %(who)s.", given, who=who
        )
    return _many(told, "", refused)
