"""Referrals: from a sheet or a unit of the own service to what came of it.

Every step goes through ``take``, which holds the rules: the table of ``lifecycle``, the five conditions of
shared secrecy, a preview, consent, and no content to the justice chain (practice.md, 2.6 and section 5).
"""

from datetime import date, datetime, timedelta
from typing import Any

from app.audit import recorded
from app.auth.models import User
from app.cases import clock, closing, consent, desk, lifecycle, tasks
from app.cases.errors import CaseError
from app.cases.models import Case, Referral, ReferralEvent, ReferralLink, Task
from app.cases.opening import Opened
from app.cases.overtaken import compare
from app.cases.typed import within
from app.cases.writing import written
from app.i18n import CODES, N_
from app.vault.errors import Tampered
from directory import taxonomies
from directory.clock import now
from directory.models import Service

# Prison management and its psychosocial service, justice houses, police and prosecutor: nothing with
# content is addressed to them. Their address may be given to the client.
JUSTICE_CHAIN = frozenset({"prison", "justice_house", "police", "prosecutor", "court"})
# The five things to be recorded before anything about a client leaves the service (practice.md, 2.6).
CONDITIONS = ("told", "agrees", "serves", "limited", "bound")
# Under this name the content of a referral keeps the texts that are not taken along.
ASIDE = "aside"
# Two of them are about the text itself: another text asks them anew.
OF_THE_TEXT = ("agrees", "limited")
# Of the text of one block, in characters.
LONGEST = 10_000
UNITS = ("psychologist", "jurist", "criminologist", "social_assistant")
_MISSING_CODE = {"reject": N_("Choose the reason of the refusal."), "complete": N_("Choose the outcome.")}
_OF_A_STEP = [
    Referral.status, Referral.news, Referral.asked, Referral.answered, Referral.reason, Referral.outcome,
    Referral.until,
]  # fmt: skip


def begin(
    case: Case, opened: Opened, by: User, kind: str, service: Service | None = None, unit: str = ""
) -> Referral:
    """A referral, as a draft; *info* is given at once, since nothing about the client leaves.

    Raises:
        CaseError: an unknown kind or unit, or anything but *info* to the justice chain.
    """
    if kind not in lifecycle.KINDS:
        raise CaseError(N_("Choose how you refer: info, letter, warm or sent."))
    if (service is None) == (unit not in UNITS):
        raise CaseError(N_("Choose to whom."))
    referral = Referral(case=case, service=service, unit=unit, author=by, kind=kind, status="draft")
    _not_to_justice(referral)
    with written("referral.draft", case, opened, by):
        referral.save(force_insert=True)
        closing.begun(case, opened, by)
        if kind == "info":
            _move(referral, "give", by)
            _ask_later(referral, opened, by)
    return referral


def _not_to_justice(referral: Referral) -> None:
    if referral.kind != "info" and referral.service and referral.service.category in JUSTICE_CHAIN:
        raise CaseError(
            N_("Nothing about a client goes to prison or justice services. You can give the address.")
        )


def compose(
    case: Case, opened: Opened, referral: Referral, by: User, blocks: dict[str, str], lang: str,
    others: dict[str, str] | None = None, seen: str | None = None,
) -> None:  # fmt: skip
    """What would leave: the words of each block that is taken along. Every change asks a new preview, and the
    client's agreement to the new text.

    ``others`` are the texts of blocks that are not ticked: they stay with the draft and leave nowhere.
    ``seen`` is the fingerprint of what the form showed (``draft_of``).

    Raises:
        CaseError: it has left already, nothing is taken along, or a text is too long; Overtaken.
    """
    kept, lang = _texts(blocks), lang if lang in CODES else "nl"
    if not kept:
        raise CaseError(N_("Take at least one block along."))
    with written("referral.composed", case, opened, by):
        if _status(referral) != "draft":
            raise CaseError(N_("What has left cannot be changed any more."))
        there = Referral.get_by_id(referral.id)
        held = aside_of(opened, there) | words_of(opened, there) | (others or {})
        aside = {code: text for code, text in _texts(held).items() if code not in kept}
        if seen is not None:
            compare(seen, draft_of(opened, there), aside | kept | {"take": list(kept), "lang": lang})
        facts = kept | ({ASIDE: aside} if aside else {})
        referral.content = opened.hide_facts("referral", referral.uuid, facts, "content")
        referral.blocks, referral.lang = " ".join(kept), lang
        referral.version, referral.previewed = there.version + 1, 0
        still = [name for name in there.conditions.split() if name not in OF_THE_TEXT]
        referral.conditions = " ".join(still)
        referral.save()


