"""Checking: what is due, the most used first, and the click that says that a sheet is right as it stands."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import peewee
from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.i18n import day, language
from app.resources.checks import PART_WORDS, PROBLEMS, UNKNOWN, UNSEEN, check_view, hows
from app.resources.criteria import clean
from app.resources.edit_forms import field_label, value_in_words
from app.resources.editing import sheet_or_404, version_of_form
from app.resources.editor import EDITORS, editor
from app.resources.from_case import sheet_url
from app.resources.sheets import with_labels
from app.resources.views import PhoneView, phones
from app.resources.whole import whole
from app.security import needs_role
from directory import clock, coding, figures, snapshots, taxonomies, usage, verifying
from directory.models import Phone, Service
from directory.snapshots import CRITICAL, Snapshot
from directory.suggestions import OPEN, Suggestion
from directory.verifying import HOWS, PARTS, BadCheck, Unseen

LINES = 40
SOON = timedelta(days=30)


@dataclass(frozen=True)
class Confirmed:
    """All of a sheet that one click confirms: ``phones``, the other ``parts`` (label, words), and the labels
    of those of which nothing is noted (``unnoted``)."""

    phones: list[PhoneView]
    parts: list[tuple[str, str]]
    unnoted: str
    secret: bool


@dataclass(frozen=True)
class Due:
    """A sheet in the queue."""

    external_id: str
    name: str
    name_lang: str
    category: str
    confirmed: Confirmed
    website: str
    since: str
    times: int
    remarks: int
    version: int


def _since(sheet: Service) -> str:
    checked = sheet.verified_on
    due = verifying.due_on(checked, sheet.rhythm)
    if checked is None or due is None:
        return _("never checked by your service")
    if due <= clock.today():
        return _("due since %(day)s", day=day(due))
    return _("checked on %(checked)s, due on %(due)s", checked=day(checked), due=day(due))


def _words(part: str, held: Snapshot) -> str:
    """A part of a sheet in one text, as its page says it; '' where nothing is noted."""
    if part == "access":
        return with_labels("access", coding.access(held["access"]), held["access"])
    texts = [value_in_words(name, held[name]) for name in CRITICAL[part] if name != "phone_interpreter"]
    interpreter = held["phone_interpreter"]
    if part == "languages" and interpreter != "unknown":
        answer = value_in_words("phone_interpreter", interpreter).lower()
        texts.append(f"{_('Telephone interpreter')}{_(':')} {answer}")
    return ", ".join(filter(None, texts))


def _confirmed(held: Snapshot, secret: bool) -> Confirmed:
    numbers: Any = [Phone(**one) for one in held["phones"]]
    words = {part: _words(part, held) for part in PARTS}
    parts = [(_(PART_WORDS[part]), text) for part, text in words.items() if text and part != "phone"]
    unnoted = ", ".join(_(PART_WORDS[part]) for part, text in words.items() if not text)
    return Confirmed(phones(numbers), parts, unnoted, secret)


def _line(row: Any, held: Snapshot, lang: str) -> Due:
    name, name_lang = row.name(lang)
    return Due(
        row.external_id, name, name_lang, taxonomies.label("category", row.category, lang),
        _confirmed(held, row.address_restricted), row.website,
        _since(row), row.opened, row.remarks, row.version,
    )  # fmt: skip


def _queue(by: date, most: int) -> tuple[list[Due], int]:
    """What is due by a day: the most used first, then what waits longest; and how many there are in all."""
    used = usage.lately(by)
    times = peewee.fn.COALESCE(used.c.times, 0)
    late = Service.select(Service, times.alias("opened")).where(~Service.archived, verifying.due_by(by))
    never = peewee.Case(None, [(Service.verified_on.is_null(), 0)], 1)
    ordered = late.join(used, peewee.JOIN.LEFT_OUTER, on=(used.c.used == Service.id)).order_by(
        times.desc(), never, Service.verified_on, Service.id
    )
    total = Service.select().where(~Service.archived, verifying.due_by(by)).count()
    rows: list[Any] = list(ordered.limit(most).objects())
    held = snapshots.of_many(rows)
    return [_line(row, held[row.id], language()) for row in rows], total


@editor.get("/editor")
@needs_role(*EDITORS)
def due() -> Any:
    """The start page of who keeps the directory."""
    soon = request.args.get("soon") == "1"
    show = request.args.get("show", "")
    most = min(int(show), 1000) if show.isascii() and show.isdigit() and len(show) < 5 else LINES
    rows, total = _queue(clock.today() + (SOON if soon else timedelta()), most)
    done = Service.get_or_none(Service.external_id == clean(request.args.get("done", ""), 255))
    return render_template(
        "resources/due.html",
        rows=rows,
        total=total,
        empty=not rows and not figures.any_sheet(),
        soon=soon,
        more=most + LINES if total > most else 0,
        hows=hows(),
        how=request.args.get("how", HOWS[0]),
        done=done.name(language())[0] if done else "",
        waiting=Suggestion.select().where(Suggestion.state == OPEN).count(),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _again(sheet: Service, status: int, **typed: Any) -> Any:
    """The form of a check as it was filled in, and what keeps it from being recorded."""
    view = check_view(sheet) | typed
    page = render_template(
        "resources/check.html", sheet=sheet, check=view, label=field_label, shown=value_in_words
    )
    return page, status


@editor.post("/resources/<external_id>/check")
@needs_role(*EDITORS)
def check(external_id: str) -> Any:
    """The sheet, or the parts that are ticked, are right as they stand."""
    sheet = sheet_or_404(external_id)
    form = request.form
    how, chosen = clean(form.get("how", ""), 20), [clean(one, 20) for one in form.getlist("parts")]
    source, on = whole("source", 2000), clean(form.get("on", ""), 20) or clock.today().isoformat()
    when, seen = _day(on), version_of_form()
    typed = {"how": how, "chosen": chosen, "source": source, "on": on}
    typed |= {name: form.get(name, "") for name in ("next", "soon")}
    try:
        if when is None:
            raise BadCheck("day")
        with recorded("sheet.checked", sheet.external_id, current_user.uuid):
            verifying.verify(sheet, current_user.uuid, how, source, when, chosen or PARTS, seen)
    except BadCheck as bad:
        return _again(sheet, 422, **typed, version=seen, error=_(PROBLEMS[bad.kind]))
    except Unseen as late:
        sheet = sheet_or_404(external_id)
        now = _confirmed(snapshots.of(sheet), sheet.address_restricted)
        error = _(UNSEEN if late.changes else UNKNOWN)
        return _again(sheet, 409, **typed, changes=late.changes, now=now, error=error)
    if form.get("next") == "due":
        soon = "1" if form.get("soon") == "1" else None
        return redirect(url_for("editor.due", done=external_id, how=how, soon=soon), 303)
    return redirect(sheet_url(external_id), 303)
