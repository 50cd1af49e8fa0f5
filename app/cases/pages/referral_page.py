"""The page of a referral: while it is a draft to compose and to look at, afterwards what came of it."""

from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.auth.models import User
from app.cases import (
    answers,
    clock,
    consent,
    desk,
    lifecycle,
    links,
    mail,
    names,
    outgoing,
    people,
    referrals,
    replies,
    views,
)
from app.cases.models import Case, Referral, ReferralEvent, ReferralLink
from app.cases.opening import Facts, Opened
from app.cases.overtaken import fingerprint
from app.cases.pages.base import case_of, read_page, row_of
from app.cases.pages.leaf import letter
from app.cases.pages.overview import head
from app.i18n import language
from directory import merging
from directory.clock import now

# Steps that lead to no other state.
NO_STATE = frozenset({"heard", "handed", "answered"})


def one_of(uuid: str, referral_uuid: str) -> tuple[Case, Opened, Referral]:
    case, opened = case_of(uuid)
    return case, opened, row_of(Referral, case, referral_uuid)


def _reason(row: Referral, lang: str) -> str:
    if row.reason:
        words = dict(names.cancelled_by()) | dict(names.term_pairs("refusal", lang))
        return words.get(row.reason, row.reason)
    return dict(names.outcomes()).get(row.outcome, "")


def live_link(opened: Opened, row: Referral) -> ReferralLink | None:
    """The link that was made last, unless it was stopped or cannot be read."""
    last = row.links.order_by(ReferralLink.id.desc()).first()
    stands = last is not None and last.revoked is None and links.token_of(opened, last) is not None
    return last if stands else None


def _who(event: ReferralEvent) -> str:
    return event.who.called if event.who else _("The partner")


def _later_verbs(row: Referral) -> list[str]:
    """The steps that need no preview: leaving is a form of its own."""
    return [verb for verb in lifecycle.verbs(row.status, row.kind) if verb not in {"give", "request"}]


def _sheet_now(row: Referral, lang: str) -> str:
    """What the sheet is called that the one of the referral was put away for, or ''."""
    onward = merging.sheets_now([row.service.external_id]) if row.service else {}
    return next((one.name(lang)[0] for one in onward.values()), "")


def referral_page(
    case: Case, opened: Opened, row: Referral, error: str = "", where: str = "", **typed: Any
) -> Any:
    """A referral: while it is a draft to compose and to look at, afterwards its steps. ``where``: which form
    was refused ('compose', 'go', 'step' or 'reply'); ``typed``: what it held, by the names that the template
    uses."""
    lang, damaged = language(), referrals.is_damaged(opened, row)
    if damaged:
        row.content = None  # on this page alone: it is not saved
    draft, words_there = referrals.draft_of(opened, row), referrals.words_of(opened, row)
    words = draft or outgoing.proposal(case, opened, lang, current_user)
    told, live = answers.of_referral(opened, row), live_link(opened, row)
    secret = current_app.config["SECRET_KEY"]
    link = url_for("cases.partner", link=links.again(opened, live, secret), _external=True) if live else ""
    steps, said = names.steps(), names.statuses()
    if row.kind == "sent":
        said["requested"] = _("Link made")  # passing it on is a step of its own
    shown: dict[str, Any] = {
        "texts": Facts(words), "taken": row.blocks.split(), "letter_lang": row.lang or lang, "stands": None,
        "met": row.conditions.split(), "leaving": Facts(), "stepped": Facts(),
        "reply": Facts(),
        "to": row.service.email if row.service else "", **typed,
    }  # fmt: skip
    return read_page(
        case, "cases/referral.html", 422 if error else 200, "referral.read",
        **head(case, opened, people.of_case(case, opened), lang),
        **shown,
        seen=fingerprint(draft),
        aside=referrals.aside_of(opened, row),
        row=row,
        view=views.referral_view(row, lang),
        sheet_now=_sheet_now(row, lang),
        leads_nowhere=referrals.leads_nowhere(row),
        error=error,
        where=where,
        blocks=names.blocks(),
        linked_agrees="share" in consent.linked_scope(case, clock.today()),
        damaged=damaged,
        leaf=letter(row, words_there, row.lang or lang, 4) if words_there else "",
        left=outgoing.left_on(row),
        printable=outgoing.is_printable(row),
        sender_lacks=names.sender_lacks(),
        conditions=names.conditions(),
        agreed=consent.covers(row),
        hows=names.hows(),
        verbs=[(verb, steps[verb]) for verb in _later_verbs(row)],
        steps_all=steps,
        under_way=row.status in lifecycle.UNDER_WAY,
        silent=referrals.is_silent(row, desk.number("news_after")),
        expire=referrals.is_silent(row, desk.number("expire_after")),
        first=lifecycle.first_verb(row.kind),
        refusals=names.term_pairs("refusal", lang),
        cancelled=names.cancelled_by(),
        outcomes=names.outcomes(),
        reason=_reason(row, lang),
        events=[
            (one.at, _who(one), steps[one.verb] if one.verb in NO_STATE else said[one.status])
            for one in ReferralEvent.select(ReferralEvent, User).left_outer_join(User).where(
                ReferralEvent.referral == row).order_by(ReferralEvent.id)
        ],
        answers=told,
        unseen=[one.uuid for one in told if not one.seen],
        answer_words=names.answers(),
        may_reply=replies.may_write(row),
        reply_hows=names.reply_hows() if live and links.is_alive(live, now()) else names.reply_hows()[:1],
        link=link,
        link_row=live,
        alive=live is not None and links.is_alive(live, now()),
        mail_works=mail.works(current_app.config["SCHAKEL"]),
    )  # fmt: skip
