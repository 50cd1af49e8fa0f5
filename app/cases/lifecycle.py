"""The life of a referral as a table: which verb leads from which state to which (practice.md, section 5).

Pure: no database, no consent. ``app.cases.referrals`` adds the conditions under which a step is allowed.
"""

from app.cases.errors import CaseError
from app.i18n import N_

KINDS = ("info", "letter", "warm", "sent")
OUTCOMES = ("started", "partly", "not", "unknown")
CANCELLED_BY = ("us", "client_withdrew", "linked_withdrew")
_ENDS = {"cancel": "cancelled", "mistake": "entered_in_error"}
_AWAITING = {
    "accept": "accepted", "reject": "rejected", "hold": "on_hold", "fail": "failed", "expire": "expired",
    **_ENDS,
}  # fmt: skip
STEPS: dict[str, dict[str, str]] = {
    "draft": {"give": "given", "request": "requested", **_ENDS},
    "requested": {"receive": "received", **_AWAITING},
    "received": dict(_AWAITING),
    "accepted": {
        "start": "in_progress", "complete": "completed", "hold": "on_hold", "fail": "failed",
        "expire": "expired", **_ENDS,
    },
    "in_progress": {"complete": "completed", "hold": "on_hold", "fail": "failed", **_ENDS},
    "on_hold": {"start": "in_progress", **_AWAITING},
    # An address or a letter was given: its outcome is unknown until somebody asks.
    "given": {"complete": "completed", **_ENDS},
    "completed": {"mistake": "entered_in_error"},
    "rejected": {"mistake": "entered_in_error"},
    "cancelled": {"mistake": "entered_in_error"},
    "failed": {"mistake": "entered_in_error"},
    "expired": {"mistake": "entered_in_error"},
    "entered_in_error": {},
}  # fmt: skip
# Under way: something was, or is about to be, asked of somebody.
UNDER_WAY = ("requested", "received", "accepted", "in_progress", "on_hold")
OPEN = ("draft", *UNDER_WAY)
# These go forward, so they need everything that leaving the service needs; the others only end or report.
FORWARD = frozenset({"give", "request", "receive", "accept", "start", "hold"})


def step(status: str, verb: str) -> str:
    """The state that ``verb`` leads to. Raises CaseError when it does not exist from here."""
    try:
        return STEPS[status][verb]
    except KeyError as error:
        raise CaseError(N_("This step is not possible from where the referral stands now.")) from error


def first_verb(kind: str) -> str:
    """How a referral of a kind leaves the draft: info and letter are given, the others asked."""
    return "give" if kind in {"info", "letter"} else "request"


def verbs(status: str, kind: str) -> list[str]:
    """The verbs that are possible from a state, for a kind."""
    other = {"give": "request", "request": "give"}[first_verb(kind)]
    return [verb for verb in STEPS[status] if verb != other]
