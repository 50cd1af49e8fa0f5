"""Case conferences: who took part, and minutes limited to what is needed."""

from datetime import datetime, time
from typing import Any

from app.auth.models import User
from app.cases import clock, closing
from app.cases.errors import CaseError
from app.cases.models import Case, Conference
from app.cases.opening import Opened
from app.cases.writing import written
from app.i18n import N_


def hold(case: Case, opened: Opened, by: User, given: dict[str, str]) -> Conference:
    """Record a conference.

    Raises:
        CaseError: no day or none that exists, nobody took part, or the client was not told.
    """
    on = clock.must_read_day(given.get("on", ""))
    facts = {name: given.get(name, "").strip()[:10_000] for name in ("participants", "decisions")}
    if not facts["participants"] or not facts["decisions"]:
        raise CaseError(N_("Say who took part and what was agreed."))
    if not given.get("told"):
        raise CaseError(N_("The client knows of the conference and agrees: record that first."))
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
