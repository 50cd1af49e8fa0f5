"""Names as they are compared: *Yıldız* is written *Yildiz* on many a keyboard, *Łukasz* is *Lukasz*."""

import unicodedata

# Letters that no normal form takes apart; each stands for what is typed where a keyboard lacks it. The right
# single quote is an apostrophe.
PLAIN = str.maketrans(
    {
        "ı": "i", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "œ": "oe", "æ": "ae", "ħ": "h", "þ": "th",
        "ŧ": "t", "ə": "e", "’": "'",
    }
)  # fmt: skip


def is_mark(sign: str) -> bool:
    """Whether a sign stands on the letter before it."""
    return unicodedata.combining(sign) != 0


def fold(text: str) -> str:
    """No accents, no capitals, no letters of another keyboard."""
    plain = text.casefold()
    if plain.isascii():
        return plain
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", plain).translate(PLAIN) if not is_mark(sign)
    )
