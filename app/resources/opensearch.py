"""OpenSearch: the browser's address bar learns to search here (developer.mozilla.org/OpenSearch)."""

from flask import Response, render_template

from app.resources.blueprint import blueprint
from app.security import public


@blueprint.get("/opensearch.xml", endpoint="opensearch")
@public
def opensearch() -> Response:
    """Tells where to search and nothing of what is there, so it needs no sign-in."""
    body = render_template("resources/opensearch.xml")
    return Response(body, content_type="application/opensearchdescription+xml; charset=utf-8")
