"""A referral on paper, by telephone and by mail: only once everything that leaving needs is recorded."""

from typing import Any

from flask import current_app, redirect, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.cases import desk, links, mail, outgoing, referrals
from app.cases.errors import CaseError
from app.cases.forms import clean
from app.cases.models import Case, Referral
from app.cases.pages import leaf
from app.cases.pages.base import blueprint, case_url
from app.cases.pages.leaf import leaf_page
from app.cases.pages.referral_page import live_link, one_of, referral_page
from app.cases.pages.saying import refusal
from app.i18n import CODES, language
from directory.clock import now
from directory.transactions import writing


@blueprint.post("/<uuid>/referrals/<referral_uuid>/mail", endpoint="mail")
def send_mail(uuid: str, referral_uuid: str) -> Any:
    case, opened, row = one_of(uuid, referral_uuid)
    live = live_link(opened, row)
    address = clean(request.form.get("to", "")).strip()
    if live is None or not links.is_alive(live, now()):
        error = _("There is no link that opens. Make a new one.")
        return referral_page(case, opened, row, error, "mail", to=address)
    link = url_for(
        "cases.partner", link=links.again(opened, live, current_app.config["SECRET_KEY"]), _external=True
    )
    config, name = current_app.config["SCHAKEL"], desk.settings()["service_name"]
    try:
        # What cannot be undone comes last, after all that may refuse; where it fails no step is kept.
        with mail.reached(config, address) as send, writing(Case._meta.database):
            with recorded("referral.mailed", case.uuid, current_user.uuid):
                links.passed_on(case, opened, row, current_user, live)
            with force_locale(row.lang or language()):
                send(link, name)
    except CaseError as error:
        fresh = Referral.get_by_id(row.id)
        return referral_page(case, opened, fresh, refusal(error), "mail", to=address)
    return redirect(case_url(case, "referral", referral_uuid=row.uuid), 303)


def _paper(make: Any, title: str, uuid: str, referral_uuid: str) -> Any:
    """The page of a paper; where there is none (any more), the referral says why."""
    case, opened, row = one_of(uuid, referral_uuid)
    asked = request.args.get("lang", row.lang)
    try:
        outgoing.may_be_printed(row)
    except CaseError as error:
        return referral_page(case, opened, row, refusal(error))
    if referrals.is_damaged(opened, row):
        return referral_page(case, opened, row, _("This cannot be read any more."))
    with recorded("referral.letter", case.uuid, current_user.uuid):
        shown = make(row, referrals.words_of(opened, row), asked if asked in CODES else "nl")
        return leaf_page(
            shown, title, case_url(case, "referral", referral_uuid=row.uuid), _("Back to the referral")
        )


@blueprint.get("/<uuid>/referrals/<referral_uuid>/letter", endpoint="letter")
def letter(uuid: str, referral_uuid: str) -> Any:
    """On the service's paper, made to print."""
    return _paper(leaf.letter, _("Letter"), uuid, referral_uuid)


@blueprint.get("/<uuid>/referrals/<referral_uuid>/call", endpoint="call")
def call(uuid: str, referral_uuid: str) -> Any:
    """What to have at hand when calling together with the client."""
    return _paper(leaf.call_sheet, _("Sheet for the call"), uuid, referral_uuid)
