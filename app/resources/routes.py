"""Search as you type, and the sheet of one service."""

from typing import Any

from flask import Blueprint, Response, abort, render_template, request

from app.htmx import page
from app.i18n import language
from app.resources.views import language_name, rows_for, sheet_view
from directory import search as directory_search
from directory import taxonomies, territory
from directory.models import Service

blueprint = Blueprint("resources", __name__, url_prefix="/resources")


def criteria_from(args: Any) -> directory_search.Criteria:
    """The search that a URL's query asks for. Anything unreadable in it is left out, never an error."""

    def clean(name: str, most: int) -> str:
        text: str = args.get(name, "")[:most]
        return text.encode("utf-8", "ignore").decode().replace("\0", " ").strip()

    return directory_search.Criteria(
        q=clean("q", 200),
        category=clean("category", 40),
        municipality=clean("municipality", 10),
        language=clean("language", 10),
    )


@blueprint.get("", endpoint="search")
def search() -> Response:
    lang = language()
    criteria = criteria_from(request.args)
    results = directory_search.find(criteria)
    rows = rows_for(results.hits, lang)
    return page(
        "resources/search.html",
        "results",
        criteria=criteria,
        rows=rows,
        total=len(rows),
        corrected=results.corrected,
        also=results.also_searched,
        categories=[
            (code, taxonomies.label("category", code, lang)) for code in taxonomies.codes("category")
        ],
        municipalities=territory.choices(lang),
        language_choices=[(code, language_name(code)) for code in ("nl", "fr", "en", "de")],
    )


@blueprint.get("/<external_id>", endpoint="sheet")
def sheet(external_id: str) -> str:
    found = Service.get_or_none(Service.external_id == external_id, ~Service.archived)
    if found is None:
        abort(404)
    return render_template("resources/sheet.html", sheet=sheet_view(found, language()))
