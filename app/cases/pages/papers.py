"""A referral on paper, by telephone and by mail: only once everything that leaving needs is recorded."""

from typing import Any

from flask import current_app, redirect, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.auth.models import now
from app.cases import clock, desk, links, mail, outgoing, referrals, views
from app.cases.errors import CaseError
from app.cases.forms import clean
from app.cases.pages.base import blueprint, case_url
from app.cases.pages.leaf import leaf_page
from app.cases.pages.referral_page import live_link, one_of, referral_page
from app.i18n import CODES, N_, language


@blueprint.post("/<uuid>/referrals/<referral_uuid>/mail", endpoint="mail")
def send_mail(uuid: str, referral_uuid: str) -> Any:
    case, opened, row = one_of(uuid, referral_uuid)
    live = live_link(opened, row)
    address = clean(request.form.get("to", "")).strip()
    if live is None or not links.is_alive(live, now()):
        return referral_page(case, opened, row, _("There is no link that opens. Make a new one."), to=address)
    link = url_for(
        "cases.partner", link=links.again(opened, live, current_app.config["SECRET_KEY"]), _external=True
    )
    try:
        with recorded("referral.mailed", case.uuid, current_user.uuid), force_locale(row.lang or language()):
            mail.send_notice(current_app.config["SCHAKEL"], address, link, desk.settings()["service_name"])
    except CaseError as error:
        return referral_page(case, opened, row, _(str(error)), to=address)
    return redirect(case_url(case, "referral", referral_uuid=row.uuid), 303)


def _paper(template: str, title: str, uuid: str, referral_uuid: str) -> Any:
    case, opened, row = one_of(uuid, referral_uuid)
    asked = request.args.get("lang", row.lang)
    lang = asked if asked in CODES else "nl"
    if row.status == "draft" or row.content is None:
        raise CaseError(N_("First look together at what leaves: the preview."))
    if referrals.is_damaged(opened, row):
        raise CaseError(N_("This cannot be read any more."))
    referrals.may_go(row)
    back = url_for("cases.referral", uuid=case.uuid, referral_uuid=row.uuid)
    target, street = views.target_outside(row, lang)
    with recorded("referral.letter", case.uuid, current_user.uuid):
        with force_locale(lang):
            paper = outgoing.paper(opened, row, lang)
        return leaf_page(
            template, lang, title, back, _("Back to the referral"), paper=paper,
            target=target, street=street, letterhead=desk.settings(),
            author=views.author_name(row.author), phones=outgoing.phones(row.service), on=clock.today(),
        )  # fmt: skip


@blueprint.get("/<uuid>/referrals/<referral_uuid>/letter", endpoint="letter")
def letter(uuid: str, referral_uuid: str) -> Any:
    """On the service's paper, made to print."""
    return _paper("cases/letter.html", _("Letter"), uuid, referral_uuid)


@blueprint.get("/<uuid>/referrals/<referral_uuid>/call", endpoint="call")
def call(uuid: str, referral_uuid: str) -> Any:
    """What to have at hand when calling together with the client."""
    return _paper("cases/call.html", _("Sheet for the call"), uuid, referral_uuid)
