"""A pull: what is new at a source is staged for an editor, or taken in, by the one import machinery.

The list of a source is compared with what was seen there before; only what is new or changed is asked for.
What cannot be right is held back as a whole. What is staged and still waits when the next pull comes is
asked for again with it, so that an older word never goes over a newer one.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from directory import editing, revisions
from directory.clock import now
from directory.errors import BadFile
from directory.federation import reading, returning
from directory.federation.fetching import Answer, FetchProblem, Limits, checked, get
from directory.federation.judging import judge
from directory.federation.models import GOOD, HELD, SILENT, Feed, FeedItem
from directory.federation.reading import Listed
from directory.importing import batches, rows
from directory.importing import mapping as mappings
from directory.importing.hsds_json import tables_of
from directory.importing.models import ADDED, CHANGED, PLANNED, REFUSED, Batch, Line, Said
from directory.importing.planning import plan
from directory.importing.rows import Incoming
from directory.models import Service
from directory.revisions import Revision
from directory.transactions import writing


@dataclass
class Pulled:
    """What a pull came to. ``batch`` waits or was taken in; ``gone`` are the names of what is gone."""

    state: str = GOOD
    unchanged: bool = False
    batch: Batch | None = None
    added: int = 0
    changed: int = 0
    gone: list[str] = field(default_factory=list)


def subscribe(address: str, name: str, who: str, limits: Limits, key: str = "") -> Feed:
    """Read another server from now on; what it has arrives with the first pull.

    Raises:
        FetchProblem: no HSDS API answers there, or we read it already (kind ``known``).
    """

    def ask(url: str, etag: str) -> Answer:
        return get(url, limits, etag, key)

    base = reading.found_at(ask, address.strip())
    if Feed.select().where(Feed.url == base).exists():
        raise FetchProblem("known", base)
    host = checked(base).hostname or base
    return Feed.create(name=(name.strip() or host)[:100], url=base, created_by=who)


def unsubscribe(feed: Feed) -> None:
    """Read it no longer. Its sheets stay; what waits of it is thrown away."""
    with writing(Feed._meta.database):
        for batch in waiting(feed):
            batches.forget(batch)
        Said.delete().where(Said.source == feed.source).execute()
        feed.delete_instance(recursive=True)


def waiting(feed: Feed) -> list[Batch]:
    """What of the source waits for an editor."""
    return list(Batch.select().where(Batch.source == feed.source, Batch.state == PLANNED).order_by(Batch.id))


def due(moment: datetime) -> list[Feed]:
    """The sources whose turn it is; one that is held back waits for a person."""
    feeds = Feed.select().where(~Feed.paused, Feed.state != HELD).order_by(Feed.id)
    return [one for one in feeds if one.tried is None or one.tried + timedelta(hours=one.hours) <= moment]


def pull(feed: Feed, limits: Limits, key: str = "", accepted: bool = False) -> Pulled:
    """Read the source once. ``accepted``: a person has looked at what was held back; it is then staged, and
    never taken in directly.
    """

    def ask(url: str, etag: str) -> Answer:
        return get(url, limits, etag, key)

    feed.tried = now()
    try:
        listed, etag = reading.listing(ask, feed.url, "" if accepted else feed.etag)
        if listed is None:
            return _answered(feed, feed.etag, Pulled(unchanged=True))
        if not accepted and (held := judge(feed.items, listed)):
            feed.state, feed.problem, feed.detail = HELD, held.kind, f"{held.count}/{held.known}"
            feed.save()
            return Pulled(HELD)
        if feed.direct and not accepted:
            returning.undo_direct(feed, listed)
        arriving, names = _arriving(feed, listed, ask)
    except (FetchProblem, BadFile) as problem:
        return _silent(feed, problem)
    pulled = _stage(feed, arriving, feed.direct and not accepted)
    pulled.gone = _note(feed, listed, names, feed.direct and not accepted)
    return _answered(feed, etag, pulled)


def _answered(feed: Feed, etag: str, pulled: Pulled) -> Pulled:
    feed.state, feed.problem, feed.detail, feed.failures = GOOD, "", "", 0
    feed.etag, feed.answered = etag, now()
    feed.save()
    return pulled


def _silent(feed: Feed, problem: FetchProblem | BadFile) -> Pulled:
    if isinstance(problem, FetchProblem):
        feed.problem, feed.detail = problem.kind, problem.detail
    else:
        feed.problem, feed.detail = "unreadable", str(problem)[:200]
    feed.state, feed.failures = SILENT, feed.failures + 1
    feed.save()
    return Pulled(SILENT)


def _arriving(feed: Feed, listed: list[Listed], ask: reading.Get) -> tuple[list[Incoming], dict[str, str]]:
    """What is new or changed, read; and the external id of each by its id there."""
    items = {item.remote: item for item in feed.items}
    staged = {batch.id for batch in waiting(feed)}
    rows_waiting = Line.select(Line.external_id).where(Line.batch.in_(staged)) if staged else []
    again = {line.external_id for line in rows_waiting}
    wanted = {
        one.remote
        for one in listed
        if (item := items.get(one.remote)) is None
        or not one.modified
        or one.modified != item.modified
        or item.gone is not None
        or item.external_id in again
    }
    made = list(reading.documents(ask, feed.url, wanted)) if wanted else []
    return _read(feed, made) if made else ([], {})


def _read(feed: Feed, made: list[reading.Made]) -> tuple[list[Incoming], dict[str, str]]:
    tables = tables_of(made)
    chosen = mappings.guess(tables, f"{checked(feed.url).hostname}.json")
    if feed.mapping:
        chosen = mappings.fitting(mappings.from_json(json.loads(feed.mapping)), tables, chosen)
    else:
        chosen.source, chosen.category = f"feed{feed.id}", chosen.category or "other"
        feed.mapping = json.dumps({**chosen.as_json(), "columns": {}}, ensure_ascii=False)
    found, names = list(rows.incoming(tables, chosen)), {}
    for row in found:
        names[str(made[row.number - 1]["id"])[: reading.LONGEST_ID]] = row.external_id
        # No address is no word: it may be one that is secret there. Ours stays.
        if not row.values.get("locations"):
            row.values.pop("locations", None)
    return found, names


def _stage(feed: Feed, arriving: list[Incoming], direct: bool) -> Pulled:
    """Put what arrives before an editor, or take it in. What waited is replaced."""
    for batch in waiting(feed):
        batches.forget(batch)
    if not arriving:
        return Pulled()
    planned = plan(feed.source, arriving)
    batch = Batch.create(name=feed.name, source=feed.source, total=len(arriving))
    batches.put_lines(batch, planned)
    new, changed = (sum(one.outcome == name for one in planned) for name in (ADDED, CHANGED))
    refused = any(one.outcome == REFUSED for one in planned)
    conflicts = any(one.conflicts for one in planned)
    if not (new or changed or refused or conflicts):
        # What it says stands here already: only to be remembered that it says so.
        batches.apply(batch, "")
        batch.delete_instance(recursive=True)
        return Pulled()
    if direct:
        batches.apply(batch, "")
    return Pulled(batch=batch, added=new, changed=changed)


def _note(feed: Feed, listed: list[Listed], names: dict[str, str], direct: bool) -> list[str]:
    """Remember the list; returns the names of the services that are gone since the last time."""
    moment, gone = now(), []
    with writing(Feed._meta.database):
        known = {item.remote: item for item in feed.items}
        present = {one.remote for one in listed}
        away = returning.put_away([item.external_id for item in known.values() if item.gone is not None])
        for one in listed:
            item = known.get(one.remote) or FeedItem(feed=feed, remote=one.remote)
            before = (item.external_id, item.name, item.modified, item.gone)
            if one.remote in names or item.id is not None:
                item.external_id = names.get(one.remote, item.external_id)
                item.name, item.modified = one.name, one.modified
                if item.gone is not None:
                    item.gone, item.settled = None, item.external_id in away
                if item.id is None or before != (item.external_id, item.name, item.modified, item.gone):
                    item.save()
        for item in known.values():
            if item.remote not in present and item.gone is None:
                item.gone = moment
                item.save()
                gone.append(item.name)
    if direct:
        for item, sheet in gone_sheets(feed):
            if not edited_here(sheet):
                put_away(feed, item, "")
    return gone


def gone_sheets(feed: Feed) -> list[tuple[FeedItem, Service]]:
    """What is no longer at the source while its sheet still stands here and nobody decided about it."""
    gone = {
        item.external_id: item
        for item in feed.items.where(FeedItem.gone.is_null(False), ~FeedItem.settled)
        if item.external_id
    }
    sheets = (
        Service.select().where(Service.external_id.in_(list(gone)), ~Service.archived).order_by(Service.id)
    )
    return [(gone[sheet.external_id], sheet) for sheet in sheets]


def edited_here(sheet: Service) -> bool:
    """Whether a person of ours edited or checked the sheet: then nothing but a person puts it away."""
    made = Revision.select().where(Revision.service == sheet)
    by_person = made.where(Revision.who != "", Revision.verb != revisions.IMPORTED)
    return bool(sheet.verified_on) or by_person.exists()


def put_away(feed: Feed, item: FeedItem, who: str) -> None:
    """Archive the sheet of a service that is gone at its source."""
    sheet = editing.find(item.external_id)
    with writing(Feed._meta.database):
        if sheet is not None:
            editing.archive(sheet, who, feed.name)
        FeedItem.update(settled=True).where(FeedItem.id == item.id).execute()


def keep(item: FeedItem) -> None:
    """Leave the sheet as it is, although the source has it no longer."""
    FeedItem.update(settled=True).where(FeedItem.id == item.id).execute()