def _texts(blocks: dict[str, str]) -> dict[str, str]:
    """The blocks that say something, in their order. Raises CaseError: one is too long."""
    texts = {code: within(blocks.get(code, ""), LONGEST, f"text-{code}") for code in consent.BLOCKS}
    return {code: text for code, text in texts.items() if text}


def _content(opened: Opened, referral: Referral) -> dict[str, Any]:
    if referral.content is None:
        return {}
    return opened.show_facts("referral", referral.uuid, referral.content, "content")


def is_damaged(opened: Opened, referral: Referral) -> bool:
    """Whether the texts cannot be read any more. Nothing of it leaves then, and its steps are still taken."""
    try:
        _content(opened, referral)
    except Tampered:
        return True
    return False


def words_of(opened: Opened, referral: Referral) -> dict[str, str]:
    """The blocks that are taken along, as they were composed."""
    return {code: text for code, text in _content(opened, referral).items() if code != ASIDE}


def aside_of(opened: Opened, referral: Referral) -> dict[str, str]:
    """The texts that were typed and are not taken along."""
    return dict(_content(opened, referral).get(ASIDE, {}))


def draft_of(opened: Opened, referral: Referral) -> dict[str, Any]:
    """What the form of a letter shows: all texts, which are ticked, the language."""
    texts = aside_of(opened, referral) | words_of(opened, referral)
    return texts | {"take": referral.blocks.split(), "lang": referral.lang} if texts else {}


def previewed(case: Case, opened: Opened, referral: Referral, by: User, version: int) -> None:
    """Record that this version was looked at. Raises CaseError when it changed in the meantime."""
    with written("referral.previewed", case, opened, by):
        if (
            version != Referral.select(Referral.version).where(Referral.id == referral.id).scalar()
            or not version
        ):
            raise CaseError(N_("The text has changed since. Look at it once more."))
        referral.previewed = version
        Referral.update(previewed=version).where(Referral.id == referral.id).execute()


def record_conditions(
    case: Case, opened: Opened, referral: Referral, by: User, conditions: list[str]
) -> list[str]:
    """Record which of the five conditions are met, in place of what was recorded; returns those that are
    still missing."""
    with written("referral.conditions", case, opened, by):
        if _status(referral) == "draft":
            referral.conditions = " ".join(name for name in CONDITIONS if name in conditions)
            Referral.update(conditions=referral.conditions).where(Referral.id == referral.id).execute()
    return [name for name in CONDITIONS if name not in referral.conditions.split()]


def may_go(referral: Referral) -> None:
    """Raises CaseError, saying what is missing, unless the referral may go (on) to its recipient today."""
    _not_to_justice(referral)
    if referral.kind == "info":
        return
    if set(referral.conditions.split()) != set(CONDITIONS):
        raise CaseError(N_("Before anything leaves, all five conditions must be recorded."))
    if not referral.blocks or referral.previewed != referral.version:
        raise CaseError(N_("First look together at what leaves: the preview."))
    if not consent.covers(referral):
        raise CaseError(N_("There is no agreement that covers this recipient and these blocks."))


def _status(referral: Referral) -> str:
    """As the database has it now: another window may have moved it."""
    found = Referral.get_or_none(Referral.id == referral.id)
    if found is None:
        raise CaseError(N_("This referral does not exist any more."))
    referral.status = found.status
    return str(found.status)


