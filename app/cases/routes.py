"""The pages of case work: importing them hangs them on the blueprint."""

from app.cases.pages import (
    board,
    closing,
    consents,
    desk,
    emergency,
    handover,
    leaving,
    notes,
    overview,
    papers,
    partner,
    people,
    quick,
    referrals,
    team,
    ties,
    today,
)
from app.cases.pages.base import blueprint

__all__ = [
    "blueprint",
    "board",
    "closing",
    "consents",
    "desk",
    "emergency",
    "handover",
    "leaving",
    "notes",
    "overview",
    "papers",
    "partner",
    "people",
    "quick",
    "referrals",
    "team",
    "ties",
    "today",
]
