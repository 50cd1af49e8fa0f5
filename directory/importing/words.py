"""Words of a cell as codes: languages, yes and no, kinds of service, municipalities, dates."""

import re
from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from directory import taxonomies, territory
from directory.models import LANGUAGES
from directory.territory import fold

_YES = {"yes", "ja", "oui", "y", "true", "1", "x"}
_NO = {"no", "nee", "neen", "non", "n", "false", "0"}
_UNKNOWN = {"", "unknown", "onbekend", "inconnu", "niet bekend", "not known"}
_INTERPRETING = re.compile(r"(?i)language line|interpret|tolk|interpr[eè]t|traduct|translat|vertaal")
# Names that people write and the list of the library has otherwise.
_MORE = {
    "farsi": "fa", "mandarin": "zh", "cantonese": "yue", "tagalog": "tl", "taiwanese": "nan", "flemish": "nl",
    "vlaams": "nl", "flamand": "nl", "amazigh": "zgh", "tamazight": "zgh", "berber": "zgh", "berbere": "zgh",
    "ned": "nl", "esp": "es",  # no codes of any norm, and in many lists
    "ber": "zgh", "berbers": "zgh",
    "gebarentaal": "sgn", "langue des signes": "sgn", "sign language": "sgn", "sgn": "sgn", "signes": "sgn",
    "vlaamse gebarentaal": "vgt", "langue des signes flamande": "vgt", "flemish sign language": "vgt",
    "vgt": "vgt", "lsfb": "sfb", "langue des signes de belgique francophone": "sfb", "sfb": "sfb",
    "langue des signes belge francophone": "sfb", "frans-belgische gebarentaal": "sfb",
    "french belgian sign language": "sfb", "belgian french sign language": "sfb",
    "riffijns": "rif", "rif": "rif", "castilian": "es", "slovaque": "sk", "romani": "rom", "moldavian": "ro",
}  # fmt: skip
# Words that look like a code: "no" answers a question, the others say that it is none, many or unknown.
_NO_LANGUAGE = {"no", "und", "mul", "mis", "zxx"}
_PAIR = re.compile(r"[-–]")
_CODES = re.compile(r"(?i)[a-z]{2,3}(?:[-–][a-z]{2,3})+")
_LOCALE = re.compile(r"[a-z]{2}[-_][A-Z]{2}|(?i:[a-z]{2}[-_]BE)")  # "pt-BR" is no Breton
_DATES = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"), (3, 2, 1)),
)


@cache
def _languages() -> dict[str, str]:
    """Folded name in nl, fr, en or its own language → code."""
    names: dict[str, str] = {}
    for lang in LANGUAGES:
        for code, name in Locale(lang).languages.items():
            if len(code) in (2, 3):
                names.setdefault(fold(name), code)
    for code in list(names.values()):
        try:
            own = Locale(code).languages.get(code)
        except UnknownLocaleError:  # a language that the library names but has no words of
            continue
        if own:
            names.setdefault(fold(own), code)
    return names | _MORE


@cache
def _codes() -> set[str]:
    known = {str(code) for code in Locale("en").languages}
    return {code for code in known if len(code) in (2, 3)} | set(_MORE.values())


def _code(word: str) -> str:
    """A code of ISO 639-1, or of 639-2 or 639-3 in its shortest form ("fre", "fra": "fr"), or ''."""
    if word in _NO_LANGUAGE:
        return ""
    if word in _codes():
        return word
    short = str(get_global("language_aliases").get(word, "")).partition("_")[0] if len(word) == 3 else ""
    return short if short in _codes() else ""


def apart(text: str) -> list[str]:
    """The languages of a cell, each as it was written: ``nl & fr``, ``FR-NL``, ``Frans en Turks``."""
    found: list[str] = []
    for piece in re.split(r"[;,\n/|&+]|\s[-–]\s|\s(?:en|et|and)\s", text):
        word = piece.strip(" .")
        found += _PAIR.split(word) if _CODES.fullmatch(word) and not _LOCALE.fullmatch(word) else [word]
    return [word for word in found if word]


def language(text: str) -> str:
    """The code of a language that is given by its code or its name, or ''."""
    word = text.strip()
    if code := _code(word[:2].casefold() if _LOCALE.fullmatch(word) else word.casefold()):
        return code
    names = [text, *re.findall(r"\((.+?)\)", text), text.partition("(")[0]]  # "Chinese (Mandarin)"
    return next((code for name in names if (code := _languages().get(fold(name), ""))), "")


def is_code(text: str) -> bool:
    """Whether a text has the form of a code of a language, known or not."""
    return text.isascii() and text.isalpha() and len(text) in (2, 3)


def means_interpreter(text: str) -> bool:
    """Whether words in a list of languages say that there is a telephone interpreter ("Language Line.")."""
    return bool(_INTERPRETING.search(text))


def yes_or_no(text: str) -> str:
    """``yes``, ``no``, ``unknown``, or '' for other words."""
    word = fold(text)
    return "yes" if word in _YES else "no" if word in _NO else "unknown" if word in _UNKNOWN else ""


@cache
def _categories() -> dict[str, str]:
    names = {fold(code): code for code in taxonomies.codes("category")}
    for code in taxonomies.codes("category"):
        for lang in LANGUAGES:
            names.setdefault(fold(taxonomies.label("category", code, lang)), code)
    return names


def category(text: str) -> str:
    """The code of a kind of service that is given by its code or its words in nl, fr or en, or ''."""
    return _categories().get(fold(text), "")


@cache
def _regions() -> set[str]:
    names = ("Brussels Hoofdstedelijk Gewest", "Région de Bruxelles-Capitale", "Brussels-Capital Region",
             "Brussels Capital Region", "Région bruxelloise", "Brussels gewest", "BRU")  # fmt: skip
    return {fold(name) for name in names}


def area(text: str) -> str:
    """The code of a municipality or of the region that is given by code, postal code or name, or ''."""
    if text in territory.municipalities() or text == territory.REGION:
        return text
    if fold(text) in _regions():
        return territory.REGION
    return territory.nis_of(territory.postal_code(text), text)


def day(text: str) -> str | None:
    """A date as ``2026-11-24`` (or the year, or year and month, that is all it says); None for no date."""
    if re.fullmatch(r"(\d{4}(-(0[1-9]|1[0-2]))?)?", text):
        return text
    for form, (year, month, number) in _DATES:
        if found := form.fullmatch(text):
            try:
                return date(int(found[year]), int(found[month]), int(found[number])).isoformat()
            except ValueError:
                return None
    return None
