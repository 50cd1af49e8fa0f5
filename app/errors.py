"""Every failure becomes one calm page, or one short line for htmx; never a traceback. And a form that is
refused says why."""

import re
from collections.abc import Iterable

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_babel import gettext as _
from peewee import DatabaseError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from app import formowner
from app.auth.sealed_forms import SECRETS
from app.htmx import htmx
from app.security import OthersPage, from_elsewhere
from directory.transactions import broken_by

# Fields that nobody typed as a text, or that no page repeats.
_NO_TEXT = {
    "csrf_token", "kept_form", "window", "base", "seen", "seal", "version", "append", "drop", "passed",
    "moved", "put_off", "was", "offer", "username",
    *SECRETS,
}  # fmt: skip
# What SQLite says, word for word, of what the operator can do something about; it names nobody.
_OF_THE_DISK = {
    "database or disk is full", "disk I/O error", "attempt to write a readonly database",
    "unable to open database file",
}  # fmt: skip
_OF_DAMAGE = {"database disk image is malformed", "file is not a database"}
_A_CODE = re.compile(r"\S{0,20}|[0-9a-f-]+")


class Refusal(str):
    """Why a form was refused, in the reader's language. ``field``: the name of the field that is wrong."""

    field: str

    def __new__(cls, words: str, field: str = "") -> "Refusal":
        made = super().__new__(cls, words)
        made.field = field
        return made


def _most_megabytes() -> int:
    return max(1, (request.max_content_length or 0) // (1024 * 1024))


def of_the_disk(error: Exception) -> str:
    """What is said to a person of an error that the operator alone can mend; '' for any other. The operator
    finds it in the log."""
    words = str(broken_by(error)) if isinstance(error, DatabaseError) else ""
    if words in _OF_THE_DISK:
        current_app.logger.error("the database cannot be written: %s", words)
        return _("The server cannot write. What was saved is not lost. Tell your administrator.")
    if words in _OF_DAMAGE:
        current_app.logger.error("the database is damaged: %s", words)
        return _("The server cannot read its data any more. Tell your administrator.")
    return ""


def is_of_the_page(name: str) -> bool:
    """Whether a field is one that nobody filled in, or that no page repeats."""
    return name in _NO_TEXT


def is_text(name: str, value: str) -> bool:
    """Whether somebody wrote this in a form, and it is no code or number."""
    if is_of_the_page(name) or not value.strip():
        return False
    return name == "text" or not _A_CODE.fullmatch(value.strip())


def texts_of(path: str, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What somebody wrote in a form that is sent to ``path``, without codes and numbers: to be read and
    copied, each text with the label of its field ('' where that has none)."""
    labels: dict[str, str] = current_app.config["FIELD_LABELS"](path)
    return [(labels.get(name, ""), value) for name, value in pairs if is_text(name, value)]


def refused_texts(status: int) -> list[tuple[str, str]]:
    """What was written in the form that this page refuses: in case work no text is gone with a refusal, and
    elsewhere none because it is too long.
    Not of a form that another site made, nor of one that was too large to be read; and never of one that
    somebody else typed at this desk."""
    ours = request.blueprint == "cases" or status == 422
    if request.method != "POST" or not ours or status in {405, 413} or from_elsewhere():
        return []
    try:
        sent = request.form.items(multi=True) if formowner.is_the_readers() else ()
        return texts_of(request.path, sent)
    except HTTPException:
        return []


def _anothers(waits: bool) -> str:
    """What is said of a form that another account's page sends."""
    if waits:
        return _("This page was somebody else's. What stood in it waits for who typed it; nothing was done.")
    return _("This page was somebody else's. Nothing of it was done in your name.")


def _answer(status: int, special: str = "") -> Response:
    texts = {
        400: _("This form is no longer valid. Go back, and send it once more."),
        403: _("Your account may not do this."),
        404: _("This page does not exist."),
        405: _("This page does not exist."),
        413: _("This is too large to be taken in: at most %(num)s MB at once.", num=_most_megabytes()),
        429: _("Too many attempts. Wait a few minutes and try again."),
    }
    text = special or texts.get(
        status, _("Something went wrong on our side. Nothing that was saved is lost.")
    )
    body = text if htmx else render_template("error.html", status=status, message=text)
    return make_response(body, status)


def init(app: Flask) -> None:
    """Map HTTP errors and everything unforeseen to ``_answer``."""

    def http_error(error: HTTPException) -> Response | HTTPException:
        if (error.code or 500) < 400:
            return error
        answer = _answer(error.code or 500, _anothers(error.waits) if isinstance(error, OthersPage) else "")
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            answer.headers["Allow"] = ", ".join(sorted(error.valid_methods))
        return answer

    def unforeseen(error: Exception) -> Response:
        if told := of_the_disk(error):
            return _answer(503, told)
        app.logger.error("unforeseen %s", type(error).__name__, exc_info=app.debug)
        return _answer(500)

    app.jinja_env.globals.update(refused_texts=refused_texts, texts_of=texts_of)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, unforeseen)
