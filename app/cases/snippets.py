"""Texts to insert in a note: templates, and facts explained to a family. Those of the house are in three
languages; a service adds its own.
"""

from app.audit import recorded
from app.auth.models import User
from app.cases.errors import CaseError
from app.cases.models import Snippet
from app.cases.snippet_texts import HOUSE
from app.cases.typed import within
from app.i18n import N_

LONGEST_TITLE, LONGEST_TEXT = 120, 10_000


def titles(lang: str) -> list[tuple[str, str]]:
    """What can be inserted: the service's own texts first. One query."""
    own = [(row.uuid, row.title) for row in Snippet.select().order_by(Snippet.title)]
    return own + [(code, texts[lang][0]) for code, texts in HOUSE.items()]


def text_of(code: str, lang: str) -> str:
    """The text behind a code; '' when there is none."""
    if code in HOUSE:
        return HOUSE[code][lang][1]
    row = Snippet.get_or_none(Snippet.uuid == code)
    return str(row.text) if row else ""


def add(by: User, title: str, text: str) -> Snippet:
    """A text of the service's own, for everybody. Raises CaseError when a part is missing or too long."""
    title, text = within(title, LONGEST_TITLE, "title"), within(text, LONGEST_TEXT, "text")
    if not title or not text:
        raise CaseError(N_("Give it a title and a text."), "text" if title else "title")
    row = Snippet(author=by, title=title, text=text)
    with recorded("snippet.added", row.uuid, by.uuid):
        row.save(force_insert=True)
    return row


def remove(by: User, uuid: str) -> None:
    """Take a text of the service's own away."""
    with recorded("snippet.removed", uuid[:60], by.uuid):
        Snippet.delete().where(Snippet.uuid == uuid).execute()
