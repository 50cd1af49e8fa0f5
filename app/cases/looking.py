"""Who looked at a case: the log's lines about it, day by day, for its lead. Counts of what was done, no
content: there is none in the log."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from app.audit import AuditLine
from app.auth.models import User
from app.cases import clock
from app.cases.access import of_team
from app.cases.models import Case

DAYS = 60


@dataclass(frozen=True)
class Look:
    """What one account did with a case on one day. ``stranger``: not of the team now, as who is there
    for an emergency is not."""

    on: date
    who: str
    read: int
    changed: int
    stranger: bool


def reads(verb: str) -> bool:
    """Whether a line of the log says that something was looked at."""
    return verb.rpartition(".")[2] in {"read", "letter", "found", "exported", "searched"}


def of_case(case: Case) -> list[Look]:
    """The last two months, the latest first. Three queries. What a partner did through a link has no name."""
    begin = clock.begin_of(clock.today() - timedelta(days=DAYS))
    lines = AuditLine.select().where(AuditLine.about == case.uuid, AuditLine.at >= begin, AuditLine.who != "")
    counts: dict[tuple[date, str], list[int]] = defaultdict(lambda: [0, 0])
    for line in lines:
        counts[clock.day_of(line.at), line.who][0 if reads(line.verb) else 1] += 1
    people = {user.uuid: user for user in User.select().where(User.uuid.in_({who for _on, who in counts}))}
    team = of_team(case)
    found = []
    for (on, who), (read, changed) in counts.items():
        user = people.get(who)
        name = user.called if user else who
        found.append(Look(on, name, read, changed, user is None or user.id not in team))
    return sorted(found, key=lambda one: (one.on, one.who), reverse=True)
