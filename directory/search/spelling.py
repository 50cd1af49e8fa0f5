"""A search as it is told back: as it was typed, and in the right spelling where it was mended."""

from collections.abc import Set

from directory.search.understood import Reading
from search_index.text import words


def shown(text: str, reading: Reading, tokens: list[str]) -> str:
    """What was searched where it is not what was typed: in the spelling of the rest."""
    if tokens == reading.tokens:
        return " ".join(words_typed(text, reading)) if reading.apart else ""
    return " ".join(
        new if new != old else word
        for old, new, word in zip(reading.tokens, tokens, words_typed(text, reading), strict=True) if new
    )  # fmt: skip


def words_typed(text: str, reading: Reading) -> list[str]:
    """The words that were looked at as they were typed; folded, those that did not stand by themselves."""
    found, at = list(reading.tokens), 0
    for typed in text.split():
        own = words(typed)
        if len(own) == 1 and own[0] in found[at:]:
            at = found.index(own[0], at)
            found[at] = typed
            at += 1
    return found


def as_typed(text: str, reading: Reading, positions: Set[int]) -> list[str]:
    """The words at ``positions`` as they were typed, those that follow one another in one."""
    typed, found = words_typed(text, reading), list[str]()
    for at in sorted(positions):
        for piece in text.split():  # *Braine-l'Alleud* is two words
            own = words(piece)
            if len(own) > 1 and reading.tokens[at : at + len(own)] == own:
                typed[at : at + len(own)] = [piece, *[""] * (len(own) - 1)]
        if at - 1 in positions:
            found[-1] = f"{found[-1]} {typed[at]}".rstrip()
        else:
            found.append(typed[at])
    return found


def with_place(reading: Reading) -> list[str]:
    """The tokens with the name of the place in its right spelling, where it was mistyped."""
    place, tokens = reading.place, reading.tokens
    if place is None or not place.meant:
        return tokens
    first, last = min(place.positions), len(tokens) - 1
    if last in place.positions and " ".join(words(place.meant)).startswith(
        " ".join(tokens[at] for at in sorted(place.positions))
    ):
        return tokens  # it is still being typed
    return [
        place.meant if at == first else "" if at in place.positions else token
        for at, token in enumerate(tokens)
    ]  # fmt: skip
