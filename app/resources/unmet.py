"""What the directory lacks: told by whoever searched in vain, worked off by the editors.

Nothing is kept by itself: a search may name a client. Only what somebody chooses to tell is kept, without
who told it: of the day, the week alone, and no line in the log, which could be laid beside the list. What
looks like a person's details is refused; what may be a name is left out.
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.resources.blueprint import blueprint
from app.resources.criteria import Asked, asked_by, asked_in, clean
from app.resources.models import Unmet
from app.resources.nameless import about_help, says_nothing, unsure, without_names
from app.resources.personal import back
from app.resources.words import in_words, value_name
from app.security import needs_role
from directory import clock, taxonomies, territory
from directory.territory import fold
from directory.transactions import writing

# An e-mail address, or as many digits as a phone or a national register number has.
_PERSONAL = re.compile(r"\S@\S|(?:\d[\s./()+-]*){7,}")
MOST_ADDED = 3  # words that may be names, to be added by a tap
# Filters that say which help is sought. Where has a field of its own; whether somebody is open, or was
# checked lately, tells of no gap.
_SOUGHT = ("category", "language", "interpreter", "audience", "access", "cost")


def tell(words: str, municipality: str = "", category: str = "") -> None:
    """Keep that ``words`` were missing; the same words again only count up."""
    today = clock.today()
    day = today - timedelta(days=today.weekday())
    for row in Unmet.select().where(~Unmet.done, Unmet.municipality == municipality):
        if fold(row.words) == fold(words):
            Unmet.update(times=Unmet.times + 1, day=day).where(Unmet.id == row.id).execute()
            return
    Unmet.create(words=words, municipality=municipality, category=category, day=day)


def to_tell(asked: Asked) -> str:
    """What the field is sent with by one tap: of what was typed, what is about help, or else the filters that
    say what was sought."""
    if asked.q:
        return about_help(asked.q)
    chosen = [value_name(name, value) for name, value in asked.filters().items() if name in _SOUGHT]
    return " · ".join(chosen)


def untold(asked: Asked) -> list[str]:
    """The words that the field leaves out, each to be added by who knows that it is no name."""
    return unsure(asked.q)[:MOST_ADDED]


def _told() -> str:
    """What is told: the words of the field, and those that were added by a tap."""
    words = clean(request.form.get("words", ""), 200)
    added = [clean(word, 200) for word in request.form.getlist("add")[:MOST_ADDED]]
    missing = [word for word in added if fold(word) not in fold(words).split()]
    return clean(" ".join(filter(None, (words, *missing))), 200)


def _coded(asked: Asked, name: str) -> str:
    """The code of a filter; '' for what is none: a field that nobody sees is no place for other words."""
    code = asked.params.get(name, "")
    known = territory.municipalities() if name == "municipality" else taxonomies.codes(name)
    return code if code in known else ""


def _form(words: str, asked: Asked, query: str, error: str = "", offered: Iterable[str] = ()) -> str:
    """The form on a page of its own, which is found again by ``query``: the search to go back to."""
    here = url_for("resources.missing_form") + (f"?{query}" if query else "")
    return render_template(
        "resources/missing.html", words=words, asked=asked, query=query, back=back(query), error=error,
        form_page=here, untold=offered,
    )  # fmt: skip


@blueprint.get("/missing/new", endpoint="missing_form")
def missing_form() -> str:
    """For the search that the address says: below a list of results stands a link to it, no form, since a
    list with a token cannot be told again (``again``)."""
    asked = asked_in(request.args)
    return _form(to_tell(asked), asked, asked.address(), offered=untold(asked))


@blueprint.post("/missing", endpoint="tell_missing")
def tell_missing() -> Any:
    words = _told()
    kept = without_names(words)
    asked, query = asked_in(request.form), request.form.get("query", "")
    error = ""
    if not words:
        error = _("Write what you looked for.")
    elif _PERSONAL.search(words):
        error = _("Leave out numbers and addresses: nothing about a client may stand here.")
    elif says_nothing(kept):
        error = _("Leave out names: nothing about a client may stand here.")
    if error:
        return _form(words, asked, query, error, untold(asked_by(query))), 422
    with writing(Unmet._meta.database):
        tell(kept, _coded(asked, "municipality"), _coded(asked, "category"))
    page, left_out, to = "resources/missing_told.html", kept.split() != words.split(), back()
    return render_template(page, words=kept, back=to, left_out=left_out, form_page=to)


def search_of(row: Unmet) -> str:
    """The search that lacked something, once more."""
    asked = Asked({"q": row.words, "category": row.category, "municipality": row.municipality})
    return f"{url_for('resources.search')}?{asked.address()}"


@blueprint.get("/missing", endpoint="missing")
@needs_role("editor")
def missing() -> Any:
    """The list for editors: what is asked most stands first, what is done last."""
    rows = (
        Unmet.select().order_by(Unmet.done, Unmet.times.desc(), Unmet.day.desc(), Unmet.id.desc()).limit(200)
    )
    shown = [
        (row, in_words(Asked({"category": row.category, "municipality": row.municipality}))) for row in rows
    ]
    return render_template("resources/missing_list.html", rows=shown, search_of=search_of)


@blueprint.post("/missing/<uuid>", endpoint="missing_done")
@needs_role("editor")
def missing_done(uuid: str) -> Any:
    row = Unmet.get_or_none(Unmet.uuid == uuid)
    if row is None:
        abort(404)
    done = request.form.get("done") == "1"
    with recorded("missing.done" if done else "missing.reopened", uuid, current_user.uuid):
        Unmet.update(done=done).where(Unmet.id == row.id).execute()
    return redirect(url_for("resources.missing"), 303)
