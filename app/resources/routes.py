"""Search as you type, and the sheet of one service."""

from typing import Any

from flask import Response, current_app, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup

from app.htmx import kept_as, page, wants_fragment
from app.i18n import language
from app.packing import packed
from app.resources import (
    again,
    favourites,
    filters,
    opensearch,
    own,
    palette,
    personal,
    remarks,
    thesaurus,
    unmet,
)
from app.resources.also import also_named
from app.resources.blueprint import blueprint
from app.resources.criteria import FOR_WHOM, MOST_LINES, Asked, asked_in, unheeded
from app.resources.hooks import hooks
from app.resources.nameless import for_address
from app.resources.opens import asks
from app.resources.rows import Row, as_html, rows
from app.resources.words import language_name, reason_name, town_outside, value_name
from directory import figures, suggestions, territory
from directory import search as directory_search
from directory.answers import CaseContext, Elsewhere, Hit, Results
from directory.territory import fold

__all__ = ["blueprint", "opensearch", "palette", "personal", "thesaurus", "unmet"]
# How many lines a keystroke brings, and how many more each "show more".
LINES, MORE = 12, 24


def _with_address(answer: Response, asked: Asked, linked: Asked) -> Response:
    """An answer to what is being typed, with the address that the browser takes over and keeps, where it is
    not to hold all that was typed (``nameless.for_address``). The field keeps it."""
    if linked.q == asked.q:
        return answer
    query = linked.address()
    return kept_as(url_for("resources.search") + (f"?{query}" if query else ""), answer)


def _for_case(asked: Asked) -> tuple[Asked, CaseContext | None, bool]:
    """The search, what is known of the client of the case that it came from, and whether a case was left out.

    A case that is not the reader's, as in an address that a colleague copied, is answered as one that never
    was: the search without it, and nothing that could tell the two apart.
    """
    uuid = asked.params.get("case")
    if uuid is None:
        return asked, None, False
    if found := hooks().case_context(uuid, current_user):
        return asked, found, False
    kept = {name: value for name, value in asked.params.items() if name not in FOR_WHOM}
    return Asked(kept), None, True


def _case_words(case: CaseContext) -> str:
    lives = territory.name(case.municipality, language()) if case.municipality else _("no municipality noted")
    places = [_("Lives elsewhere") if case.elsewhere else lives]
    spoken = [language_name(code) for code in case.languages] or [_("no language noted")]
    interpreter = [_("interpreter needed")] if case.interpreter == "yes" else []
    needs = [_("what its notes are about")] if case.needs else []
    return " · ".join([*places, *spoken, *interpreter, *needs])


def _tail(asked: Asked) -> str:
    """What follows the address of a sheet, so that it knows the case that the search was for."""
    return f"?case={asked.params['case']}" if "case" in asked.params else ""


def _start(asked: Asked) -> dict[str, Any]:
    """What the page offers before anything is typed."""
    mine = [Hit(external_id) for external_id in favourites.of(current_user)]
    return {
        "searches": personal.searches(asked.onward()),
        "favourites": as_html(rows(mine, current_user), 3, _tail(asked)),
        "heard": remarks.told(suggestions.reported_by(current_user.uuid, unheard=True), language()),
    }


def _ways_out(results: Results, asked: Asked) -> dict[str, Any]:
    """Where nothing was found: nearer words, filters in the way, the same need next door, and what filters
    leave by themselves."""
    towns = results.suggestions.neighbours
    return {
        "alone": filters.alone(results, asked),
        "words": [(words, asked.address(q=words)) for words in results.suggestions.words],
        "relax": filters.relaxed(results, asked),
        "towns": [
            (f"{territory.name(nis, language())} ({count})", asked.address(municipality=nis))
            for nis, count in towns
        ],
    }


