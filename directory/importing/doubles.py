"""Rows that would make a second sheet of a service, beside one that is here or that another row of the same
list makes: told before they are taken in.
"""

from dataclasses import replace

from directory import duplicates, snapshots
from directory.importing.models import ADDED
from directory.importing.planning import Planned
from directory.importing.reasons import ALIKE, ALIKE_ROW, Reason
from directory.importing.standing import chunks
from directory.models import Service


def tell(planned: list[Planned]) -> None:
    """Say of each new row which sheet, and which earlier new row, it may be, as ``duplicates.likely`` would
    once it is taken in. As many queries for ten thousand rows as for ten, but for the names of the sheets
    that are found.
    """
    new = [one for one in planned if one.outcome == ADDED]
    if not new:
        return
    empty = snapshots.empty()
    cards = (replace(duplicates.card_of(empty | one.row.values), sheet=-at) for at, one in enumerate(new, 1))
    sheets: dict[int, int] = {}
    rows: dict[int, int] = {}
    for pair in duplicates.met_by(cards):  # the lower number is that of the later row
        (sheets if pair.two > 0 else rows).setdefault(pair.one, pair.two)
    named: dict[int, Service] = {}
    for part in chunks(set(sheets.values())):
        named |= {sheet.id: sheet for sheet in Service.select().where(Service.id.in_(part))}
    for at, one in enumerate(new, 1):
        if sheet := named.get(sheets.get(-at, 0)):
            one.reasons = [*one.reasons, Reason(ALIKE, sheet.name("nl")[0], str(sheet.external_id))]
        if -at in rows:
            twin = new[-rows[-at] - 1].row
            one.reasons = [*one.reasons, Reason(ALIKE_ROW, twin.name, str(twin.number))]
