"""The pages of sources: whose directories are read, what waits of them, what is held back, what is gone."""

from dataclasses import dataclass
from datetime import UTC
from time import time
from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.audit import recorded
from app.config import Config
from app.exchange import keys, schedule, words
from app.i18n import language
from app.security import needs_role
from directory.checking import tidy
from directory.federation import pulling, returning
from directory.federation.fetching import FetchProblem
from directory.federation.models import HELD, Feed, FeedItem
from directory.importing import batches
from directory.importing.models import ADDED, CHANGED, REFUSED, Batch, Line
from directory.models import Service
from directory.territory import fold

blueprint = Blueprint("sources", __name__, url_prefix="/editor/sources")
KEEPERS = ("editor", "coordinator", "administrator")
HOURS = (1, 6, 24, 168)


@dataclass(frozen=True)
class ToDecide:
    """A service that is gone from its source, or there again: its line's number, its sheet's id and name."""

    number: int
    external_id: str
    name: str


@dataclass(frozen=True)
class Waiting:
    """A batch that waits: what is new, changed and refused in it, by name; its page among the imports."""

    batch: Batch
    lines: list[tuple[str, list[str]]]
    row_by_row: str


def _row_by_row(batch: Batch) -> str:
    """The page of a batch, for who may see imports; '' for others."""
    sees = current_user.has_role("editor", "coordinator")
    return url_for("editor.import_page", uuid=batch.uuid) if sees else ""


def _lines(batch: Batch) -> list[tuple[str, list[str]]]:
    rows = Line.select(Line.name, Line.outcome).where(Line.batch == batch).order_by(Line.id)
    named: dict[str, list[str]] = {}
    for row in rows:
        named.setdefault(row.outcome, []).append(row.name)
    told = ((ADDED, _("New")), (CHANGED, _("Changed")), (REFUSED, _("Cannot be taken in")))
    return [(words, sorted(named[outcome], key=fold)) for outcome, words in told if outcome in named]


def _being_read(feed: Feed) -> bool:
    """Whether the reading that somebody began on this page is not over yet."""
    begun = request.args.get("begun", "")
    if not (begun.isascii() and begun.isdigit() and len(begun) < 13):
        return False
    return feed.tried is None or feed.tried.replace(tzinfo=UTC).timestamp() < int(begun)


def _begun(uuid: str) -> Any:
    return redirect(url_for("sources.source", uuid=uuid, begun=int(time())), 303)


def _config() -> Config:
    found: Config = current_app.config["SCHAKEL"]
    return found


def _feed(uuid: str) -> Feed:
    found: Feed | None = Feed.get_or_none(Feed.uuid == uuid)
    if found is None:
        abort(404)
    return found


def _typed(name: str, most: int) -> str:
    return tidy(request.form.get(name, ""))[:most]


def hours_in_words(hours: int) -> str:
    """How often, in words."""
    if hours == 168:
        return _("every week")
    return _("every day") if hours == 24 else ngettext("every hour", "every %(num)s hours", hours)


def _list(status: int = 200, **typed: str) -> Any:
    feeds = [(feed, words.state(feed)) for feed in Feed.select().order_by(Feed.name, Feed.id)]
    form = {"url": "", "name": "", "error": "", **typed}
    return render_template("exchange/sources.html", feeds=feeds, form=form), status


def _to_decide(found: list[tuple[FeedItem, Service]]) -> list[ToDecide]:
    return [ToDecide(item.id, sheet.external_id, sheet.name(language())[0]) for item, sheet in found]


def _decided(found: list[tuple[FeedItem, Service]]) -> FeedItem:
    """The one of these that the form is about."""
    asked = {str(item.id): item for item, _sheet in found}
    return asked.get(request.form.get("item", "")) or abort(404)


def _page(feed: Feed, error: str = "", status: int = 200) -> Any:
    page = render_template(
        "exchange/source.html",
        feed=feed,
        state=words.state(feed),
        problem=words.problem(feed.problem, feed.detail) if feed.problem else "",
        held=feed.state == HELD,
        waiting=[Waiting(batch, _lines(batch), _row_by_row(batch)) for batch in pulling.waiting(feed)],
        reading=_being_read(feed),
        gone=_to_decide(pulling.gone_sheets(feed)),
        returned=_to_decide(returning.returned(feed)),
        services=feed.items.where(FeedItem.gone.is_null()).count(),
        every=[(hours, hours_in_words(hours)) for hours in HOURS],
        has_key=bool(keys.read(_config(), feed.uuid)),
        error=error,
    )
    return page, status


@blueprint.get("")
@needs_role(*KEEPERS)
def sources() -> Any:
    return _list()