def _with_elsewhere(
    lines: list[Row], shown: list[Markup], elsewhere: dict[str, Elsewhere], asked: Asked
) -> list[Markup]:
    """The lines with, behind those that stand for all, the municipalities that have their own."""
    found = []
    for line, html in zip(lines, shown, strict=True):
        found.append(html)
        if there := elsewhere.get(line.line.external_id):
            towns = [(territory.name(code, language()), code) for code in there.codes]
            kept = {"category": there.kind} if there.kind else {}
            links = [
                (name, asked.address(municipality=code, show="", **kept))
                for name, code in sorted(towns, key=lambda town: fold(town[0]))
            ]
            ui: Any = current_app.jinja_env.globals["ui"]
            found.append(ui.elsewhere(links, url_for("resources.search")))
    return found


def _listed(
    asked: Asked, linked: Asked, case: CaseContext | None, results: Results, lines: list[Row]
) -> dict[str, Any]:
    """The results and all that is said about them; each link leads to ``linked``."""
    counts, most = filters.counted(results, asked), asked.show or LINES
    shown = _with_elsewhere(lines, as_html(lines, 2, _tail(asked)), results.elsewhere, linked)
    left = results.total - len(results.hits) - sum(there.sheets for there in results.elsewhere.values())
    return {
        "rows": shown,
        "total": results.total,
        "corrected": results.corrected,
        "missed": results.missed,
        "spoken": [(reason_name(reason), count) for reason, count in results.spoken],
        "open_then": [(reason_name(f"open:{code}"), count) for code, count in results.open_then],
        "outside": [town_outside(typed) for typed in results.outside],
        "unasked": results.unasked,
        "empty": not shown and not figures.any_sheet(),
        "also": also_named(results.also_searched, asked.q),
        "degraded": results.degraded,
        "behind": results.behind,
        "counts": filters.packed(counts),
        "filters": [] if wants_fragment() else filters.shown(asked, counts),
        "unknown": (results.hours_unknown, linked.hours_unknown()) if results.hours_unknown else None,
        "more": linked.address(show=str(most + MORE)) if most < MOST_LINES and left > 0 else "",
        "out": _ways_out(results, linked) if not shown else None,
        "to_tell": unmet.to_tell(asked) if not shown or results.missed else "",
        "untold": unmet.untold(asked) if not shown or results.missed else [],
        "neutral": "neutral" in asked.params,
        "case_words": _case_words(case) if case else "",
        "for_case": bool(case),
    }


@blueprint.get("/resources", endpoint="search")
def search() -> Response:
    fragment = wants_fragment()
    asked, case, left_out = _for_case(asked_in(request.args))
    typed, asked = asked.q, asked.sought()
    opens = unheeded(request.args, asked)
    key = again.key(asked) if fragment and case is None and not left_out and not opens else None
    if key and (told := again.told(key, directory_search.moment)):
        return told
    criteria = asked.criteria(None if "neutral" in asked.params else case)
    results = directory_search.find(criteria, limit=asked.show or LINES, together=True)
    linked = asked.instead(for_address(asked.q, results)) if asked.q else asked
    query = linked.lasting()
    if not fragment:
        personal.keep_search(asked, results)
    when = asks(asked, [code for code, _count in results.open_then])
    lines = rows(results.hits, current_user, when)
    aside = as_html(rows(results.aside, current_user), 3, _tail(asked))
    found = page(
        "resources/search.html",
        "results",
        asked=asked,
        linked=linked,
        typed=typed,
        query=query,
        here=url_for("resources.search"),
        fragment=fragment,
        left_out=left_out,
        instead=value_name("open", opens) if opens else "",
        chips=filters.chips(linked),
        start=None if asked.lasting() else _start(asked),
        aside=aside,
        on_paper=0 if fragment else len(own.picked(current_user)),
        **_listed(asked, linked, case, results, lines),
    )
    # A list of results holds nothing secret; the whole page, and the form for what is missing, a token.
    if not fragment:
        return found
    found = _with_address(found, asked, linked)
    if not lines or results.missed or aside:
        return found
    answer = packed(found)
    if key:
        again.keep(key, results, lines, answer)
    return answer
