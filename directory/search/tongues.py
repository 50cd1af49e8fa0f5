"""The language that is to be spoken: *psycholoog arabisch*, *avocat turcophone*, *Polish speaking*.

Dutch, French and English are none of them: they stand in names and texts (*Franstalig justitiehuis*), and are
found as words; beside others, whose staff speak them answers too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from directory import languages
from directory.models import LANGUAGES
from search_index.text import SILENT, STOP, words

# Ours are words like others; of a variant the wider name is known, and meets it.
_CODES = tuple(code for code in languages.CODES if code not in {"nl", "fr", "en", "ber", "ckb", "rif"})
# The Dutch name of Finnish are ends in French.
_NO_NAME = "fins"
# As people say them besides their names in the three languages.
_ALSO = {
    "ar": "darija", "tr": "turque turques",
    "fa": "farsi dari perzisch iraans persane iranien", "ps": "pasjtoe pachtou pashtoun",
    "es": "castiliaans espanol", "pt": "braziliaans bresilien",
    "de": "deutsch",
    "el": "grecque grecques", "ti": "tigrinja tigrigna", "ff": "peul pular fula", "ku": "kurmanji sorani",
    "zgh": "berbers berber berbere tamazight riffijns rifain riffian tarifit amazigh",
    "nb": "noors norvegien norwegian", "zh": "mandarijn mandarin",
    "uk": "oekraiense",
    "sgn": "gebarentolk vgt lsfb doof doven slechthorend slechthorende sourd sourde malentendant deaf",
}  # fmt: skip
# In French, who speaks one: *italophone*.
_PHONE = {
    "arabo": "ar", "turco": "tr", "hispano": "es", "luso": "pt", "russo": "ru", "germano": "de",
    "italo": "it", "polono": "pl", "roumano": "ro", "bulgaro": "bg", "albano": "sq",
    "hungaro": "hu", "magyaro": "hu",
    "slovaco": "sk", "serbo": "sr", "ukraino": "uk", "helleno": "el", "perso": "fa", "persano": "fa",
    "kurdo": "ku", "berbero": "zgh", "amazigho": "zgh", "armeno": "hy", "somalo": "so", "sino": "zh",
}  # fmt: skip
# As people say them in several words.
_PHRASES = {
    ("langue", "des", "signes"): "sgn", ("sign", "language"): "sgn",
    ("marokkaans", "arabisch"): "ary", ("arabe", "marocain"): "ary", ("moroccan", "arabic"): "ary",
}  # fmt: skip
# *Turkse*, *polonaises*, *italienne*.
_INFLECTED = ("e", "s", "es", "ne", "nes")
# With which a language is one word, and what is said beside one.
_ENDINGS = ("talige", "talig", "sprekende", "sprekend")
LANGUAGE = frozenset("taal langue language".split())
_SPEAKS = LANGUAGE | frozenset(
    (
        "spreekt spreken sprekend sprekende talig parle parlant parlent parlante speaks speak speaking spoken"
    ).split()
)
# As they are noted down.
_SHORT = {"nl": "nederlandstalig", "fr": "francophone"}
# Who does not speak one of the languages of the services needs an interpreter.
_OURS = {
    token: code
    for code, tokens in (
        ("nl", "nederlands vlaams vlaamse neerlandais neerlandaise flamand flamande dutch flemish"),
        ("nl", "neerlandophone neerlandophones nederlandstalig nederlandstalige"),
        ("fr", "frans franse francais francaise french francophone francophones franstalig franstalige"),
        ("en", "engels engelse anglais anglaise english anglophone anglophones engelstalig engelstalige"),
        ("en", "engelssprekend engelssprekende"),
        ("de", "duits allemand german"),
    )
    for token in tokens.split()
}
# Who works in Dutch and in French, as a service of Brussels says it of itself.
_BOTH, _DUTCH_AND_FRENCH = (
    frozenset("tweetalig tweetalige bilingue bilingues bilingual".split()),
    ("nl", "fr"),
)
_NOT = frozenset(
    (
        "geen niet amper nauwelijks slecht weinig pas mal peine peu aucun non ni not no doesn don didn "
        "hardly barely little poor poorly without sans zonder doesnt dont didnt cant cannot neither nor noch"
    ).split()
)
_KNOWS = _SPEAKS | frozenset(
    (
        "kent kennen verstaat begrijpt beheerst comprend comprends comprennent maitrise connait understand "
        "understands knows know does do ne bien goed well le la het de que un any word mot woord t can kan "
        "kunnen"
    ).split()
)
# "Can't" in its two pieces, and what stands between two languages of which one says the same.
_CANNOT = ("can", "t")
_OR = frozenset("or of ou nor ni noch en et and".split())
INTERPRETER = "tolk"
NOTHING = "de"


@dataclass(frozen=True)
class Tongues:
    """``codes``: the languages that are asked for. ``positions``: the words of the search that say so."""

    codes: tuple[str, ...]
    positions: frozenset[int]


def is_of_ours(token: str) -> bool:
    """Whether a word names Dutch, French or English, or both of Brussels: where it stands nowhere, it goes
    without saying."""
    return token in _OURS or token in _BOTH


def ours(tokens: list[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where Dutch, French or English stands beside other words, or *bilingual* anywhere, and its codes."""
    for at, token in enumerate(tokens):
        if token in _BOTH:
            yield at, _DUTCH_AND_FRENCH
        elif len(tokens) > 1 and (code := _OURS.get(token)):
            yield at, (code,)


