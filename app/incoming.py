"""What is sent to us: how much of it is taken, that no file of a case touches the disk unencrypted, and that
nothing holds the character NUL, which nobody types and PostgreSQL refuses to store or to look for.

Werkzeug writes a larger upload to a temporary file while it reads the form. For the pages named here the
bytes stay in memory, and only these pages take more than the few megabytes of an ordinary form.
"""

from functools import cached_property
from io import BytesIO
from typing import IO, Any

from flask import Flask, Request, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge

# Endpoint → the most that one form may hold, in bytes: a file of 15 MB, and what stands around it.
LARGER = {"cases.add_document": 16 * 1024 * 1024}
# Of an ordinary form; no page of ours has as many. A megabyte of empty ones kept a worker for a second.
MOST_FIELDS = 5_000


def _plain(value: Any) -> Any:
    return value.replace("\0", "") if isinstance(value, str) else value


def _without_nul(found: MultiDict[str, str]) -> MultiDict[str, str]:
    if not any("\0" in value for values in found.listvalues() for value in values):
        return found
    return ImmutableMultiDict((name, value.replace("\0", "")) for name, value in found.items(multi=True))


class Incoming(Request):
    """A request whose files, for the pages of ``LARGER``, are kept in memory alone, and whose fields have no
    NUL."""

    @cached_property
    def args(self) -> MultiDict[str, str]:
        return _without_nul(super().args)

    def _load_form_data(self) -> None:
        if self.mimetype == "application/x-www-form-urlencoded" and self.get_data().count(b"&") > MOST_FIELDS:
            raise RequestEntityTooLarge
        super()._load_form_data()
        vars(self)["form"] = _without_nul(vars(self)["form"])

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        if self.endpoint in LARGER:
            return BytesIO()
        return super()._get_file_stream(total_content_length, content_type, filename, content_length)


def init(app: Flask) -> None:
    """Before anything reads the form, the token's check included."""
    app.request_class = Incoming

    def enough() -> None:
        if "\0" in request.path and request.view_args:
            request.view_args = {name: _plain(value) for name, value in request.view_args.items()}
        if (most := LARGER.get(request.endpoint or "")) is not None:
            request.max_content_length = most

    app.before_request_funcs.setdefault(None, []).insert(0, enough)