def _move(referral: Referral, verb: str, who: User | None, code: str = "") -> None:
    """Take one step, inside a transaction. What ends shuts its links."""
    status = lifecycle.step(_status(referral), verb)
    if verb in lifecycle.FORWARD:
        may_go(referral)
    moment = now()
    referral.status, referral.news = status, moment
    if verb == "request":
        referral.asked = moment
    if verb in {"accept", "reject", "hold"} and referral.answered is None:
        referral.answered = moment
    if verb in {"reject", "cancel"}:
        referral.reason = code
    if verb == "complete":
        referral.outcome = code
    # Not the content: a partner holds no key, and the case may have another one since the row was read.
    referral.save(only=_OF_A_STEP)
    ReferralEvent.create(
        case=referral.case_id, referral=referral, who=who, verb=verb, status=status, code=code
    )
    if status not in lifecycle.UNDER_WAY:
        alive = (ReferralLink.referral == referral) & ReferralLink.revoked.is_null()
        ReferralLink.update(revoked=moment).where(alive).execute()
        if status not in {"given", "draft"}:
            Task.update(done=moment).where(Task.referral == referral, Task.done.is_null()).execute()


def checked_code(verb: str, code: str) -> str:
    """The code that a verb needs. Raises CaseError for another one."""
    needed: dict[str, Any] = {
        "reject": taxonomies.codes("refusal"), "cancel": lifecycle.CANCELLED_BY,
        "complete": lifecycle.OUTCOMES,
    }  # fmt: skip
    if code not in needed.get(verb, ("",)):
        missing = _MISSING_CODE.get(verb, N_("Choose a reason or an outcome from the list."))
        raise CaseError(missing, f"code-{verb}")
    return code


def take(
    case: Case,
    opened: Opened,
    referral: Referral,
    by: User,
    verb: str,
    code: str = "",
    until: date | None = None,
) -> None:
    """Take a step: ``request accept start complete …`` (``lifecycle.STEPS``). ``code`` is the reason of a
    refusal or a cancellation, or the outcome. ``until`` is the end of a waiting list.

    Raises:
        CaseError: not possible from here, or a condition is missing.
    """
    if verb in {"give", "request"} and verb != lifecycle.first_verb(referral.kind):
        raise CaseError(N_("This step is not possible from where the referral stands now."))
    code = checked_code(verb, code)
    with written(f"referral.{verb}", case, opened, by):
        if verb == "hold":
            if until is not None and until < clock.today():
                raise CaseError(N_("This day is past."), "until")
            referral.until = until
        _move(referral, verb, by, code)
        if verb == "give":
            _ask_later(referral, opened, by)


def _ask_later(referral: Referral, opened: Opened, by: User) -> None:
    """An address or a letter was given and nobody knows yet what comes of it: a task asks in time."""
    due = clock.today() + timedelta(days=desk.number("news_after"))
    tasks.store(referral.case, opened, by, "", due, kind="ask", referral=referral)


def answered_by_partner(referral: Referral, verb: str, code: str = "") -> None:
    """A step that the partner takes through the link: receive, accept or reject; nobody is signed in."""
    if verb not in {"receive", "accept", "reject"}:
        raise CaseError(N_("This step is not possible from where the referral stands now."))
    with recorded(f"referral.{verb}", referral.case.uuid):
        _move(referral, verb, None, checked_code(verb, code))


def heard(case: Case, opened: Opened, referral: Referral, by: User) -> None:
    """There was news without a step: the reminder starts anew."""
    with written("referral.heard", case, opened, by):
        referral.news = now()
        Referral.update(news=referral.news).where(Referral.id == referral.id).execute()
        ReferralEvent.create(case=case, referral=referral, who=by, verb="heard", status=_status(referral))


def silent_since(referral: Referral) -> datetime:
    """When there was last news of it."""
    return referral.news or referral.at


def is_silent(referral: Referral, days: int) -> bool:
    """Under way, and without news for ``days``. A waiting list counts from its end."""
    if referral.status not in lifecycle.UNDER_WAY:
        return False
    today = clock.today()
    if referral.status == "on_hold" and referral.until and referral.until >= today:
        return False
    return (now() - silent_since(referral)).days >= days


def leads_nowhere(referral: Referral) -> bool:
    """Open, to a service whose sheet was put away since, with none in its place."""
    sheet = referral.service
    open_now = referral.status in lifecycle.OPEN
    return bool(open_now and sheet and sheet.archived and not sheet.replaced_by_id)
