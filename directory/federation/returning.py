"""Services that are at their source again after their sheet was put away: proposed for reopening.

An item that is there again (``gone`` is None) and ``settled`` waits for a person; nothing else is kept of it.
"""

from directory import editing, revisions
from directory.federation.models import Feed, FeedItem
from directory.federation.reading import Listed
from directory.models import Service
from directory.transactions import writing


def put_away(external_ids: list[str]) -> dict[str, Service]:
    """Those of the sheets that are put away and that no other sheet stands in for."""
    asked = Service.external_id.in_(external_ids)
    rows = Service.select().where(asked, Service.archived, Service.replaced_by.is_null())
    return {sheet.external_id: sheet for sheet in rows.order_by(Service.id)}


def returned(feed: Feed) -> list[tuple[FeedItem, Service]]:
    """What is at the source again while its sheet is still put away here and nobody decided about it."""
    there = {
        item.external_id: item for item in feed.items.where(FeedItem.gone.is_null(), FeedItem.settled)
        if item.external_id
    }  # fmt: skip
    return [(there[name], sheet) for name, sheet in put_away(list(there)).items()]


def bring_back(feed: Feed, item: FeedItem, who: str) -> None:
    """Reopen the sheet; the next pull reads what the source says of it by now."""
    with writing(Feed._meta.database):
        for sheet in put_away([item.external_id]).values():
            editing.reopen(sheet, who, feed.name)
        FeedItem.update(settled=False, modified="").where(FeedItem.id == item.id).execute()
        Feed.update(etag="").where(Feed.id == feed.id).execute()


def leave(item: FeedItem) -> None:
    """The sheet stays put away, although the source has the service again."""
    FeedItem.update(settled=False).where(FeedItem.id == item.id).execute()


def undo_direct(feed: Feed, listed: list[Listed]) -> None:
    """What a direct source put away by itself comes back by itself, before its rows are compared."""
    present = {one.remote for one in listed}
    again = [item for item in feed.items.where(FeedItem.gone.is_null(False)) if item.remote in present]
    for sheet in put_away([item.external_id for item in again if item.external_id]).values():
        last = revisions.last(sheet)
        if last is not None and (last.verb, last.who) == (revisions.ARCHIVED, ""):
            editing.reopen(sheet, "", feed.name)
