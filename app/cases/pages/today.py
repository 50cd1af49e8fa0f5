"""The day: what waits for the reader. And the team's load, in counts, for its coordinator."""

from typing import Any

from flask import render_template
from flask_login import current_user

from app.audit import recorded
from app.cases import clock, desk, feed_words, load, names, tie_names
from app.cases import today as day
from app.cases.pages.base import blueprint, mine, only_case_workers, private
from app.i18n import language
from app.security import needs_role


@blueprint.get("/today", endpoint="today")
def today() -> Any:
    only_case_workers()
    cases, opened = mine()
    found = day.gather(current_user, private(), cases, opened, language())
    row = desk.of(current_user)
    feed_words.refresh(row, found.tasks)
    with recorded("today.read", "", current_user.uuid):
        return render_template(
            "cases/today.html", day=found, on=clock.today(), away=row.away_until,
            became=[tie_names.became(), tie_names.became(plan=True)],
        )  # fmt: skip


@blueprint.get("/team", endpoint="team")
@needs_role("coordinator")
def team() -> Any:
    loads = load.of_everybody(clock.today())
    columns = [(code, words) for code, words in names.loads().items()]
    return render_template(
        "cases/team.html",
        loads=loads,
        total=load.total(loads),
        columns=columns,
        profiles=dict(names.profiles()),
    )