def _names() -> Iterator[tuple[str, str]]:
    for code in _CODES:
        named = [languages.name(code, lang) for lang in LANGUAGES]
        for name in (*named, *_ALSO.get(code, "").split()):
            if len(folded := words(name)) == 1 and folded[0] != _NO_NAME:
                yield folded[0], code
    yield from ((f"{stem}phone", code) for stem, code in _PHONE.items())


@cache
def _known() -> dict[str, str]:
    """By every form of the name of a language, its code. Not by stems: a *tarif* is no Tarifit."""
    named = dict(_names())
    formed = {name + more: code for name, code in named.items() for more in _INFLECTED}
    return formed | named


@cache
def names() -> frozenset[str]:
    """The names of languages, folded."""
    return frozenset(name for name, _code in _names())


def _code(token: str) -> str:
    for ending in _ENDINGS:
        token = token.removesuffix(ending)
    return _known().get(token, "")


def _unspoken(tokens: list[str], at: int) -> int:
    """Where it begins that the language at a position is not spoken; the position itself where it is."""
    begin = at
    while begin and tokens[begin - 1] in _NOT | _KNOWS:
        begin -= 1
    said = tokens[begin:at]
    if not _NOT.isdisjoint(said) or _CANNOT in pairwise(said):
        return begin
    other = begin - 2  # *neither French nor Dutch*
    if other >= 0 and tokens[begin - 1] in _OR and tokens[other] in _OURS and _SPEAKS.isdisjoint(said):
        before = _unspoken(tokens, other)
        return at if before == other else before
    return at


def in_full(tokens: list[str]) -> list[str]:
    """*Avocat NL* as what it is short for, rather than a piece of web addresses, which it is by itself. *Mon
    mari me fr* is a word begun."""
    if len(tokens) < 2:
        return tokens
    before = ["", *tokens]
    return [
        _SHORT.get(each, each) if last not in SILENT else each
        for last, each in zip(before, tokens, strict=False)
    ]


def beside_ours(tokens: list[str]) -> list[int]:
    """Where it is said that one speaks one of our languages, right beside its name: *English speaking*."""
    named = [token in _BOTH or token in _OURS for token in tokens]
    return [
        at for at, token in enumerate(tokens)
        if token in _SPEAKS and any(named[max(0, at - 1) : at + 2])
    ]  # fmt: skip


def interpreted(tokens: list[str]) -> list[str]:
    """*Spreekt geen Frans*, *ne parle pas bien le néerlandais* as what they ask for: an interpreter, in the
    place of the language; the other words of it say nothing. Not where one of our languages is spoken."""
    ours = {at: _unspoken(tokens, at) for at, token in enumerate(tokens) if token in _OURS}
    if not ours or any(begin == at for at, begin in ours.items()):
        return tokens
    found = list(tokens)
    for at, begin in ours.items():
        found[begin:at] = [word if word in STOP else NOTHING for word in tokens[begin:at]]
        found[at] = INTERPRETER
    return found


def asked(tokens: tuple[str, ...]) -> Tongues | None:
    """The languages that ``tokens`` name; None where they name none."""
    found = {at: code for at, token in enumerate(tokens) if (code := _code(token))}
    for phrase, code in _PHRASES.items():
        for at in range(len(tokens) - len(phrase) + 1):
            if tokens[at : at + len(phrase)] == phrase:
                found |= dict.fromkeys(range(at, at + len(phrase)), code)
    if not found:
        return None
    beside = {at + step for at in found for step in (-1, 1) if 0 <= at + step < len(tokens)}
    says = {at for at in beside if tokens[at] in _SPEAKS}
    return Tongues(tuple(dict.fromkeys(found.values())), frozenset(found) | says)
