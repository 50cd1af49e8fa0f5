"""The booklet: a search, or the whole directory, on paper, by kind of service.

Nothing about a client or a case is on it, and no secret address, nor a text that may hold one.
"""

from dataclasses import dataclass
from typing import Any

from flask import render_template

from app.i18n import language
from app.resources.blueprint import blueprint
from app.resources.exports import asked_now, ids_of
from app.resources.sheets import with_labels
from app.resources.views import territory_name
from app.resources.words import described, in_words, language_name
from directory import clock, coding, discretion, facts, hours, taxonomies
from directory.discretion import UNNAMED
from directory.hsds import loading
from directory.models import Service


@dataclass(frozen=True)
class Entry:
    """A sheet on paper. ``text`` is (words, language)."""

    name: str
    name_lang: str
    phones: list[tuple[str, str]]
    places: list[str]
    reach: str
    text: tuple[str, str]
    hours: str
    access: str
    languages: str
    territory: str


def entry(sheet: Service) -> Entry:
    """What is printed of a sheet, in the reader's language; no query where it was loaded whole."""
    lang = language()
    name, name_lang = sheet.name(lang)
    secret, hidden = sheet.address_restricted, discretion.of(sheet)
    places = [", ".join(filter(None, (p.street, p.town(lang)))) for p in sheet.locations]
    return Entry(
        hidden.told(name, UNNAMED),
        name_lang,
        [(facts.format_phone(row.number), hidden.told(row.note)) for row in sheet.phones],
        [] if secret else [place for place in places if place],
        " · ".join(filter(None, map(hidden.told, (sheet.email, sheet.website)))),
        ("", lang) if secret else described(sheet, lang),
        hidden.told(hours.in_words(sheet.opening_hours, lang)),
        "" if secret else with_labels("access", coding.access(sheet.access), str(sheet.access)),
        ", ".join(language_name(row.code) for row in sheet.languages),
        territory_name(list(sheet.areas), lang),
    )


@blueprint.get("/resources/booklet", endpoint="booklet")
def booklet() -> Any:
    """The page to print."""
    asked, lang = asked_now(), language()
    by_category: dict[str, list[Entry]] = {code: [] for code in taxonomies.codes("category")}
    for sheet in loading.sheets(ids_of(asked)):
        by_category.setdefault(str(sheet.category), []).append(entry(sheet))
    chapters = [
        (code, taxonomies.label("category", code, lang), sorted(found, key=lambda one: one.name.casefold()))
        for code, found in by_category.items()
        if found
    ]
    return render_template(
        "resources/booklet.html",
        chapters=chapters,
        total=sum(len(found) for _code, _words, found in chapters),
        words=in_words(asked) if asked.params else "",
        today=clock.today(),
        query=asked.address(),
    )
