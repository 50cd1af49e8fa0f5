"""The interface's language: the account's, else the cookie's, else the browser's; nl, fr or en."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from flask import Flask, current_app, request
from flask_babel import Babel, force_locale, format_date, format_datetime, get_locale, gettext
from flask_login import current_user
from werkzeug.exceptions import HTTPException

LANGUAGES = (("nl", "Nederlands"), ("fr", "Français"), ("en", "English"))
CODES = tuple(code for code, _name in LANGUAGES)
COOKIE = "language"
# Above the address of a form and not always there: only a picture or a text is shown on a page of its own.
_NO_PAGES = {"cases.document"}
CATALOGS = Path(__file__).parent.parent / "locales"


def N_(text: str) -> str:
    """Mark a text for the catalogs where it is raised; it is translated where it is shown."""
    return text


def choose() -> str:
    """The language of this request."""
    chosen: str = getattr(current_user, "language", "") or request.cookies.get(COOKIE, "")
    if chosen in CODES:
        return chosen
    return request.accept_languages.best_match(CODES, default="nl") or "nl"


def language() -> str:
    """The code of the language that this request is answered in."""
    locale = get_locale()
    return str(locale.language) if locale else "nl"


@lru_cache(maxsize=500)
def in_every_language(text: str) -> tuple[str, ...]:
    """A text of the interface (``N_``) in all of its languages."""
    found = []
    for code in CODES:
        with force_locale(code):
            found.append(gettext(text))
    return tuple(found)


def when(moment: datetime) -> str:
    """A moment (UTC, naive) as people here write it."""
    return str(format_datetime(moment, "d MMM y, HH:mm"))


def day(value: date) -> str:
    """A day as people here write it."""
    return str(format_date(value, "d MMM y"))


def part_of_day(text: str) -> str:
    """A date as far as it is known (``2026-08-22``, ``2026-08``, ``2026``) as people write it; other words as
    they are."""
    try:
        known = date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return text
    forms = {4: "y", 7: "MMMM y", 10: "d MMM y"}
    return str(format_date(known, forms[len(text)])) if len(text) in forms else text


def long_day(value: date) -> str:
    """A day as it is written in a letter: ``24 november 2026``."""
    return str(format_date(value, "d MMMM y"))


def weekday(value: date) -> str:
    """A day of the coming week: ``ma 24 nov``."""
    return str(format_date(value, "EEE d MMM"))


def coming(moment: datetime) -> str:
    """A moment (UTC, naive) of the coming week: ``ma 24 nov, 10:00``."""
    return str(format_datetime(moment, "EEE d MMM, HH:mm"))


def _is_page(path: str) -> bool:
    """Whether ``path`` can be asked for, and is about nothing but what this request is about: a word of its
    address may stand where another page has an identifier."""
    known = current_app.create_url_adapter(request)
    try:
        endpoint, about = known.match(path, method="GET") if known else ("", {})
    except HTTPException:
        return False
    mine = request.view_args if request.url_rule is not None else about
    return endpoint not in _NO_PAGES and about.items() <= (mine or {}).items()


def address_again() -> str:
    """Where this page is found again, in another language or by the browser's Back: its own address; where it
    answers a form and cannot be asked for, the nearest address above it that can."""
    if request.method == "GET" and request.endpoint != "auth.setup_form":
        return request.full_path.rstrip("?")
    path = request.path
    while path and not _is_page(path):
        path = path.rpartition("/")[0]
    if path == request.path and request.method == "POST":
        return request.full_path.rstrip("?")
    return path or "/"


def init(app: Flask) -> None:
    """Attach Flask-Babel with our catalogs; templates get ``address_again``."""
    app.jinja_env.globals["address_again"] = address_again
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(CATALOGS)
    Babel(app, locale_selector=choose, default_locale="nl", default_timezone="Europe/Brussels")
