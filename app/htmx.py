"""All that the application knows of htmx: one extension, one page configuration, one way to answer."""

import json
from typing import Any

from flask import Response, make_response, redirect, render_template
from flask_htmx import HTMX
from jinja2_fragments.flask import render_block

htmx = HTMX()

# Why each: history caching would copy no-store pages into the browser's storage; eval and script
# tags fall to the CSP anyway; 422 carries the form back as it was typed,
# 409 the two drafts that disagree.
CONFIG = json.dumps(
    {
        "historyCacheSize": 0,
        "refreshOnHistoryMiss": True,
        "allowEval": False,
        "allowScriptTags": False,
        "includeIndicatorStyles": False,
        "selfRequestsOnly": True,
        "responseHandling": [
            {"code": "204", "swap": False},
            {"code": "[23]..", "swap": True},
            {"code": "409|422", "swap": True},
            {"code": "[45]..", "swap": False, "error": True},
        ],
    }
)


def wants_fragment() -> bool:
    """Whether htmx asks for a part of a page, rather than for the whole of it on the way back."""
    return bool(htmx) and not htmx.history_restore_request


def page(template: str, block: str, status: int = 200, **context: Any) -> Response:
    """The named block of ``template`` for htmx, the whole page for everybody else.

    ``Vary`` keeps a cache, and the Back button, from showing the one for the other.
    """
    if wants_fragment():
        body = render_block(template, block, **context)
    else:
        body = render_template(template, **context)
    response = make_response(body, status)
    response.headers.add("Vary", "HX-Request")
    return response


def to_sign_in(url: str) -> Response:
    """401 that makes htmx leave for the sign-in page instead of swapping it into a fragment."""
    response = make_response("", 401)
    response.headers["HX-Redirect"] = url
    return response


def kept_as(url: str, answer: Response) -> Response:
    """The answer, for which the browser keeps ``url`` in place of the address that was asked."""
    answer.headers["HX-Replace-Url"] = url
    return answer


def done(url: str) -> Response:
    """The end of a form: nothing to show for a script, which has shown it already; else on to ``url``."""
    return make_response("", 204) if htmx else make_response(redirect(url, 303))
