"""Taking names and other words out of a text, however they are written there: in capitals or not, with or
without accents (``Zoe`` is *Zoé*, in one sign or in two; ``Yildiz`` is *Yıldız*), with the *s*
of ``Jans broer``, *El Amrani* in one word or with a hyphen.
"""

import re
import unicodedata
from collections.abc import Iterable

from app.cases.letters import PLAIN, is_mark

# A name of two letters may be a word too ("an", "ma"): it is a name where it begins with a capital.
_SHORT = 2


def _plain(char: str) -> str:
    """A sign as it is compared: small, without its accents, as it is typed where a keyboard lacks it."""
    apart = unicodedata.normalize("NFD", char.casefold()).translate(PLAIN)
    return "".join(one for one in apart if not is_mark(one))


def _shadow(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and of which sign of ``text`` each of its signs comes."""
    if text.isascii():
        return text.casefold(), list(range(len(text)))
    signs = [(plain, number) for number, char in enumerate(text) for plain in _plain(char)]
    return "".join(plain for plain, _number in signs), [number for _plain, number in signs]


def without(text: str, pattern: re.Pattern[str], instead: str) -> str:
    """The text with ``instead`` of each place that ``pattern`` (of small letters without accents) finds. A
    group *short* in it counts only where the text has a capital there; where there is a group *kept*, nothing
    is taken out."""
    told, origin = _shadow(text)
    kept, done = [], 0
    for found in pattern.finditer(told):
        if found.start() == found.end():
            continue
        begin, end = origin[found.start()], origin[found.end() - 1] + 1
        groups = found.groupdict()
        small = groups.get("short") and not text[origin[found.start("short")]].isupper()
        if groups.get("kept") or small:
            continue
        while end < len(text) and is_mark(text[end]):
            end += 1
        kept += [text[done:begin], instead]
        done = end
    return "".join([*kept, text[done:]])


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern for ``without``: small letters without accents match, however they stand in it. It cannot use
    what regular expressions write with a capital (``\\W``)."""
    return re.compile(_shadow(pattern)[0].replace("(?p<", "(?P<"))


def _of(name: str) -> str:
    """A name as a pattern finds it: its words apart, in one, or with a hyphen."""
    words = re.split(r"[\s-]+", _shadow(name)[0])
    return r"[\s-]*".join(map(re.escape, filter(None, words)))


def _pattern_of(names: frozenset[str], wary: bool) -> re.Pattern[str] | None:
    whole: list[str] = []
    short: list[str] = []
    for told in sorted(filter(None, map(_of, names)), key=len, reverse=True):
        (short if wary and len(told) <= _SHORT else whole).append(told)
    parts = [*whole, *([f"(?P<short>{'|'.join(short)})"] if short else [])]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?:'?s)?(?!\w)") if parts else None


def without_names(text: str, names: Iterable[str], instead: str, wary: bool = False) -> str:
    """The text with ``instead`` of each of ``names``, as a whole word, the longest first. ``wary``: one of
    two letters is taken out only where it is written with a capital."""
    pattern = _pattern_of(frozenset(names), wary)
    return without(text, pattern, instead) if pattern else text
