"""Names of people, as far as words alone tell them, and a text without them."""

import re
from itertools import pairwise

from directory import availability, indexing, place_names, thesaurus
from directory.answers import Results
from directory.persons import BETWEEN, SAINTS, is_title, is_usual
from directory.search import time_words, tongues
from directory.search.contacts import without_when
from search_index.text import STOP
from search_index.text import words as words_of

# First names that are also words of needs or of the thesaurus (*marié* is folded to one).
NAMES = frozenset(
    "bill blanche christian desiree désirée francois françois frank griet guy louise luc marie michel nick "
    "nicolas penny tom trui".split()
)

_LONG_NUMBER = re.compile(r"(?:\d[\s./()+-]*){6,}")
# A day in figures, with its year.
_DAY = re.compile(r"\b\d{1,2}([./-])\d{1,2}\1(?P<year>\d{4}|\d\d)\b(?![./-]\d)")
_YEAR = re.compile(r"\d{4}|\d\d")


def _bare(piece: str) -> str:
    return piece.strip('.,;:!?()[]"“”«»').casefold()


def is_first_name(piece: str) -> bool:
    """Whether a word, with its accents, may be somebody's first name."""
    return _bare(piece) in NAMES


def _is_capital(piece: str) -> bool:
    return piece.lstrip('(["“«')[:1].isupper()


def without_names(text: str) -> str:
    """A text without the words with a capital that follow a title, and without first names that have one and
    are not its first word. Other names are words like others: whoever writes leaves them out."""
    kept: list[str] = []
    pieces, named = text.split(), False
    for at, piece in enumerate(pieces):
        follows = [one for one in pieces[at + 1 :] if _bare(one) not in BETWEEN][:1]
        joins = _bare(piece) in BETWEEN and any(map(_is_capital, follows))
        if is_title(piece):
            named = True
        elif named and (_is_capital(piece) or joins):
            continue
        else:
            named = False
            if at and _is_capital(piece) and is_first_name(piece):
                continue
        kept.append(piece)
    return " ".join(kept)


def without_usual(text: str) -> str:
    """A text without the words with a capital that many people here are called by, also where the directory
    has them or longer ones: *Sam wil praten* is not about Samarcande."""
    pieces = text.split()

    def is_somebodys(at: int, piece: str) -> bool:
        named = _is_capital(piece) and all(is_usual(word, half=False) for word in words_of(piece) or [""])
        return named and not (at and _bare(pieces[at - 1]) in SAINTS)

    return " ".join(piece for at, piece in enumerate(pieces) if not is_somebodys(at, piece))


def says_nothing(text: str) -> bool:
    """Whether nothing but titles is left."""
    return all(is_title(piece) for piece in text.split())


def is_name(text: str) -> bool:
    """Whether nothing but titles and first names stands there."""
    return all(is_title(piece) or is_first_name(piece) for piece in text.split())


def has_title(text: str) -> bool:
    """Whether somebody is named in it: *Mme Dimanche dettes*."""
    return any(map(is_title, text.split()))


def has_long_number(text: str) -> bool:
    """Whether so many digits stand there that they may be somebody's: a telephone or a national register
    number. *1080 14:30* is none."""
    own = place_names.names()
    return _LONG_NUMBER.search(" ".join(one for one in text.split() if (one,) not in own)) is not None


def has_past_date(text: str) -> bool:
    """Whether a day of an earlier year stands there, on which somebody may be born: *12/3/85*, *né le 3 mars
    1985*. Of two digits, a year that is neither this nor the next is one of those."""
    this, tokens = availability.today().year, words_of(text)
    years = [found["year"] for found in _DAY.finditer(text)]
    for (day, month), year in zip(pairwise(tokens), tokens[2:], strict=False):
        if day[:1].isdigit() and month in time_words.months() and _YEAR.fullmatch(year):
            years.append(year)
    return any((int(year) - this) % (100 if len(year) == 2 else 10_000) > 1 for year in years)


def names_somebody(text: str, results: Results) -> bool:
    """Whether words of a search, which has these ``results``, may be somebody's name or number: nothing
    answers them, a title stands before one, a date is past, or so many digits are neither a service's nor a
    time."""
    called = any(code.startswith("contact:") for hit in results.hits[:1] for code in hit.reasons)
    nobodys = has_long_number(without_when(text)) and not called
    return bool(results.missed) or nobodys or has_past_date(text) or has_title(text)


def for_address(text: str, results: Results) -> str:
    """The words of a search that an address may hold, which browsers keep, colleagues are sent and servers
    log: those about help where others may be somebody's; where a word was mended, which may be a name as well
    (*Moreels* is near *moreel*), what it was mended to; never a usual name with a capital."""
    if not results.hits or names_somebody(text, results):
        return about_help(without_names(text))
    return without_usual(results.corrected or text)


def with_towns(text: str, outside: list[str]) -> str:
    """A search with towns outside the region: whole where all other words are about help; else only those:
    beside a name or behind *van* a town is a name too (*Jan Aalst*, *Rita Van Mechelen*)."""
    rest, behind = text, False
    for town in outside:
        # "Mol" is no part of Molenbeek.
        before, after = (*re.split(rf"(?<!\w){re.escape(town)}(?!\w)", rest, maxsplit=1), "")[:2]
        behind = behind or not BETWEEN.isdisjoint(words_of(before)[-1:])
        rest = f"{before} {after}"
    helps = about_help(rest)
    told = [word for word in words_of(rest) if word not in STOP]
    return text if not behind and told == [word for word in words_of(helps) if word not in STOP] else helps


def about_help(text: str) -> str:
    """The words of a search that are about help, for what is kept or told of it: those that the
    thesaurus takes in, languages, municipalities, and small words between them. What else stands there may
    be a client's name, also where the directory happens to have it (a street, a founder); so may a capital
    inside the text, and words that are first names too.
    """
    known = thesaurus.current(indexing.state.thesaurus)
    pieces = [(piece, words_of(piece)) for piece in text.split()]
    tokens = [token for _piece, found in pieces for token in found]
    taken = {tokens[at] for one in known.expand(tokens, half=False) for at in one.positions}

    def tells(at: int, piece: str, found: list[str]) -> bool:
        if tuple(found) in place_names.municipalities() or set(found) <= tongues.names():
            return True
        named = is_first_name(piece) or (at > 0 and piece[:1].isupper() and not piece.isupper())
        helps = all(one in taken or known.is_said(one) for one in found)
        return helps and not named and all(one in known.vocabulary for one in found)

    kept: list[str] = []
    small: list[str] = []
    for at, (piece, found) in enumerate(pieces):
        if set(found) <= STOP:
            small.append(piece)
        elif tells(at, piece, found):
            kept += [*(small if kept else []), piece]
            small = []
        else:
            small = []
    return " ".join(kept)


def unsure(text: str) -> list[str]:
    """The words of a search that ``about_help`` leaves out, as far as they may be help all the same: whoever
    typed them says so, of each. None where somebody has a title; none with a capital or a digit, no first
    name and no small word."""
    if has_title(text):
        return []
    kept = about_help(text).split()
    left = [piece.strip('.,;:!?()[]"“”«»') for piece in text.split() if piece not in kept]
    return [
        word
        for word in dict.fromkeys(left)
        if word.replace("-", "").isalpha() and word == word.lower() and len(word) > 2
        and not is_first_name(word) and not set(words_of(word)) <= STOP
    ]  # fmt: skip
