"""What stands around a service: whether it can take somebody now, whom to call otherwise, its relations."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask_babel import format_date
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.i18n import N_, day, language
from app.resources import colleagues
from app.resources.blueprint import blueprint
from app.resources.criteria import clean
from app.resources.editing import sheet_or_404
from app.resources.editor import EDITORS, editor
from app.resources.from_case import sheet_url
from app.resources.rows import Row, rows
from app.resources.whole import whole
from app.security import needs_role
from directory import availability, clock, relations, search
from directory.answers import Criteria, Hit
from directory.availability import AHEAD, OPEN, STOP, WAITING, ClosedPeriod, NotPossible
from directory.models import Service
from directory.relations import NotRelated

STATES = {
    WAITING: N_("Waiting list"),
    STOP: N_("Takes no new people"),
    OPEN: N_("Has room again"),
}
# Kind → its words from this end, and from the far end.
KINDS = {
    "part_of": (N_("Part of"), N_("Includes")),
    "network": (N_("Same network"), N_("Same network")),
    "former_name": (N_("Former name of"), N_("Formerly")),
    "alternative": (N_("When full, call"), N_("Steps in for")),
}
NEXT = {
    "alternative": N_("as the editors advise"),
    "network": N_("same network"),
    "same": N_("same kind of help"),
}
PROBLEMS = {
    "state": N_("Choose one of the options."),
    "day": N_(
        "This day is not possible: a service cannot be full from a future day, "
        "or closed on days that are past."
    ),
    "order": N_("The last day is before the first, or already past."),
    "long": N_("That is too far ahead: a year at most."),
    "words": N_("This is too long."),
    "missing": N_("Give the first and the last day."),
    "kind": N_("Choose one of the options."),
    "self": N_("A sheet has no relation with itself."),
    "twice": N_("This relation stands there already."),
    "round": N_("That goes round in a circle: the other one already leads back to this sheet."),
}
MOST = 8


@dataclass(frozen=True)
class Around:
    """For the page of a sheet. ``told``: how full it is, in words; ``stale``: what is believed no more;
    ``shut``: closed today; ``soon``: closures and holidays to come; ``next``: (row, why), only where the
    service cannot take anybody now.
    """

    told: str
    stale: str
    shut: str
    soon: list[str]
    next: list[tuple[Row, str]]
    ties: list[tuple[str, list[tuple[str, str]]]]
    periods: list[ClosedPeriod]


def _fullness(sheet: Service, on: date) -> tuple[str, str]:
    row = availability.saturation(sheet)
    if row is None or row.state == OPEN:
        return "", ""
    by = colleagues.name(row.who)
    words = _("%(state)s since %(since)s", state=_(STATES[row.state]), since=day(row.since))
    source = _("told on %(day)s", day=day(clock.local_day(row.at))) + (f", {by}" if by else "")
    if availability.is_full(row, on):
        until = _("counts until %(day)s", day=day(row.until))
        return f"{words} ({source}; {until})", ""
    return "", _("%(words)s (%(source)s): ask again, this is no longer certain.", words=words, source=source)


def closed_words(period: ClosedPeriod) -> str:
    """A closed period in words."""
    if period.first == period.last:
        words = _("Closed on %(day)s", day=format_date(period.first, "EEE d MMM y"))
    else:
        words = _("Closed from %(first)s to %(last)s", first=day(period.first), last=day(period.last))
    return str(_("%(when)s: %(why)s", when=words, why=period.why) if period.why else words)


def _holidays(sheet: Service) -> list[str]:
    words = {
        True: N_("%(day)s is a public holiday (%(name)s): closed"),
        False: N_("%(day)s is a public holiday (%(name)s): open all the same"),
        None: N_("%(day)s is a public holiday (%(name)s): call first, the opening hours do not mention it"),
    }
    coming = availability.coming_holidays(sheet.opening_hours, language())
    return [
        _(words[one.shut], day=str(format_date(one.day, "EEEE d MMM")).capitalize(), name=one.name)
        for one in coming
    ]


def _ties(sheet: Service) -> list[tuple[str, list[tuple[str, str]]]]:
    """(Kind in words, [(external id, name)]) in the order of the kinds."""
    found: dict[str, list[tuple[str, str]]] = {}
    for tie in relations.of(sheet):
        words = _(KINDS[tie.kind][tie.inverse])
        found.setdefault(words, []).append((tie.sheet.external_id, tie.sheet.name(language())[0]))
    return list(found.items())


def around(sheet: Service) -> Around:
    """What the page of ``sheet`` says of it."""
    on = availability.today()
    told, stale = _fullness(sheet, on)
    periods = availability.closures(sheet, on)
    now = [closed_words(one) for one in periods if one.first <= on]
    later = [closed_words(one) for one in periods if on < one.first and (one.first - on).days <= AHEAD]
    chosen = relations.call_next(sheet) if told or now else []
    why = {one.external_id: code for one, code in chosen}
    shown = rows([Hit(one.external_id) for one, _code in chosen], current_user)
    return Around(
        told, stale, "; ".join(now), [*later, *_holidays(sheet)],
        [(row, _(NEXT[why[row.line.external_id]])) for row in shown], _ties(sheet), periods,
    )  # fmt: skip


def _day(name: str) -> date | None:
    """The day of a field; None when it is empty. Raises NotPossible for one that does not exist."""
    text = clean(request.form.get(name, ""), 20)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise NotPossible("day") from error


def _refused(template: str, sheet: Service, kind: str, **more: Any) -> Any:
    context = {"sheet": sheet, "name": sheet.name(language())[0], "typed": request.form, **more}
    return render_template(template, error=_(PROBLEMS[kind]), **context), 422


@blueprint.post("/resources/<external_id>/full", endpoint="full")
def full(external_id: str) -> Any:
    """Anybody who hears on the phone that a service is full, or has room again, tells colleagues."""
    sheet = sheet_or_404(external_id)
    state = clean(request.form.get("state", ""), 20)
    try:
        since, until = _day("since"), _day("until")
        with recorded("sheet.saturation", sheet.external_id, current_user.uuid):
            availability.report(sheet, state, current_user.uuid, since, until)
    except NotPossible as bad:
        return _refused("resources/full.html", sheet, bad.kind, states=states())
    return redirect(sheet_url(external_id), 303)


def states() -> list[tuple[str, str]]:
    """What can be told, in words."""
    return [(code, _(words)) for code, words in STATES.items()]


@editor.post("/resources/<external_id>/closed")
@needs_role(*EDITORS)
def closed(external_id: str) -> Any:
    """Add a closed period, or take one away (``remove``)."""
    sheet = sheet_or_404(external_id)
    gone = clean(request.form.get("remove", ""), 40)
    try:
        first, last = _day("first"), _day("last")
        if not gone and (first is None or last is None):
            raise NotPossible("missing")
        with recorded("sheet.closed_period", sheet.external_id, current_user.uuid):
            if first is not None and last is not None and not gone:
                why = whole("why", 300)
                availability.close(sheet, first, last, why, current_user.uuid)
            elif not availability.open_again(sheet, gone, current_user.uuid):
                abort(404)
    except NotPossible as bad:
        return _refused("resources/closed.html", sheet, bad.kind)
    return redirect(sheet_url(external_id), 303)


def _relating(sheet: Service, status: int = 200, error: str = "") -> Any:
    q = clean(request.values.get("q", ""), 200)
    hits = search.find(Criteria(q=q), limit=MOST + 1).hits if q else []
    ids = [hit.external_id for hit in hits if hit.external_id != sheet.external_id][:MOST]
    found = {row.external_id: row for row in Service.select().where(Service.external_id.in_(ids))}
    ties = [
        (tie.uuid, _(KINDS[tie.kind][tie.inverse]), tie.sheet.external_id, tie.sheet.name(language())[0])
        for tie in relations.of(sheet)
    ]
    kinds = [(code, _(words[0])) for code, words in KINDS.items()]
    context = {
        "sheet": sheet, "name": sheet.name(language())[0], "q": q, "ties": ties, "kinds": kinds,
        "error": error,
        "kind": clean(request.values.get("kind", ""), 20),
        "found": [(one, found[one].name(language())[0]) for one in ids if one in found],
    }  # fmt: skip
    return render_template("resources/relations.html", **context), status


@editor.get("/resources/<external_id>/relations")
@needs_role(*EDITORS)
def relating(external_id: str) -> Any:
    return _relating(sheet_or_404(external_id))


@editor.post("/resources/<external_id>/relations")
@needs_role(*EDITORS)
def relate(external_id: str) -> Any:
    """``other``: the external id to relate to by ``kind``; ``remove``: the relation to take away."""
    sheet, gone = sheet_or_404(external_id), clean(request.form.get("remove", ""), 40)
    try:
        with recorded("sheet.related", sheet.external_id, current_user.uuid):
            if gone:
                relations.part(sheet, gone)
            else:
                other = sheet_or_404(clean(request.form.get("other", ""), 255))
                relations.relate(sheet, other, clean(request.form.get("kind", ""), 20), current_user.uuid)
    except NotRelated as bad:
        return _relating(sheet, 422, _(PROBLEMS[bad.kind]))
    return redirect(url_for("editor.relating", external_id=external_id), 303)
