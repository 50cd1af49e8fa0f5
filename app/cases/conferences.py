"""Case conferences: who took part, and minutes limited to what is needed."""

from datetime import datetime, time
from typing import Any

from app.auth.models import User
from app.cases import clock, closing
from app.cases.errors import CaseError
from app.cases.models import Case, Conference
from app.cases.opening import Opened
from app.cases.typed import within
from app.cases.writing import written
from app.i18n import N_

LONGEST = 10_000


def hold(case: Case, opened: Opened, by: User, given: dict[str, str]) -> Conference:
    """Record a conference.

    Raises:
        CaseError: no day or none that exists, nobody took part, a text is too long, or the
            client was not told.
    """
    on = clock.must_read_day(given.get("on", ""), "on")
    facts = {name: within(given.get(name, ""), LONGEST, name) for name in ("participants", "decisions")}
    for name, text in facts.items():
        if not text:
            raise CaseError(N_("Say who took part and what was agreed."), name)
    if not given.get("told"):
        raise CaseError(N_("The client knows of the conference and agrees: record that first."), "told")
    row = Conference(case=case, author=by, at=datetime.combine(on, time(11)))
    row.facts = opened.hide_facts("conference", row.uuid, facts)
    with written("conference.held", case, opened, by):
        row.save(force_insert=True)
        closing.begun(case, opened, by)
    return row


def of_case(case: Case, opened: Opened) -> list[tuple[datetime, dict[str, Any]]]:
    """The conferences of a case, the latest first."""
    rows = Conference.select().where(Conference.case == case).order_by(Conference.at.desc())
    return [(row.at, opened.read_facts("conference", row.uuid, row.facts, "decisions")) for row in rows]
