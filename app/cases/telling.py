"""What points at somebody in a text without being a name of the case: numbers, days, streets, prisons.

Patterns for ``blanking.without``: of small letters without accents. A group *short* counts only where the
text has a capital, for what is a word as well (*namen*, *ça marche*, *may*).
"""

import re

from app.cases import blanking, custody
from directory.search import time_words

_MONTH = "|".join([*time_words.months(), "fev"])
_MONTHS = rf"(?:(?:{_MONTH})\b\.?)"
_NTH = r"(?:er|e|de|ste|st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?:19|20)\d{2}\b|\s+'\d{2}\b)?"
_OF = r"(?:(?:de la|du|des|de)\s+|(?:de l|d)'\s*)"
_HOUSE = r"(?:,?\s*(?:n°|nr\.?)?\s*\d{1,4}(?:\s?[a-z])?\b(?:[\s,]*(?:bus|bte|boite)\s*\d+)?)"
_STREET = r"\b[\w'-]{2,40}(?:straat|steenweg|(?<!s)laan|plein|kaai|dreef)"
# Who is *à la rue depuis 2 mois* lives in no street.
_NO_NAME = "(?!(?:depuis|pendant|avec|sans|dans|pour|après|avant|et|ou|il|elle|on|est|à|en|de nouveau)\\b)"
_RUE = rf"(?:rue|avenue|boulevard|chaussée|quai)\s+{_NO_NAME}"
_PLACE = (
    r"(?:place|square|allée|chemin|clos|drève|parvis|impasse|passage|cité|venelle|sentier|esplanade)\s+"
    f"{_NO_NAME}"
)
# *Une place de la Croix-Rouge 3 nuits* is no address either.
_NO_COUNT = r"(?!\s*(?:nuits?|jours?|fois|mois|ans?|semaines?|heures?|enfants?|personnes?|lits?|euros?)\b)"
_NAMED = rf"{_OF}?[^\d\n,;.:!?\[]{{2,40}}?{_HOUSE}"
# In this order: what is longer first. A bare year tells a birth or a judgment, so it goes too.
PATTERNS = [
    blanking.compiled(pattern)
    for pattern in (
        # Also some that run into one another; none that begins with what was taken out.
        r"[^\s@]{1,80}(?<!\])(?:@[^\s@]+){0,3}@[^\s@]+\.[^\s@]+",
        r"\b[a-z]{2}\d{2}(?:\s?\d{4}){2,7}\b",  # an account number
        r"\b\d{2}[.\s]?\d{2}[.\s]?\d{2}[-\s]?\d{3}[.\s]?\d{2}\b",  # a national register number
        rf"\b{_RUE}{_NAMED}",
        rf"(?P<short>\b{_PLACE}{_NAMED})",
        rf"\b{_PLACE}{_OF}?(?P<short>[\w'-])[^\d\n,;.:!?\[]{{1,39}}?{_HOUSE}{_NO_COUNT}",
        rf"\bgrand[\s-]place{_HOUSE}",
        rf"\b{_RUE}{_OF}[\w'-]+",
        rf"{_STREET}{_HOUSE}",
        rf"(?P<short>\b(?:grote|oude)\s+markt{_HOUSE}|\bmarkt{_HOUSE})",
        rf"(?P<short>\b[\w'-]{{2,40}}(?:laan|weg|lei|markt|hof|berg|dries|gaarde|kade|baan){_HOUSE}|{_STREET}\b|\b[\w'-]{{2,40}}laan\b)",
        r"\+?\d[\d\s./()-]{7,}\d",  # a telephone number
        r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\b",
        rf"\b\d{{1,2}}{_NTH}\s+(?:of\s+)?{_MONTHS}{_YEAR}",
        rf"(?P<short>\b(?:{_MONTH})\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b{_YEAR})",
        rf"\b{_MONTHS}\s+\d{{4}}\b",
        r"\b(?:19|20)\d{2}\b",
    )
]
# As families say them: the town's name in the other language, the new houses, what is no prison by law.
_ALSO = (
    "Anvers|Aarlen|Bruges|Termonde|Gand|Hoei|Ypres|Itter|Leuven|Louvain|Leuze|Malines|Bergen|Namen|Nijvel|Audenarde|"
    "Doornik|Marche|Kortrijk|Courtrai|Olen|Everberg|De Grubbe|Tongeren|Tongres|Marronniers"
).split("|")
_WORDS_TOO = frozenset({"Namen", "Bergen", "Marche", "Leuze"})


def _spelt(names: set[str]) -> str:
    """The names as one pattern, the longest first, with *Sint* in any spelling."""
    told = [
        r"[\s-]*".join(
            "(?:sint|saint|st\\.?)" if word in ("Sint", "Saint") else re.escape(word)
            for word in re.split(r"[\s-]+", name)
        )
        for name in sorted(names, key=len, reverse=True)
    ]
    return "|".join(told)


def _prisons() -> re.Pattern[str]:
    """The names of prisons, each language by itself."""
    known = {part.strip() for prison in custody.PRISONS for part in prison.name.split("/")} | {*_ALSO}
    kind = r"(?:[\s-]*(?:centraal|central|centrale|hulp(?:gevangenis)?|secondaire))?"
    capital = rf"(?P<short>{_spelt(known & _WORDS_TOO)})"
    # The OCMW of Saint-Gilles is asked about as that of any municipality.
    town = rf"(?P<kept>(?:cpas|ocmw|commune|gemeente)\s+(?:(?:de|van)\s+|d')?(?:{_spelt(known)}))"
    return blanking.compiled(rf"(?<!\w)(?:{town}|(?:{_spelt(known - _WORDS_TOO)}){kind}|{capital})(?!\w)")


PRISONS = _prisons()
