"""Where rooms that are blind to one another meet: what search may ask of case work, and nothing more."""

from flask import Flask, current_app, url_for

from app.auth.models import User
from app.auth.routes import private_key
from app.cases import opening, views
from app.cases.access import visible_to
from app.cases.models import Case
from app.resources import hooks
from app.resources.hooks import Destination


def my_cases(user: User) -> list[Destination]:
    """The cases of the signed-in ``user``, opened in memory, the last touched first; an empty
    list while the cases are shut.
    """
    private = private_key()
    if private is None or current_app.config["CASES_SHUT"]:
        return []
    cases = list(visible_to(user).order_by(Case.touched.desc()))
    lines = views.lines(cases, opening.open_many(cases, user, private) if cases else {})
    return [Destination(line.title, url_for("cases.page", uuid=line.uuid)) for line in lines]


def init(app: Flask) -> None:
    """Let search ask."""
    hooks.use(app, hooks.Hooks(my_cases=my_cases))
