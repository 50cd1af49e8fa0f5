"""The page on which one's own cases are searched. Always a POST: what is typed may be a name, and must stand
in no address and no log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, render_template, request
from flask_login import current_user

from app.audit import noted
from app.auth.routes import browser_key
from app.cases import excerpts, finding, opening
from app.cases.errors import CasesShut
from app.cases.finding import Hit
from app.cases.forms import clean
from app.cases.opening import Opened
from app.cases.pages.base import blueprint, only_case_workers, private
from app.htmx import page

SHOWN, EACH = 25, 3


@dataclass(frozen=True)
class Found:
    """A case in the results, with the places where it was found."""

    uuid: str
    title: list[excerpts.Piece]
    touched: datetime
    places: list[excerpts.Excerpt]
    more: int


@blueprint.before_app_request
def tidy() -> None:
    """What browsers that are gone have read is forgotten, whoever asks next."""
    ends = request.endpoint in {"auth.sign_out", "auth.sign_in"}  # signing in over somebody ends theirs
    if ends and (kept := browser_key("found v1")):
        finding.SHELVES.drop(kept[0])
    if len(finding.SHELVES):
        finding.SHELVES.tidy(current_app.config["SCHAKEL"].session_idle_minutes)


def _shown(hits: list[Hit], words: list[str], key: bytes) -> list[Found]:
    cases = [hit.case for hit in hits]
    opened: dict[str, Opened] = opening.open_many(cases, current_user, key) if cases else {}
    opened = opening.readable(cases, opened)
    places = excerpts.of(hits, opened, current_user, key, words, EACH)
    found = []
    for hit in hits:
        mine = opened.get(hit.case.uuid)
        if mine is not None:
            title = mine.show("case", hit.case.uuid, "title", hit.case.title)
            more = max(0, len(hit.records) - EACH)
            here = places.get(hit.case.uuid, [])
            found.append(Found(hit.case.uuid, excerpts.marked(title, words), hit.case.touched, here, more))
    return found


@blueprint.get("/find", endpoint="find")
def find_form() -> Any:
    only_case_workers()
    return render_template("cases/find.html", q="", found=None, total=0, near=[])


@blueprint.post("/find", endpoint="found")
def find() -> Any:
    only_case_workers()
    key, kept = private(), browser_key("found v1")
    if kept is None:
        raise CasesShut("no session")
    session, secret = kept
    query = clean(request.form.get("q", ""))[:200]
    words = finding.plain_words_of(query)
    hits = finding.find(current_user, key, session, secret, query)
    near = list(hits[0].near) if hits else []
    shown = _shown(hits[:SHOWN], [*words, *near], key)
    read = finding.unread(session, [one.uuid for one in shown if one.places])
    if read:
        noted("case.found", read, current_user.uuid)
    return page(
        "cases/find.html", "found", q=query, found=shown if words else None, total=len(hits), near=near
    )