@blueprint.post("")
@needs_role(*KEEPERS)
def subscribe() -> Any:
    """The server is asked at once whether it is one; its services are read while the page goes on."""
    url, name, key = _typed("url", 500), _typed("name", 100), _typed("key", 500)
    if key and not keys.is_key(key):
        return _list(422, url=url, name=name, error=_("A key has no blanks and no accents."))
    try:
        with recorded("source.added", "", current_user.uuid):
            within = schedule.limits(_config(), seconds=20)
            feed = pulling.subscribe(url, name, current_user.uuid, within, key)
    except FetchProblem as problem:
        error = words.problem(problem.kind, problem.detail)
        return _list(422, url=url, name=name, error=error)
    keys.keep(_config(), feed.uuid, key)
    schedule.pull_soon(_config(), feed.uuid)
    return _begun(feed.uuid)


@blueprint.get("/<uuid>")
@needs_role(*KEEPERS)
def source(uuid: str) -> Any:
    return _page(_feed(uuid))


@blueprint.post("/<uuid>")
@needs_role(*KEEPERS)
def save(uuid: str) -> Any:
    feed, hours, key = _feed(uuid), _typed("hours", 5), _typed("key", 500)
    if key and not keys.is_key(key):
        return _page(feed, _("A key has no blanks and no accents."), 422)
    with recorded("source.changed", uuid, current_user.uuid):
        feed.name = _typed("name", 100) or feed.name
        feed.hours = int(hours) if hours in map(str, HOURS) else feed.hours
        feed.direct, feed.paused = request.form.get("how") == "direct", "paused" in request.form
        feed.save(only=[Feed.name, Feed.hours, Feed.direct, Feed.paused])
    if key or "no_key" in request.form:
        keys.keep(_config(), feed.uuid, key)
    return redirect(url_for("sources.source", uuid=uuid), 303)


@blueprint.post("/<uuid>/pull")
@needs_role(*KEEPERS)
def pull(uuid: str) -> Any:
    """Read the source now; with ``accepted``, also what was held back."""
    feed = _feed(uuid)
    accepted = "accepted" in request.form and feed.state == HELD
    with recorded("source.accepted" if accepted else "source.pulled", uuid, current_user.uuid):
        pass
    schedule.pull_soon(_config(), feed.uuid, accepted)
    return _begun(uuid)


@blueprint.post("/<uuid>/proposals")
@needs_role(*KEEPERS)
def proposals(uuid: str) -> Any:
    """Take in what waits, or throw it away. What was edited here since is not gone over either way."""
    feed, wanted = _feed(uuid), request.form.get("batch", "")
    batch = next((one for one in pulling.waiting(feed) if one.uuid == wanted), None)
    if batch is None:
        abort(404)
    taking = request.form.get("do") == "take"
    with recorded("import.applied" if taking else "import.forgotten", batch.uuid, current_user.uuid):
        if taking:
            batches.apply(batch, current_user.uuid)
        else:
            batches.forget(batch)
    return redirect(url_for("sources.source", uuid=uuid), 303)


@blueprint.post("/<uuid>/gone")
@needs_role(*KEEPERS)
def gone(uuid: str) -> Any:
    """What to do with the sheet of a service that its source has no longer."""
    feed = _feed(uuid)
    item = _decided(pulling.gone_sheets(feed))
    away = request.form.get("do") == "put_away"
    verb = "sheet.archived" if away else "source.kept"
    with recorded(verb, item.external_id, current_user.uuid):
        if away:
            pulling.put_away(feed, item, current_user.uuid)
        else:
            pulling.keep(item)
    return redirect(url_for("sources.source", uuid=uuid), 303)


@blueprint.post("/<uuid>/returned")
@needs_role(*KEEPERS)
def returned(uuid: str) -> Any:
    """What to do with a sheet that was put away when its service was gone at the source."""
    feed = _feed(uuid)
    item = _decided(returning.returned(feed))
    back = request.form.get("do") == "bring_back"
    with recorded("sheet.reopened" if back else "source.left", item.external_id, current_user.uuid):
        if back:
            returning.bring_back(feed, item, current_user.uuid)
        else:
            returning.leave(item)
    return redirect(url_for("sources.source", uuid=uuid), 303)


@blueprint.post("/<uuid>/remove")
@needs_role(*KEEPERS)
def remove(uuid: str) -> Any:
    feed = _feed(uuid)
    with recorded("source.removed", uuid, current_user.uuid):
        pulling.unsubscribe(feed)
    keys.keep(_config(), uuid, "")
    return redirect(url_for("sources.sources"), 303)
