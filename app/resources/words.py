"""Codes in words, in the language of the page."""

from babel import Locale, UnknownLocaleError

from app.i18n import language
from app.resources.criteria import FILTERS
from directory import taxonomies, territory
from directory.search import Criteria


def language_name(code: str) -> str:
    """The name of a language that staff speak; its code where nobody knows the name."""
    try:
        name = Locale.parse(language()).languages.get(code, code)
    except UnknownLocaleError:
        return code
    return str(name[:1].upper() + name[1:])


def value_name(name: str, value: str) -> str:
    """A filter's value in words."""
    lang = language()
    if name == "category":
        return taxonomies.label("category", value, lang)
    if name == "municipality":
        return territory.name(value, lang)
    return language_name(value)


def in_words(criteria: Criteria) -> str:
    """A whole search: ``schulden · Sint-Gillis``."""
    values = [(name, getattr(criteria, name)) for name in FILTERS]
    parts = [criteria.q, *(value_name(name, value) for name, value in values if value)]
    return " · ".join(part for part in parts if part)
