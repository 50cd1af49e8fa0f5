"""What somebody typed into a form of the directory is kept whole or refused: nothing is cut off silently."""

from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from app.resources.blueprint import blueprint
from app.resources.criteria import clean


class TooLong(Exception):
    """A text has ``over`` characters more than the ``most`` that its field takes."""

    def __init__(self, over: int, most: int) -> None:
        super().__init__("too long")
        self.over, self.most = over, most


def within(text: str, most: int) -> str:
    """A text that was typed. Raises TooLong, which is answered with every text of its form, to be copied."""
    if len(text) > most:
        raise TooLong(len(text) - most, most)
    return text


def whole(name: str, most: int) -> str:
    """The text of a field of the form. Raises TooLong."""
    given = request.form.get(name, "")
    return within(clean(given, len(given)), most)


@blueprint.app_errorhandler(TooLong)
def refused(error: TooLong) -> Any:
    """A form may have fields of many pages; the answer is one page for all."""
    message = _(
        "Too long, %(over)s over: at most %(most)s characters. Nothing was cut.",
        over=error.over,
        most=error.most,
    )
    return render_template("error.html", status=422, message=message), 422
