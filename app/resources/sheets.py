"""Everything known about one service, in words, for its page and for paper."""

from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from app.i18n import language, part_of_day
from app.resources.edit_forms import months
from app.resources.views import PhoneView, freshness, territory_name
from app.resources.words import described, language_name
from directory import coding, discretion, expertise, facts, hours, phrases, taxonomies
from directory.discretion import UNNAMED, Discretion
from directory.facts import BRUSSELS
from directory.models import LANGUAGES, Service
from directory.territory import fold


@dataclass(frozen=True)
class Text:
    """A text and the language that it is in, which may not be the reader's."""

    words: str
    lang: str


@dataclass(frozen=True)
class Contact:
    """Whom to ask for."""

    function: str
    email: str
    phones: list[PhoneView]


@dataclass(frozen=True)
class SheetView:
    """The sheet of a service. ``fallback``: its description is not in the reader's language."""

    external_id: str
    name: Text
    other_names: list[Text]
    alt_names: str
    organisation: str
    company_number: str
    description: Text
    fallback: bool
    category: str
    places: list[str]
    phones: list[tuple[PhoneView, str]]
    contacts: list[Contact]
    languages: list[str]
    interpreter: str
    hours: str
    open_now: bool | None
    hours_known: bool
    email: str
    website: str
    audience: str
    ages: str
    territory: str
    access: str
    cost: str
    expertise: list[str]
    colleague: bool
    source: str
    source_links: list[str] = field(default_factory=list)
    source_date: str = ""
    freshness: str = ""
    rhythm: str = ""
    archived: bool = False
    address_restricted: bool = False


def _view(number: str) -> PhoneView:
    return PhoneView(facts.format_phone(number), facts.tel_uri(number))


def _address(place: Any, lang: str) -> str:
    return ", ".join(part for part in (place.street, place.town(lang)) if part)


def _ages(sheet: Service) -> str:
    low, high = sheet.age_from, sheet.age_to
    if low is not None and high is not None:
        return _("%(low)s to %(high)s years", low=low, high=high)
    if low is not None:
        return _("from %(low)s years", low=low)
    return _("up to %(high)s years", high=high) if high is not None else ""


def _address_of(website: str) -> str:
    return website if not website or website.startswith(("http://", "https://")) else f"https://{website}"


def _sources(text: str) -> tuple[str, list[str]]:
    """A source's words, and the web addresses in it, which are shown as links."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    links = [part for part in parts if part.startswith(("http://", "https://")) and " " not in part]
    return "; ".join(part for part in parts if part not in links), links


def _texts(sheet: Service) -> dict[str, Any]:
    lang = language()
    name, description = Text(*sheet.name(lang)), Text(*described(sheet, lang))
    others = [Text(getattr(sheet, f"name_{code}"), code) for code in LANGUAGES if code != name.lang]
    source, links = _sources(str(sheet.source))
    return {
        "name": name,
        "other_names": [one for one in others if one.words and one.words != name.words],
        "description": description,
        "fallback": bool(description.words) and description.lang != lang,
        "source": source,
        "source_links": links,
    }


def with_labels(kind: str, codes: list[str], text: str) -> str:
    """A text that is in one language only, in the reader's as far as its phrases are known. Else it stands
    behind what it says in the reader's: ``Inwoners – people of the village``; what it says in these words
    already is not said twice.
    """
    text, all_of_it = phrases.told(text, language())
    if all_of_it:
        return text[:1].upper() + text[1:]
    said = fold(text)
    labels = [taxonomies.label(kind, code, language()) for code in codes]
    new = ", ".join(label for label in labels if fold(label) not in said)
    return f"{new} – {text}" if new else text


def sheet_view(sheet: Service) -> SheetView:
    """The words of the page of ``sheet``, in the language of the page."""
    lang = language()
    owner = sheet.organisation
    return SheetView(
        **_texts(sheet),
        external_id=sheet.external_id,
        alt_names=sheet.alt_names,
        organisation=(owner.name_fr if lang == "fr" else owner.name_nl) if owner else "",
        company_number=owner.company_number if owner else "",
        category=taxonomies.label("category", sheet.category, lang),
        places=[_address(place, lang) for place in sheet.locations],
        phones=[(_view(row.number), row.note) for row in sheet.phones.order_by("position")],
        contacts=[
            Contact(row.function, row.email, [_view(row.phone)] if row.phone else [])
            for row in sheet.contacts
        ],
        languages=[language_name(row.code) for row in sheet.languages],
        interpreter=sheet.phone_interpreter,
        hours=hours.in_words(sheet.opening_hours, lang),
        open_now=facts.open_at(sheet.opening_hours, datetime.now(BRUSSELS)),
        hours_known=hours.say_when(sheet.opening_hours),
        email=sheet.email,
        website=_address_of(sheet.website),
        audience=with_labels("audience", coding.audience(sheet.audience), sheet.audience),
        ages=_ages(sheet),
        territory=territory_name(list(sheet.areas), lang),
        colleague=expertise.is_colleague(sheet),
        expertise=[expertise.label(row.code, lang) for row in sheet.expertise],
        access=with_labels("access", coding.access(sheet.access), sheet.access),
        cost=with_labels("cost", coding.cost(sheet.cost), sheet.cost),
        source_date=part_of_day(str(sheet.source_date)),
        freshness=freshness(sheet),
        rhythm=months(sheet.rhythm),
        archived=sheet.archived,
        address_restricted=sheet.address_restricted,
    )


def view_outside(sheet: Service) -> SheetView:
    """The same as it may leave the house: where a service is secretly is in none of its words."""
    view, hidden = sheet_view(sheet), discretion.of(sheet)
    if not sheet.address_restricted:
        return view
    told = {one.name: _told(getattr(view, one.name), hidden) for one in fields(view)}
    return replace(view, **{**told, "name": _told(view.name, hidden, UNNAMED), "places": [], "contacts": []})


def _told(value: Any, hidden: Discretion, instead: str = "") -> Any:
    """A value of a view without what it would tell: texts, and lists and pairs of texts."""
    if isinstance(value, str):
        return hidden.told(value, instead)
    if isinstance(value, Text):
        return replace(value, words=hidden.told(value.words, instead))
    if isinstance(value, list | tuple):
        return type(value)(_told(one, hidden, instead) for one in value)
    return value
