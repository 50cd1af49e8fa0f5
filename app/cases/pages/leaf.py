"""A paper to print: in a language of its own, on a page in the reader's."""

from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale

from app.cases import clock, desk, outgoing, views
from app.cases.models import Referral


def leaf(template: str, lang: str, **context: Any) -> Any:
    """``template``, an ``article`` alone, in ``lang`` (nl, fr or en): to stand in a page."""
    with force_locale(lang):
        return current_app.jinja_env.get_template(template).make_module({**context, "paper_lang": lang})


def letter(row: Referral, words: dict[str, str], lang: str, level: int = 1) -> Any:
    """The letter of a referral as it leaves, from its sender to its last line, with the day on which it left:
    the same on paper, in the preview and behind a partner's link. ``level`` is that of its heading."""
    with force_locale(lang):
        paper = outgoing.paper(words)
    target, address = views.target_outside(row, lang)
    return leaf(
        "cases/letter.html", lang, paper=paper, target=target, address=address, letterhead=desk.settings(),
        author=row.author.called, on=outgoing.left_on(row) or clock.today(), level=level,
    )  # fmt: skip


def call_sheet(row: Referral, words: dict[str, str], lang: str) -> Any:
    """What to have at hand when calling together, of the same words."""
    with force_locale(lang):
        paper = outgoing.paper(words)
    phones = outgoing.phones(row.service)
    target = views.target_outside(row, lang)[0]
    return leaf("cases/call.html", lang, paper=paper, target=target, phones=phones)


def leaf_page(shown: Any, title: str, back: str, back_words: str) -> str:
    """The page that shows a ``leaf``; ``back``: the address to go back to."""
    return render_template("cases/leaf.html", leaf=shown, title=title, back=back, back_words=back_words)
