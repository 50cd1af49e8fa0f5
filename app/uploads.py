"""What is sent to us: how much of it is taken, and that no file of a case touches the disk unencrypted.

Werkzeug writes a larger upload to a temporary file while it reads the form. For the pages named here the
bytes stay in memory, and only these pages take more than the few megabytes of an ordinary form.
"""

from io import BytesIO
from typing import IO

from flask import Flask, Request, request

# Endpoint → the most that one form may hold, in bytes: a file of 15 MB, and what stands around it.
LARGER = {"cases.add_document": 16 * 1024 * 1024}


class QuietRequest(Request):
    """A request whose files, for the pages of ``LARGER``, are kept in memory alone."""

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
    app.request_class = QuietRequest

    def enough() -> None:
        if (most := LARGER.get(request.endpoint or "")) is not None:
            request.max_content_length = most

    app.before_request_funcs.setdefault(None, []).insert(0, enough)
