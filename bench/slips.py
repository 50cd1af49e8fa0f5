"""One slip in a search, as fingers make them: for figures of how well it is found all the same."""

import random

from search_index.speller import KEYBOARDS, LETTERS

# On a Belgian keyboard.
_BESIDE = {
    key: [row[at] for at in (place - 1, place + 1) if 0 <= at < len(row)]
    for row in KEYBOARDS[0]
    for place, key in enumerate(row)
}
# A shorter word with a slip may be any other.
SHORTEST = 4


def _slip(word: str, chance: random.Random) -> str:
    """Two letters exchanged, one left out, doubled, or another in its place: the key beside it, or any."""
    at = chance.randrange(len(word))
    kind = chance.choice(("exchanged", "left out", "doubled", "beside", "any"))
    if kind == "exchanged":
        at = min(at, len(word) - 2)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "left out":
        return word[:at] + word[at + 1 :]
    if kind == "doubled":
        return word[:at] + word[at] + word[at:]
    return word[:at] + chance.choice(_BESIDE[word[at]] if kind == "beside" else LETTERS) + word[at + 1 :]


def with_slip(text: str, chance: random.Random) -> str:
    """``text`` with a slip in one of its words that are plain letters; '' where it has none."""
    said = text.split()
    able = [
        at for at, word in enumerate(said)
        if len(word) >= SHORTEST and word.isascii() and word.isalpha()
    ]  # fmt: skip
    if not able:
        return ""
    at = chance.choice(able)
    return " ".join([*said[:at], _slip(said[at].lower(), chance), *said[at + 1 :]])
