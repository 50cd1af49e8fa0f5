"""Passphrases that anybody tries first: one key held down, a row of the keyboard, one's own name.

A rule of our own rather than a library: what exists judges English words and American keyboards. All other
guessing is slowed down by Argon2id, the pepper and ``attempts`` (docs/security.md).
"""

import re
import unicodedata

# What has to be left of a passphrase without what is guessed: so many characters, of which so many differ.
_LEFT, _DIFFERENT = 6, 5
_ROWS = (
    "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm",
    "01234567890", "abcdefghijklmnopqrstuvwxyz", "&e\"(§e!ca)",
)  # fmt: skip
_BOTH_WAYS = (*_ROWS, *(row[::-1] for row in _ROWS))
_SHORTEST_RUN = 4
# Whole words of which a passphrase alone is none: the service's own, and those of every list of passwords.
_KNOWN = (
    "schakel", "wachtwoord", "wachtzin", "paswoord", "passwoord", "geheim", "welkom", "motdepasse", "secret",
    "bienvenue", "bonjour", "password", "passphrase", "welcome", "iloveyou", "letmein", "brussel", "brussels",
    "bruxelles", "belgie", "belgique", "administrator", "admin",
)  # fmt: skip
_REPEATED = re.compile(r"(.{1,8}?)\1+")


def _folded(text: str) -> str:
    """Small letters without accents; spaces and what stands between words is no help against guessing."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in plain if not unicodedata.combining(one) and one not in " -_.,;:/+'’@")


def _run(text: str, begin: int) -> int:
    """How many characters from ``begin`` on lie beside one another on a keyboard, or in the alphabet."""
    end = begin + _SHORTEST_RUN
    if end > len(text) or not any(text[begin:end] in row for row in _BOTH_WAYS):
        return 0
    while end < len(text) and any(text[end - 1 : end + 1] in row for row in _BOTH_WAYS):
        end += 1
    return end - begin


def _without_runs(text: str) -> str:
    left, at = "", 0
    while at < len(text):
        left += text[at]
        at += _run(text, at) or 1
    return left


def is_easy(words: str, *own: str) -> bool:
    """Whether a passphrase is among the first that are tried: so little is left of it once repetitions, rows
    of the keyboard, the words of every list and those of the account (``own``: name, e-mail address) are one
    character each."""
    names = (_folded(part) for text in own for part in re.split(r"[\W_\d]+", text))
    left = _folded(words)
    for known in sorted({name for name in names if len(name) > 2} | set(_KNOWN), key=len, reverse=True):
        left = left.replace(known, known[0])
    left = _REPEATED.sub(r"\1", _without_runs(left))
    return len(left) < _LEFT or len(set(left)) < _DIFFERENT
