"""Where the facts of a sheet come from: which source says the same as what stands here, which does not."""

import json
from dataclasses import dataclass, field

from directory import snapshots
from directory.federation.models import Feed
from directory.importing.models import Said
from directory.importing.planning import same
from directory.models import Service
from directory.snapshots import FIELDS


@dataclass(frozen=True)
class Origin:
    """What a source says of a sheet: the fields that stand here as it says, and those that do not."""

    name: str
    agrees: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)


def of(sheet: Service) -> list[Origin]:
    """Every source that ever said something of the sheet, by name; what is empty on both sides is no fact."""
    others = Said.source != ""  # what came in with identifiers of our own has no other name
    said = list(Said.select().where(Said.service == sheet, others).order_by(Said.source))
    if not said:
        return []
    names = {feed.source: feed.name for feed in Feed.select()}
    here = snapshots.of(sheet)
    found = []
    for row in said:
        state = json.loads(str(row.state))
        told = [name for name in FIELDS if name in state and (state[name] or here[name])]
        agrees = [name for name in told if same(name, state[name], here[name])]
        differs = [name for name in told if name not in agrees]
        found.append(Origin(names.get(row.source, row.source), agrees, differs))
    return found
