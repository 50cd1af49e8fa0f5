"""Search without the index, while it is being built: plain SQL, every word somewhere in the sheet's texts."""

from peewee import fn

from directory.answers import Criteria, Hit, Results
from directory.models import Location, Phone, Service, ServiceLanguage
from search_index.text import STOP, words

_TEXTS = (
    Service.name_nl, Service.name_fr, Service.name_en, Service.alt_names, Service.description_nl,
    Service.description_fr, Service.description_en, Service.audience,
)  # fmt: skip


def _holds(word: str) -> object:
    like = f"%{word}%"
    places = Location.select(Location.service).where(
        Location.municipality_nl**like | Location.municipality_fr**like | (Location.postal_code == word)
    )
    met = Service.id.in_(places)
    for column in _TEXTS:
        met |= column**like
    return met


def _numbers(text: str) -> object | None:
    digits = "".join(c for c in text if c.isascii() and c.isdigit()).lstrip("0")
    if len(digits) < 4 or any(c.isalpha() for c in text):
        return None
    return Service.id.in_(Phone.select(Phone.service).where(Phone.number.contains(digits)))


def find(criteria: Criteria, limit: int) -> Results:
    """As ``search.find``, with the names that hold the first word first; accents count, slips do not."""
    query = Service.select(Service.external_id).where(~Service.archived)
    asked = [word for word in criteria.q.lower().replace("%", " ").split() if words(word)]
    asked = [word for word in asked if word not in STOP][:6]
    if (number := _numbers(criteria.q)) is not None:
        query = query.where(number)
    else:
        for word in asked:
            query = query.where(_holds(word))
    if criteria.category:
        query = query.where(Service.category == criteria.category)
    if criteria.language:
        spoken = ServiceLanguage.select(ServiceLanguage.service).where(
            ServiceLanguage.code == criteria.language
        )
        query = query.where(Service.id.in_(spoken))
    if criteria.municipality:
        there = Location.select(Location.service).where(Location.municipality == criteria.municipality)
        query = query.where(Service.id.in_(there))
    if not asked and not criteria.filtered():
        return Results(degraded=True)
    first = asked[0] if asked else ""
    named = Service.name_nl.contains(first) | Service.name_fr.contains(first)
    rows = query.order_by(named.desc(), fn.LOWER(Service.name_nl), Service.id)
    ids = [str(row.external_id) for row in rows]
    return Results([Hit(found) for found in ids[:limit]], len(ids), degraded=True)
