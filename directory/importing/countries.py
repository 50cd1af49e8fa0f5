"""Which country the telephone numbers of a file are of, where they do not say so themselves."""

import re
from collections import Counter

import phonenumbers

from directory.importing.tables import Table
from directory.territory import fold

COUNTRIES = ("BE", "US", "FR", "NL", "LU", "GB", "DE")
# In Germany and Luxembourg nearly every row of digits is a number: only an address can name them.
_TOLD_BY_NUMBERS = ("US", "FR", "NL", "GB")
_MOST = 60
# What people write around a number: words in brackets, an extension, the end of a range ("15 - 16").
_AROUND = re.compile(r"\([^()]*[^\W\d_][^()]*\)|(?i:\b(?:ext|x|poste|toestel)\b.*)|\s[-/]\s*\d{1,3}\s*$")
_APART = re.compile(r"[;,|\n]|\s/\s")
_WORDS = re.compile(r"[^\d+()./ -]+")


def _numbers(texts: list[str]) -> list[str]:
    """The numbers without a country code in the cells of a column, each apart and without its notes."""
    found = (
        _WORDS.sub(" ", _AROUND.sub(" ", piece)).strip() for text in texts for piece in _APART.split(text)
    )
    return [one for one in found if "+" not in one and sum(c.isdigit() for c in one) >= 6][:_MOST]


def _right(numbers: list[str], country: str) -> int:
    count = 0
    for text in numbers:
        try:
            count += phonenumbers.is_valid_number(phonenumbers.parse(text, country))
        except phonenumbers.NumberParseException:
            continue
    return count


def country_of(tables: list[Table], texts: list[str]) -> str:
    """The country that the addresses name, if the numbers in ``texts`` are right there; else Belgium, unless
    nearly all of at least two numbers are right in another country and hardly any in Belgium.
    """
    columns = [
        (t, at) for t in tables for at, h in enumerate(t.header) if fold(h) in ("country", "land", "pays")
    ]
    named = Counter(
        cells[at] for table, at in columns for _number, cells in table.rows[:_MOST] if at < len(cells)
    )
    numbers = _numbers(texts)
    enough = len(numbers) * 0.8
    for code, _times in named.most_common():
        if code in COUNTRIES and _right(numbers, code) >= enough:
            return code
    belgian = _right(numbers, "BE")
    for code in _TOLD_BY_NUMBERS:
        right = _right(numbers, code)
        if right >= max(enough, 2) and right > 3 * belgian:
            return code
    return "BE"
