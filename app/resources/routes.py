"""Search as you type, and the sheet of one service."""

from flask import Response, abort, render_template, request

from app.htmx import page
from app.i18n import language
from app.resources import opensearch, palette
from app.resources.blueprint import blueprint
from app.resources.criteria import criteria_from
from app.resources.views import language_name, rows_for, sheet_view
from directory import search as directory_search
from directory import taxonomies, territory
from directory.models import Service

__all__ = ["blueprint", "opensearch", "palette"]


@blueprint.get("/resources", endpoint="search")
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


@blueprint.get("/resources/<external_id>", endpoint="sheet")
def sheet(external_id: str) -> str:
    found = Service.get_or_none(Service.external_id == external_id, ~Service.archived)
    if found is None:
        abort(404)
    return render_template("resources/sheet.html", sheet=sheet_view(found, language()))
