"""The HSDS 3.0 API at ``/hsds/``: read-only, for programs, open to other sites' scripts.

Nothing here knows a person: no session is looked at. Keys, where the operator sets some, say who may read.
"""

import hmac
import json
from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, Response, current_app, request, stream_with_context
from werkzeug.exceptions import HTTPException

from app.exchange import questions
from app.exchange.questions import BadQuestion, Question
from app.security import public
from directory.hsds import answers, finding, paging, terms
from directory.models import LANGUAGES

blueprint = Blueprint("hsds", __name__, url_prefix="/hsds")
_SPECIFICATION = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"
_PROFILE = "https://docs.openreferral.org/en/3.0/"
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, X-API-Key, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Content-Language",
    "Access-Control-Max-Age": "86400",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "no-cache",  # may be kept, and is asked again each time: that is what the ETag is for
}


@blueprint.before_request
def _may_read() -> Response | None:
    keys = current_app.config["SCHAKEL"].hsds_keys
    if not keys or request.method == "OPTIONS":
        return None
    shown = (
        request.headers.get("X-API-Key") or request.headers.get("Authorization", "").partition("Bearer ")[2]
    )
    known = [hmac.compare_digest(shown.encode("utf-8", "replace"), key.encode()) for key in keys]
    if any(known):
        return None
    refused = _refused(401, "This directory is read with a key: Authorization: Bearer …")
    refused.headers["WWW-Authenticate"] = "Bearer"
    return refused


@blueprint.after_request
def _open(response: Response) -> Response:
    for name, value in OPEN.items():
        response.headers[name] = value
    response.vary.update(["Accept-Language", "Authorization", "X-API-Key"])
    return response


def _error(message: str) -> str:
    return json.dumps({"error": message})


def _refused(status: int, message: str) -> Response:
    return Response(_error(message), status, content_type="application/json")


@blueprint.after_app_request
def _read_only(response: Response) -> Response:
    """A way of asking that no address knows is refused before it is seen to be asked of this API."""
    ours = request.path.startswith(f"{blueprint.url_prefix}/")
    if response.status_code != 405 or not ours or request.blueprint:
        return response
    response.set_data(_error("This API is only read: GET, HEAD, OPTIONS."))
    response.content_type = "application/json"
    return _open(response)


@blueprint.errorhandler(BadQuestion)
def _bad_question(error: BadQuestion) -> Response:
    return _refused(400, str(error))


@blueprint.errorhandler(HTTPException)
def _http_error(error: HTTPException) -> Response:
    return _refused(error.code or 500, error.description or error.name)


def _preferred() -> str:
    return request.accept_languages.best_match(LANGUAGES, default="nl") or "nl"


def _lang() -> str:
    return questions.language_of(request.args, _preferred())


def _told(made: Any, lang: str) -> Response:
    """One JSON answer; 304 where the reader has it already."""
    body = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    response = Response(body, content_type="application/json")
    response.headers["Content-Language"] = lang
    response.add_etag()
    response.make_conditional(request)
    return response


def _list(question: Question, keys: Sequence[Any], make: Callable[[Sequence[Any]], list[Any]]) -> Response:
    if not question.ndjson:
        return _told(paging.page(keys, make, question.page, question.per_page), question.lang)
    lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in paging.stream(keys, make))
    response = Response(stream_with_context(lines), content_type="application/x-ndjson")
    response.headers["Content-Language"] = question.lang
    return response


def _one(made: Any, lang: str) -> Response:
    return _told(made, lang) if made is not None else _refused(404, "There is nothing with this id.")


def _asked() -> Question:
    return questions.read(request.args, _preferred())


@blueprint.get("", strict_slashes=False)
@blueprint.get("/")
@public
def about() -> Response:
    return _told({"version": "3.0", "profile": _PROFILE, "openapi_url": _SPECIFICATION}, _lang())


@blueprint.get("/services", strict_slashes=False)
@public
def services() -> Response:
    asked = _asked()
    make = answers.services(asked.lang, asked.full, asked.minimal)
    return _list(asked, finding.services(asked.filters), make)


@blueprint.get("/services/<wanted>")
@public
def service(wanted: str) -> Response:
    lang = _lang()
    return _one(answers.service(wanted, lang), lang)


@blueprint.get("/organizations", strict_slashes=False)
@public
def organizations() -> Response:
    asked = _asked()
    make = answers.organizations(asked.lang, asked.full, asked.full_service)
    return _list(asked, finding.organizations(asked.filters.search), make)


@blueprint.get("/organizations/<wanted>")
@public
def organization(wanted: str) -> Response:
    asked = _asked()
    return _one(answers.organization(wanted, asked.lang, asked.full_service), asked.lang)


@blueprint.get("/service_at_locations", strict_slashes=False)
@public
def at_locations() -> Response:
    asked = _asked()
    make = answers.at_locations(asked.lang, asked.full)
    return _list(asked, finding.at_locations(asked.filters), make)


@blueprint.get("/service_at_locations/<wanted>")
@public
def at_location(wanted: str) -> Response:
    lang = _lang()
    return _one(answers.at_location(wanted, finding.at_locations(finding.Filters()), lang), lang)


@blueprint.get("/taxonomies", strict_slashes=False)
@public
def taxonomies() -> Response:
    asked = _asked()
    made = [terms.taxonomy(key, asked.lang) for key in terms.TAXONOMIES]
    found = [
        one for one in made if finding.matches(f"{one['name']} {one['description']}", asked.filters.search)
    ]
    return _list(asked, found, list)


@blueprint.get("/taxonomies/<wanted>")
@public
def taxonomy(wanted: str) -> Response:
    lang = _lang()
    made = (terms.taxonomy(key, lang) for key in terms.TAXONOMIES)
    return _one(next((one for one in made if one["id"] == wanted.lower()), None), lang)


@blueprint.get("/taxonomy_terms", strict_slashes=False)
@public
def taxonomy_terms() -> Response:
    """Our lists are flat: every term is a top one (``top_only``), and none has a parent (``parent_id``)."""
    asked = _asked()
    questions.flag(request.args, "top_only")
    made = [terms.term(code, asked.lang) for code in terms.all_terms()]
    scheme, parent = asked.filters.taxonomy_id.lower(), request.args.get("parent_id", "")
    found = [
        one
        for one in made
        if (not scheme or one["taxonomy_id"] == scheme)
        and not parent
        and finding.matches(f"{one['code']} {one['description']}", asked.filters.search)
    ]
    return _list(asked, found, list)


@blueprint.get("/taxonomy_terms/<wanted>")
@public
def taxonomy_term(wanted: str) -> Response:
    lang, found = _lang(), terms.by_id().get(wanted.lower())
    return _one(terms.term(found.code, lang) if found else None, lang)


@blueprint.get("/<path:_elsewhere>")
@public
def elsewhere(_elsewhere: str) -> Response:
    return _refused(404, "There is nothing at this address.")
