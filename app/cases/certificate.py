"""A certificate of attendance: name, day, place and nothing else. The one paper that may go to the justice
chain, at the client's request (practice.md, 1 and 2.6)."""

from dataclasses import dataclass
from datetime import date

from app.auth.models import User
from app.cases import clock
from app.cases.errors import CaseError
from app.cases.models import Case
from app.cases.opening import Opened
from app.cases.typed import within
from app.cases.writing import written
from app.i18n import CODES, N_

LONGEST = 200


@dataclass(frozen=True)
class Certificate:
    """What stands on it."""

    name: str
    on: date
    place: str
    lang: str


def make(case: Case, opened: Opened, by: User, given: dict[str, str]) -> Certificate:
    """A certificate, given to the client.

    Raises:
        CaseError: the client did not ask for it, no name, a text that is too long, or a day that does not
            exist or is still to come.
    """
    if not given.get("asked"):
        raise CaseError(N_("Only at the client's own request."), "asked")
    name = within(given.get("name", ""), LONGEST, "name")
    if not name:
        raise CaseError(N_("Which name is to stand on it?"), "name")
    on = clock.must_read_day(given.get("on", ""), "on")
    if on > clock.today():
        raise CaseError(
            N_("A certificate says that somebody was here: the day cannot be in the future."), "on"
        )
    lang, place = given.get("lang", ""), within(given.get("place", ""), LONGEST, "place")
    with written("certificate.given", case, opened, by):
        return Certificate(name, on, place, lang if lang in CODES else "nl")
