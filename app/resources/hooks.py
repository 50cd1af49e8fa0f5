"""What search asks of a part of the application that it must not know.

``resources`` and ``cases`` are blind to one another; ``app.factory`` hands over these functions.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app

from app.auth.models import User
from directory.answers import CaseContext
from directory.models import Service

NAME = "resources"


@dataclass(frozen=True)
class Destination:
    """Somewhere to go: words, address, and in ``apart`` what tells it from another of the same words."""

    words: str
    url: str
    apart: str = ""


@dataclass(frozen=True)
class Hooks:
    """``case_context(case uuid, user)``: None when that case does not exist for the user.
    ``is_case(case uuid, user)``: whether it exists for the user; nothing of it is looked at.
    ``my_cases(user)``: the cases of the user, opened in memory.
    ``outcomes(sheet)``: what came of the referrals to it (``total accepted days``), or None.
    """

    case_context: Callable[[str, User], CaseContext | None] = lambda _uuid, _user: None
    is_case: Callable[[str, User], bool] = lambda _uuid, _user: False
    my_cases: Callable[[User], Iterable[Destination]] = lambda _user: ()
    outcomes: Callable[[Service], Any] = lambda _sheet: None


def use(app: Flask, hooks: Hooks) -> None:
    """Give ``app`` its hooks; the last ones given count."""
    app.extensions[NAME] = hooks


def hooks() -> Hooks:
    """The hooks of this application."""
    found: Hooks = current_app.extensions.get(NAME) or Hooks()
    return found
