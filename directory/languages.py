"""The languages of services and clients: which there are, what they are called, and which of them meet."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError

# What is spoken most in Brussels first; a sheet may have any other by its code.
CODES = tuple(
    (
        "nl fr en ar ary am ber bg bn bs ckb cs de el es fa ff fi ha hi hr hu hy it ja ka kmr ku ln mg mk ml "
        "nb ne pa pl ps pt rif rn ro ru rw sfb sgn sk sl so sq sr ss sv sw ta th ti tl tr uk ur uz vgt vi wo "
        "zgh zh"
    ).split()
)
# Sign languages: on the telephone nobody interprets them.
SIGNED = frozenset({"sgn", "vgt", "sfb", "ase"})
# What the library has no name of, in Dutch, French and English.
_NAMES = {
    "ber": ("Berbers", "berbère", "Berber"),
    "kmr": ("Kurmanji (Koerdisch)", "kurmandji (kurde)", "Kurmanji (Kurdish)"),
    "prs": ("Dari", "dari", "Dari"),
    "apc": ("Levantijns Arabisch", "arabe levantin", "Levantine Arabic"),
    "sgn": ("Gebarentaal", "langue des signes", "Sign language"),
    "vgt": ("Vlaamse Gebarentaal (VGT)", "langue des signes flamande (VGT)", "Flemish Sign Language (VGT)"),
    "sfb": (
        "Frans-Belgische Gebarentaal (LSFB)", "langue des signes de Belgique francophone (LSFB)",
        "French Belgian Sign Language (LSFB)",
    ),
}  # fmt: skip
_IN = ("nl", "fr", "en")
# A variant or a narrower name, and the code that most sheets and searches have for it. Who speaks Moroccan
# Arabic is helped in Arabic; Kurmanji and Sorani are both Kurdish, and not one another.
_WIDER = {
    "ary": "ar", "arz": "ar", "arq": "ar", "aeb": "ar", "apc": "ar", "acm": "ar", "kmr": "ku", "ckb": "ku",
    "ber": "zgh", "rif": "zgh", "tzm": "zgh", "shi": "zgh", "prs": "fa", "vgt": "sgn", "sfb": "sgn",
}  # fmt: skip


def name(code: str, lang: str) -> str:
    """What a language is called in nl, fr or en; its code where nobody knows."""
    if known := _NAMES.get(code):
        return known[_IN.index(lang)] if lang in _IN else known[-1]
    try:
        return str(Locale.parse(lang).languages.get(code, code))
    except (UnknownLocaleError, ValueError):
        return code


def is_known(code: str) -> bool:
    """Whether it is a language that anybody knows by name."""
    return code in _NAMES or code in Locale("nl").languages


@lru_cache(maxsize=1000)
def meeting(code: str) -> tuple[str, ...]:
    """The codes under which whoever speaks a language may be noted: its own first, then the wider one or the
    variants of it."""
    variants = [one for one, wider in _WIDER.items() if wider == code]
    return (code, _WIDER[code]) if code in _WIDER else (code, *variants)
