"""Identifiers that stay: UUIDv5 of what a thing is known by here, the same on every server and in every run.

Two servers that began with the same starter directory therefore give the same service the same id. A sheet
that came from elsewhere keeps the UUID that it had there, so that it is still itself after three hands.
"""

import re
from uuid import UUID, uuid5

NAMESPACE = UUID("5d0a6b0e-62d8-4f6c-9d0c-6d8a3a0f7f5e")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def is_uuid(text: str) -> bool:
    """Whether the text is a UUID as HSDS writes one."""
    return _UUID.fullmatch(text) is not None


def made(kind: str, *parts: str) -> str:
    """The id of the ``kind`` of thing that ``parts`` name."""
    return str(uuid5(NAMESPACE, "\x1f".join((kind, *parts))))


def service(external_id: str) -> str:
    """The id of a sheet."""
    return external_id.lower() if is_uuid(external_id) else made("service", external_id)


def organization(external_id: str) -> str:
    """The id of an organisation."""
    return external_id.lower() if is_uuid(external_id) else made("organization", external_id)


def stand_in(external_id: str) -> str:
    """The id of the organisation that stands in where a sheet names none (HSDS asks for one)."""
    return made("organization of", external_id)
