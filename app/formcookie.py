"""The signed cookie that carries a form's token (nobody is signed in by it: see ``app.auth``)."""

import time

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

# So many cookies are remembered, and for so many seconds.
MOST_KEPT, KEPT_FOR = 1000, 3600.0


class FormCookie(SecureCookieSessionInterface):
    """Flask's own, of which this process compares a signature once an hour: at every keystroke, that took a
    tenth of the time. All that is kept in it are short texts.
    """

    def __init__(self) -> None:
        self._serializer: URLSafeTimedSerializer | None = None
        self._read: dict[str, tuple[float, dict[str, str]]] = {}

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        if self._serializer is None:
            self._serializer = super().get_signing_serializer(app)
        return self._serializer

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        value = request.cookies.get(self.get_cookie_name(app), "")
        until, kept = self._read.get(value, (0.0, {}))
        if until > time.monotonic():
            return self.session_class(kept)
        session = super().open_session(app, request)
        if session:
            if len(self._read) >= MOST_KEPT:
                self._read.clear()
            self._read[value] = (time.monotonic() + KEPT_FOR, dict(session))
        return session
