"""Every failure becomes one calm page, or one short line for htmx; never a traceback."""

from flask import Flask, Response, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from app.htmx import htmx


def _most_megabytes() -> int:
    return max(1, (request.max_content_length or 0) // (1024 * 1024))


def _answer(status: int) -> Response:
    texts = {
        400: _("This form is no longer valid. Go back, and send it once more."),
        403: _("Your account may not do this."),
        404: _("This page does not exist."),
        405: _("This page does not exist."),
        413: _("This is too large to be taken in: at most %(num)s MB at once.", num=_most_megabytes()),
        429: _("Too many attempts. Wait a few minutes and try again."),
    }
    text = texts.get(status, _("Something went wrong on our side. Nothing that was saved is lost."))
    body = text if htmx else render_template("error.html", status=status, message=text)
    return make_response(body, status)


def init(app: Flask) -> None:
    """Map HTTP errors and everything unforeseen to ``_answer``."""

    def http_error(error: HTTPException) -> Response | HTTPException:
        if (error.code or 500) < 400:
            return error
        answer = _answer(error.code or 500)
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            answer.headers["Allow"] = ", ".join(sorted(error.valid_methods))
        return answer

    def unforeseen(error: Exception) -> Response:
        app.logger.error("unforeseen %s", type(error).__name__, exc_info=app.debug)
        return _answer(500)

    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, unforeseen)
