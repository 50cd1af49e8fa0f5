"""Withdrawing a consent works at once: what depends on it stops, and the partner never hears why."""

from app.auth.models import User
from app.cases import clock, consent, lifecycle, referrals
from app.cases.models import Case, Consent, Referral
from app.cases.opening import Opened
from app.cases.writing import written
from directory.clock import now


def depending(case: Case, row: Consent) -> list[Referral]:
    """The open referrals that something in this consent lets go."""
    query = Referral.select().where(Referral.case == case, Referral.status.in_(lifecycle.OPEN))
    found = []
    for referral in query:
        blocks = set(referral.blocks.split())
        if row.party == "linked":
            depends = "linked" in blocks and "share" in row.scope.split()
        else:
            depends = referral.service_id == row.service_id and referral.unit == row.unit
        if depends and referral.kind != "info":
            found.append(referral)
    return found


def withdraw(case: Case, opened: Opened, row: Consent, by: User) -> int:
    """End a consent and cancel the open referrals that it no longer covers, in one transaction.

    Another consent that still covers a referral keeps it alive. Returns how many were cancelled.
    """
    cancelled = 0
    with written("consent.withdrawn", case, opened, by):
        waiting = depending(case, row)
        changed = Consent.update(withdrawn=now()).where(Consent.id == row.id, Consent.withdrawn.is_null())
        if not changed.execute():
            return 0
        for referral in waiting:
            if consent.covers(referral):
                continue
            if referral.status == "draft":
                kept = [name for name in referral.conditions.split() if name != "agrees"]
                Referral.update(conditions=" ".join(kept)).where(Referral.id == referral.id).execute()
                continue
            code = "client_withdrew" if row.party == "client" else "linked_withdrew"
            referrals.take(case, opened, referral, by, "cancel", code)
            cancelled += 1
    return cancelled


def frozen(case: Case) -> bool:
    """Whether notes about a linked person's own support are frozen: not every linked person agrees to it."""
    return "support" not in consent.linked_scope(case, clock.today())
