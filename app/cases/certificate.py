"""A certificate of attendance: name, day, place and nothing else. The one paper that may go to the justice
chain, at the client's request (practice.md, 1 and 2.6)."""

from dataclasses import dataclass
from datetime import date

from app.auth.models import User
from app.cases import clock
from app.cases.errors import CaseError
from app.cases.models import Case
from app.cases.opening import Opened
from app.cases.writing import written
from app.i18n import CODES, N_


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
        CaseError: the client did not ask for it, no name, or a day that does not exist or is still to come.
    """
    if not given.get("asked"):
        raise CaseError(N_("Only at the client's own request."))
    name = given.get("name", "").strip()[:200]
    if not name:
        raise CaseError(N_("Which name is to stand on it?"))
    on = clock.must_read_day(given.get("on", ""))
    if on > clock.today():
        raise CaseError(N_("A certificate says that somebody was here: the day is not to come."))
    lang = given.get("lang", "")
    with written("certificate.given", case, opened, by):
        return Certificate(name, on, given.get("place", "").strip()[:200], lang if lang in CODES else "nl")
