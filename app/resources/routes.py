"""Search as you type, and the sheet of one service."""

from typing import Any

from flask import Response, request
from flask_login import current_user

from app.htmx import htmx, page
from app.packing import packed
from app.resources import favourites, filters, opensearch, palette, personal, unmet
from app.resources.blueprint import blueprint
from app.resources.criteria import address, criteria_from
from app.resources.rows import rows
from directory import search as directory_search
from search_index.text import words

__all__ = ["blueprint", "opensearch", "palette", "personal", "unmet"]


def _start() -> dict[str, Any]:
    """What the page offers before anything is typed."""
    mine = [(external_id, "") for external_id in favourites.of(current_user)]
    return {"searches": personal.searches(), "favourites": rows(mine, current_user, frozenset())}


@blueprint.get("/resources", endpoint="search")
def search() -> Response:
    criteria = criteria_from(request.args)
    query = address(criteria)
    results = directory_search.find(criteria)
    if criteria.q and not htmx:
        personal.keep_search(query)
    terms = frozenset(words(f"{criteria.q} {results.corrected or ''}"))
    hits = [(hit.external_id, "") for hit in results.hits]
    found = page(
        "resources/search.html",
        "results",
        criteria=criteria,
        query=query,
        chips=filters.chips(criteria),
        filters=[] if htmx else filters.shown(criteria),
        rows=rows(hits, current_user, terms),
        total=len(hits),
        corrected=results.corrected,
        also=results.also_searched,
        start=None if query else _start(),
    )
    # A list of results holds nothing secret; the whole page, and the form of a search in vain, a token.
    return packed(found) if htmx and hits else found
