"""A paper to print: in a language of its own, on a page in the reader's."""

from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale


def leaf_page(template: str, lang: str, title: str, back: str, back_words: str, **context: Any) -> str:
    """The page that shows ``template``, an ``article`` alone, in ``lang`` (nl, fr or en); ``back``: the
    address to go back to."""
    with force_locale(lang):
        leaf = current_app.jinja_env.get_template(template).make_module({**context, "paper_lang": lang})
    return render_template("cases/leaf.html", leaf=leaf, title=title, back=back, back_words=back_words)
