"""A file that arrives: kept, looked into, and mapped, before anything of it is judged."""

import json
from typing import Any

from directory.errors import BadFile
from directory.importing import files, telling
from directory.importing import mapping as mappings
from directory.importing.mapping import Mapping
from directory.importing.models import ARRIVED, FAILED, UPLOADED, Batch


def as_json(value: Any) -> str:
    """How everything of a batch that is no column of its own is written."""
    return json.dumps(value, ensure_ascii=False)


def arrived(name: str, content: bytes, who: str) -> Batch:
    """A file that arrived, kept before anything is done with it. Not saved yet."""
    return Batch(name=name[:200], content=content, created_by=who, state=ARRIVED)


def look(batch: Batch) -> None:
    """Look into the file of a batch and guess what its columns mean, by a mapping that was kept for the same
    headings where there is one. A file that is of no use leaves the batch ``failed`` with the reason.
    """
    try:
        tables = files.read(batch.name, bytes(batch.content or b""))
    except BadFile as error:
        fail(batch, error)
        return
    guessed = mappings.guess(tables, batch.name)
    kept = mappings.kept_for(tables)
    chosen = mappings.fitting(kept, tables, guessed) if kept else guessed
    alone = len(tables) == 1
    batch.mapping = as_json(
        chosen.as_json()
        | {"samples": mappings.samples(tables), "kinds": mappings.unknown_kinds(tables, chosen)}
        | {"told": [[r.kind, r.value, r.field] for r in telling.about_file(tables, chosen)]}
    )
    batch.total = sum(len(table.rows) for table in tables if mappings.role(table.name, alone) == "services")
    batch.state = UPLOADED
    batch.save()


def receive(name: str, content: bytes, who: str) -> Batch:
    """``arrived`` and ``look`` in one, for a file that is not large."""
    batch = arrived(name, content, who)
    batch.save()
    look(batch)
    return batch


def fail(batch: Batch, error: BadFile) -> None:
    """The file is of no use: it is not kept, the reason is."""
    batch.state, batch.problem, batch.content = FAILED, as_json([error.text, error.values]), None
    batch.save()


def remap(batch: Batch, mapping: Mapping) -> None:
    """Read the file of a batch otherwise from now on; the next dry run goes by it."""
    batch.mapping = as_json(json.loads(batch.mapping) | mapping.as_json())
    batch.save()


def mapping_of(batch: Batch) -> Mapping:
    """How the file of a batch is read."""
    return mappings.from_json(json.loads(batch.mapping))
