"""The form of a sheet: what a browser sends as a snapshot, what can be chosen, and problems in words."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext

from app.i18n import N_, language, part_of_day
from app.resources.words import language_name
from directory import expertise, facts, hour_words, hours, languages, taxonomies, territory, typed_hours
from directory.checking import RHYTHMS, Problem, doubts, tidy
from directory.models import LANGUAGES, ServiceLanguage
from directory.snapshots import CODES, FIELDS, ROWS, Snapshot

LABELS = {
    "name_nl": N_("Name in Dutch"),
    "name_fr": N_("Name in French"),
    "name_en": N_("Name in English"),
    "alt_names": N_("Other names, abbreviations"),
    "category": N_("Kind of service"),
    "organisation": N_("Organisation"),
    "company_number": N_("Company number"),
    "description_nl": N_("What it does, in Dutch"),
    "description_fr": N_("What it does, in French"),
    "description_en": N_("What it does, in English"),
    "languages": N_("Languages staff speak"),
    "phone_interpreter": N_("Telephone interpreter"),
    "areas": N_("Competent for"),
    "expertise": N_("Reference expertise"),
    "phones": N_("Phone"),
    "locations": N_("Address"),
    "contacts": N_("Whom to ask for"),
    "opening_hours": N_("Hours"),
    "access": N_("How to get in"),
    "cost": N_("Cost"),
    "audience": N_("For whom"),
    "age_from": N_("From age"),
    "age_to": N_("To age"),
    "email": N_("E-mail address"),
    "website": N_("Website"),
    "source": N_("Source"),
    "source_date": N_("Date of the source"),
    "rhythm": N_("Check again every"),
    "checked": N_("Is all of the sheet checked now?"),
}
_PROBLEMS = {
    "name": N_("Give the name in at least one language."),
    "category": N_("Choose the kind of service."),
    "phone": N_("“%(value)s” is not a phone number. Write it as 02 123 45 67 or +32 2 123 45 67."),
    "email": N_("“%(value)s” is not an e-mail address."),
    "website": N_("“%(value)s” is not a web address. Write it as www.example.be."),
    "company_number": N_("“%(value)s” is not a Belgian company number: the check digits are not right."),
    "age": N_("“%(value)s” is not an age: write a whole number, or nothing."),
    "age_order": N_("The highest age is below the lowest."),
    "date": N_("Write the date as year-month-day: 2026-11-24."),
    "language": N_("“%(value)s” is not the code of a language: two or three letters, as in “sq”."),
    "area": N_("“%(value)s” is not a municipality of the region."),
    "expertise": N_("“%(value)s” is not a subject of the list."),
    "contact": N_("Say what this contact is for: reception, intake, social service…"),
    "rhythm": N_("Choose a number of months from the list."),
    "interpreter": N_("Choose yes, no or not known."),
    "long": N_("This is too long."),
    "many": N_("There are too many of these."),
    "postal_form": N_("“%(value)s” is not a Belgian postal code: four digits, from 1000 to 9999."),
    "postal_unknown": N_("“%(value)s” is the postal code of no municipality of the region."),
    "postal_other": N_(
        "“%(value)s” is the postal code of %(town)s, and the municipality here says “%(other)s”."
    ),
    "postal_outside": N_("“%(value)s” is not in the region, and this municipality is."),
    "postal_alone": N_("“%(value)s” is not in the region: write the municipality too."),
}
INTERPRETER = {"yes": N_("Yes"), "no": N_("No"), "unknown": N_("Not known")}
_INTEGERS = ("age_from", "age_to", "rhythm")


def read() -> Snapshot:
    """What was typed, with nothing judged; rows that were left empty are left out."""
    form = request.form
    typed: Snapshot = {name: tidy(form.get(name, "")) for name in FIELDS if name not in (*ROWS, *CODES)}
    for name in _INTEGERS:  # as the sheet keeps them, so that what was not touched is seen to be the same
        text = typed[name]
        typed[name] = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else text or None
    for name, (_model, columns) in ROWS.items():
        shown = [column for column in columns if column != "municipality"]
        lists = [[tidy(text) for text in form.getlist(f"{name}.{column}")] for column in shown]
        rows = [dict(zip(shown, cells, strict=False)) for cells in zip(*lists, strict=False)]
        typed[name] = [row for row in rows if any(row.values())]
    for row in typed["locations"]:
        town = row["municipality_nl"] or row["municipality_fr"]
        row["municipality"] = territory.nis_of(row["postal_code"], town)
    for name in CODES:
        typed[name] = list(dict.fromkeys(filter(None, map(tidy, form.getlist(name)))))
    others = tidy(form.get("other_languages", "")).replace(",", " ").split()
    typed["languages"] = list(dict.fromkeys([*typed["languages"], *(code.lower() for code in others)]))
    return typed


def in_words(problem: Problem) -> str:
    """What is wrong, and how it is written rightly."""
    if problem.kind == "hours":
        return hours_problem(problem.value)
    town = territory.name(territory.nis_of(problem.value), language())
    return _(_PROBLEMS[problem.kind], value=problem.value, town=town, other=problem.other)


# How hours are typed here, in the words of the language.
AN_EXAMPLE = N_("Mon-Fri 9am-12pm and 1pm-5pm; Sat by appointment; closed on public holidays")
_HOURS = {
    "word": N_("“%(word)s” is not understood in these hours. Write for example: %(example)s"),
    "half": N_("“%(word)s” can be meant in two ways. Write it with hours and minutes, as in 09:00-17:00."),
    "tongue": N_("“%(word)s” is another day in Dutch than in French. Write the day in full."),
    "hours": N_("There are no hours with “%(word)s”. Write for example: %(example)s"),
    "which": N_(
        "It is not clear which days “%(word)s” is about. Write these days together with all their hours."
    ),
}


def hours_problem(text: str) -> str:
    """Why hours are not kept as they were typed: they cannot be read, or were not shown yet as they are."""
    lang = language()
    read = typed_hours.read(text, lang)
    if read.expression:
        words = hours.in_words(read.expression, lang)
        return _("This is how we read it: %(words)s. If that is right, save once more.", words=words)
    return _(_HOURS[read.trouble], word=read.word, example=_(AN_EXAMPLE))


def meant(typed: Snapshot) -> Snapshot:
    """What was typed, with the hours as they are kept, where the form showed them so."""
    read = typed_hours.read(str(typed["opening_hours"]), language()).expression
    shown = request.form.get("hours_shown", "")
    return typed | {"opening_hours": read} if read and read == shown else typed


def problems_in_words(problems: list[Problem]) -> dict[str, str]:
    """Field → what is wrong, in the order of the form."""
    return {problem.field: in_words(problem) for problem in problems}


def unsure(typed: Snapshot, kept: Snapshot) -> tuple[dict[str, str], list[str]]:
    """Field → what to ask about it, in words, and the mark by which the form knows that it has asked. What
    was asked already and typed again is meant so."""
    told, marks = {}, []
    for problem in doubts(typed, kept):
        row = typed["locations"][int(problem.field.split(".")[1])]
        mark = " ".join([problem.value, row["municipality_nl"], row["municipality_fr"]])
        marks.append(mark)  # twice where both names of the municipality contradict the code
        if mark not in request.form.getlist("sure"):
            told[problem.field] = in_words(problem) + " " + _("If it is right, save once more.")
    text = str(typed["opening_hours"])
    unseen = text != kept["opening_hours"] and not hour_words.is_notation(text, language())
    if unseen and facts.hours_are_valid(text):  # "mar" is March in the notation, and a day in French
        told["opening_hours"] = hours_problem(text)
    return told, marks


def field_label(name: str) -> str:
    """A field in words."""
    return _(LABELS[name.partition(".")[0]])


def months(number: int | None) -> str:
    """A rhythm in words."""
    return _("as usual") if number is None else ngettext("%(num)s month", "%(num)s months", number)


def has_name(code: str) -> bool:
    """Whether a language can be chosen by its name; the others are typed by their code."""
    return language_name(code).lower() != code


def readable(snapshot: Snapshot) -> Snapshot:
    """As a person writes it: phones with their spaces, which come off again when the form is judged."""
    shown = dict(snapshot)
    shown["phones"] = [row | {"number": facts.format_phone(row["number"])} for row in snapshot["phones"]]
    shown["contacts"] = [row | {"phone": facts.format_phone(row["phone"])} for row in snapshot["contacts"]]
    return shown


def choices(snapshot: Snapshot) -> dict[str, Any]:
    """What the form offers for each field that is chosen rather than typed."""
    lang = language()
    known = [row.code for row in ServiceLanguage.select(ServiceLanguage.code).distinct()]
    codes = dict.fromkeys([*languages.CODES, *known, *snapshot["languages"]])
    named = sorted((code not in LANGUAGES, territory.fold(language_name(code)), code) for code in codes)
    return {
        "categories": [(code, taxonomies.label("category", code, lang)) for code in categories()],
        "spoken": [(code, language_name(code)) for *_order, code in named if has_name(code)],
        "other_languages": " ".join(c for c in snapshot["languages"] if not has_name(c)),
        "towns": territory.choices(lang),
        "subjects": subjects(),
        "rhythms": [("", months(None)), *((str(number), months(number)) for number in RHYTHMS)],
        "interpreters": [(code, _(words)) for code, words in INTERPRETER.items()],
    }


def categories() -> list[str]:
    """The kinds of service, in their order."""
    return taxonomies.codes("category")


def subjects() -> list[tuple[str, list[tuple[str, str]]]]:
    """What a sheet can be reference expertise for: the heading of each list, and its subjects."""
    words = {
        "life_domain": _("Life domains"),
        "intervention": _("What is done"),
        "category": _("Kinds of service"),
    }
    return [
        (
            words[scheme],
            [
                (f"{scheme}:{code}", taxonomies.label(scheme, code, language()))
                for code in taxonomies.codes(scheme)
            ],
        )
        for scheme in expertise.SCHEMES
    ]


def _place(row: dict[str, str]) -> str:
    """An address on one line, with both names of the municipality where it has two."""
    towns = " / ".join(dict.fromkeys(filter(None, (row["municipality_nl"], row["municipality_fr"]))))
    return ", ".join(filter(None, (row["street"], f"{row['postal_code']} {towns}".strip())))


def value_in_words(name: str, value: Any) -> str:
    """A field's value in one text, for a list of differences."""
    lang = language()
    if value in (None, "", []):
        return ""
    if name == "opening_hours":
        return hours.in_words(value, lang)
    if name == "locations":
        return "; ".join(_place(row) for row in value)
    if name in ROWS:
        value = readable({"phones": [], "contacts": [], name: value})[name]
        return "; ".join(", ".join(str(row[c]) for c in ROWS[name][1] if row.get(c)) for row in value)
    if name == "languages":
        return ", ".join(language_name(code) for code in value)
    if name == "expertise":
        return ", ".join(expertise.label(code, lang) for code in value)
    if name == "areas":
        whole = territory.REGION in value
        return (
            _("The whole Brussels-Capital Region")
            if whole
            else ", ".join(territory.name(c, lang) for c in value)
        )
    if name == "category":
        return taxonomies.label("category", value, lang)
    if name == "phone_interpreter":
        return _(INTERPRETER.get(value, value))
    if name == "source_date":
        return part_of_day(value)
    return months(value) if name == "rhythm" else str(value)
