"""Freshness at a glance: how true the directory is, for those who keep it."""

from datetime import date
from typing import Any

from flask import render_template, url_for
from flask_babel import format_date
from flask_babel import gettext as _

from app.i18n import language
from app.resources.charts import Bar, bars, curve
from app.resources.editor import EDITORS, editor
from app.resources.models import Unmet
from app.resources.unmet import search_of
from app.security import needs_role
from directory import clock, figures, taxonomies

MOST = 10


def _shares(day: date) -> tuple[list[Bar], int, int]:
    """(A bar for each category, fresh sheets, all sheets)."""
    shares = figures.fresh_by_category(day)
    rows = []
    for one in shares:
        words = taxonomies.label("category", one.category, language())
        url = url_for("resources.search", category=one.category)
        value = _("%(fresh)s of %(total)s", fresh=one.fresh, total=one.total)
        rows.append(Bar(words, url, round(100 * one.fresh / one.total, 1), value))
    return rows, sum(one.fresh for one in shares), sum(one.total for one in shares)


def _unmet() -> list[Bar]:
    rows = Unmet.select().where(~Unmet.done).order_by(Unmet.times.desc(), Unmet.id.desc()).limit(MOST)
    return bars([(row.words, search_of(row), row.times) for row in rows])


def _used(day: date) -> list[Bar]:
    return bars(
        [
            (sheet.name(language())[0], url_for("resources.sheet", external_id=sheet.external_id), times)
            for sheet, times in figures.most_used(day, MOST)
        ]
    )


def _age(low: int, high: int | None) -> str:
    if high is None:
        return _("longer than %(days)s days", days=low)
    if low == 0:
        return _("less than %(days)s days", days=high)
    return _("%(low)s to %(high)s days", low=low, high=high)


def _waiting(day: date) -> list[Bar]:
    url = url_for("editor.suggestions")
    return bars([(_age(low, high), url, count) for low, high, count in figures.waiting(day)])


@editor.get("/editor/freshness")
@needs_role(*EDITORS)
def freshness() -> Any:
    day = clock.today()
    shares, fresh, total = _shares(day)
    points = [(str(format_date(at, "MMM y")), number) for at, number in figures.due_curve(day)]
    return render_template(
        "resources/freshness.html",
        shares=shares,
        fresh=fresh,
        total=total,
        percent=round(100 * fresh / total) if total else 0,
        lately=figures.checked_lately(day),
        due=curve(points, total),
        unmet=_unmet(),
        used=_used(day),
        waiting=_waiting(day),
    )
