"""What no program reads of a row, kept for people in the note on access: under which word, and how it comes
beside what stands there already.
"""

from collections.abc import Iterable

from directory.territory import fold

# What a field is called in a sheet's text, in the language of the file. Not for the catalogs: whoever reads
# the sheet reads what was written down then.
_WORDS = {
    "opening_hours": {"nl": "Openingsuren", "fr": "Heures d’ouverture", "en": "Opening hours"},
    "languages": {"nl": "Talen", "fr": "Langues", "en": "Languages"},
    "territory": {"nl": "Werkgebied", "fr": "Zone d’action", "en": "Area"},
    "email": {"nl": "E-mail", "fr": "E-mail", "en": "E-mail"},
    "website": {"nl": "Website", "fr": "Site web", "en": "Website"},
    "company_number": {"nl": "Ondernemingsnummer", "fr": "Numéro d’entreprise", "en": "Company number"},
    "age_from": {"nl": "Leeftijd vanaf", "fr": "Âge minimum", "en": "Age from"},
    "age_to": {"nl": "Leeftijd tot", "fr": "Âge maximum", "en": "Age to"},
}
_APART = "; "


def label(name: str, headings: Iterable[str], lang: str) -> str:
    """The word that stands before a remark about the field ``name``: the file's own heading, unless that is
    only the name that programs know it by.
    """
    own = next((heading for heading in headings if fold(heading) != fold(name)), "")
    return own.replace("_", " ")[:60] or _WORDS[name].get(lang, _WORDS[name]["nl"])


def joined(parts: Iterable[str]) -> str:
    """Texts one after the other, without the empty ones."""
    return _APART.join(filter(None, parts))


def beside(text: str, before: list[str], after: list[str]) -> str:
    """The note on access with the remarks that a source makes now beside what else it says.

    A remark that the source made ``before`` is not added again where somebody took it away, and goes when the
    source makes it no longer; one that stands there in any form is not repeated.
    """
    parts = text.split(_APART)
    for old in before:
        gone = old.split(_APART)
        at = next((n for n in range(len(parts)) if parts[n : n + len(gone)] == gone), None)
        if old not in after and at is not None:
            del parts[at : at + len(gone)]
    kept = _APART.join(parts)
    return joined([kept, *(new for new in after if new not in before and new not in kept)])
