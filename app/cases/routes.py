"""The pages of case work: importing them hangs them on the blueprint."""

from app.cases.pages import (
    board,
    consents,
    desk,
    handover,
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
    "consents",
    "desk",
    "handover",
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
