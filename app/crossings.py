"""Where rooms that are blind to one another meet: what search may ask of case work, and nothing more."""

from flask import Flask, current_app, url_for

from app.auth.models import User
from app.auth.routes import private_key
from app.cases import opening, outcomes, views
from app.cases.access import visible_to
from app.cases.context import search_context
from app.cases.models import Case
from app.resources import hooks
from app.resources.hooks import Destination
from directory.answers import CaseContext


def _private() -> bytes | None:
    return None if current_app.config["CASES_SHUT"] else private_key()


def case_context(uuid: str, user: User) -> CaseContext | None:
    """What a search may know of the case ``uuid``; None when it does not exist for ``user``."""
    private = _private()
    found = search_context(uuid, user, private) if private is not None else None
    return CaseContext(found.municipality, found.languages) if found else None


def my_cases(user: User) -> list[Destination]:
    """The cases of the signed-in ``user``, opened in memory, the last touched first; an empty
    list while the cases are shut.
    """
    private = _private()
    if private is None:
        return []
    cases = list(visible_to(user).order_by(Case.touched.desc()))
    lines = views.lines(cases, opening.open_many(cases, user, private) if cases else {})
    return [Destination(line.title, url_for("cases.page", uuid=line.uuid)) for line in lines]


def init(app: Flask) -> None:
    """Let search ask."""
    hooks.use(app, hooks.Hooks(case_context, my_cases, outcomes.of_service))
