"""Rows of a list that are no service: its headings, in one row or two, what they ask, and what adds up."""

import re

from directory.importing.targets import MANY, TONGUES, meaning
from directory.territory import fold

# "Totaal", "Sous-total", "Totaal / Total": words of a sum, and what may stand beside them; the other cells
# of such a row are amounts.
_SUMS = {"totaal", "total", "totaux", "subtotaal", "subtotal", "eindtotaal"}
_BESIDE = set("algemeen general sous sub grand aantal nombre diensten services de van des".split())
_AMOUNT = re.compile(r"\d{1,6}([.,]\d+)?\s*[%€]?")


def bare(cells: list[str]) -> list[str]:
    """A row without the blank cells at its end."""
    filled = [at for at, text in enumerate(cells) if text]
    return cells[: filled[-1] + 1] if filled else []


def first_row(first: list[list[str]]) -> int:
    """Which of the first rows is the header: the first, unless it knows no heading and one below does (a
    title may have a second cell, with a date or a version).
    """
    known = [sum(bool(meaning(text)) for text in cells if text) for cells in first]
    below = (at for at, count in enumerate(known) if count > 1)
    return 0 if known[0] else next(below, 0)


def in_two_rows(upper: list[str], lower: list[str]) -> list[str]:
    """The headings of a list that has them in two rows ("Contact" above "Tel." and "E-mail", as merged cells
    are saved); [] where the second is a row like the others.
    """
    upper, lower = bare(upper), bare(lower)
    width = max(len(upper), len(lower))
    made: list[str] = []
    group, is_under = "", False
    for above, own in zip(_padded(upper, width), _padded(lower, width), strict=True):
        group = above or group
        is_under |= bool(own and not above)
        both = f"{group} {own}"
        # What many columns may be stays so ("Tel." of two desks); a second name is that of somebody else.
        again = own in made and meaning(own) not in MANY
        made.append(both if fold(own) in TONGUES or again else own or above)
    under = [text for text, own in zip(made, lower, strict=False) if own]
    known = sum(bool(meaning(text)) for text in under)
    return made if is_under and known > 1 and known * 2 >= len(under) else []


def _padded(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))


def are_questions(cells: list[str]) -> bool:
    """Whether a row under the header asks rather than answers ("What is the name of the service?")."""
    filled = [text for text in cells if text]
    asking = [text for text in filled if text.rstrip(" *:)").endswith("?")]
    return len(asking) >= 2 and len(asking) * 2 >= len(filled)


def is_total(cells: list[str]) -> bool:
    """Whether a row adds up the others."""
    first, *others = [text for text in cells if text]
    return _is_sum(first) and all(_AMOUNT.fullmatch(text) or _is_sum(text) for text in others)


def _is_sum(text: str) -> bool:
    words = {word for word in fold(text).split() if not word.isdigit()}
    return bool(words & _SUMS) and words <= _SUMS | _BESIDE
