"""Typing sessions: what caseworkers type, character by character, always the same for a number of sheets."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from bench import corpus

ROWS = "azertyuiop qsdfghjklm wxcvbn".split()  # the keyboard that Belgium types on


@dataclass(frozen=True)
class Session:
    """One search. ``keys``: the text in the box after each keystroke, from the second letter on."""

    kind: str
    text: str
    keys: tuple[str, ...]


def _slip(text: str, random: Random) -> str:
    """One slip of the finger: a letter left out, doubled, swapped with the next, or hit beside."""
    at = random.randrange(1, max(2, len(text) - 1))
    kind, letter = random.randrange(4), text[at]
    row = next((row for row in ROWS if letter in row), "")
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + letter + text[at:]
    if kind == 2 and at + 1 < len(text):
        return text[:at] + text[at + 1] + letter + text[at + 2 :]
    beside = row[max(0, row.find(letter) - 1)] if row else "e"
    return text[:at] + beside + text[at + 1 :]


def _need(random: Random, _sheets: int) -> str:
    lang = random.choice(("nl", "fr", "en"))
    return random.choice((random.choice(corpus.needs())[f"terms_{lang}"] or "schulden").split("|")).lower()


def _place(random: Random) -> str:
    town = random.choice(corpus.towns())
    names = [town["name_nl"], town["name_fr"], *town["postal_codes"].split("|"), *town["aliases"].split("|")]
    return random.choice([name for name in names if name]).lower()


def _name(random: Random, sheets: int) -> str:
    row = corpus.sheet(random.randrange(sheets))
    return row[random.choice(("name_nl", "name_fr"))].split(" – ")[0].lower()


def _need_in_place(random: Random, sheets: int) -> str:
    words = [_need(random, sheets), _place(random)]
    return " ".join(words if random.random() < 0.8 else reversed(words))


def _audience(random: Random, sheets: int) -> str:
    told = corpus.sheet(random.randrange(sheets))[random.choice(("description_nl", "description_fr"))]
    return " ".join(random.sample(told.lower().replace(",", "").split()[:12], 3))


def _number(random: Random, sheets: int) -> str:
    row = corpus.sheet(random.randrange(sheets))
    return random.choice((row["phone"][:9], row["phone"].replace(" ", "."), row["email"]))


def _with_slip(random: Random, sheets: int) -> str:
    return _slip(random.choice((_need, _name, _need_in_place))(random, sheets), random)


# Kinds of searches and how many of a hundred they are.
KINDS: dict[str, tuple[int, Callable[[Random, int], str]]] = {
    "need": (25, _need),
    "need in place": (25, _need_in_place),
    "name": (20, _name),
    "slip": (20, _with_slip),
    "words of a text": (5, _audience),
    "phone or e-mail": (5, _number),
}


def sessions(count: int, sheets: int, seed: str = "measured") -> list[Session]:
    """``count`` sessions over the first ``sheets`` sheets; another ``seed`` gives others, for warming up."""
    random = Random(f"{seed} {sheets}")
    names, weights = list(KINDS), [weight for weight, _make in KINDS.values()]
    found = []
    for kind in random.choices(names, weights, k=count):
        text = KINDS[kind][1](random, sheets)[:40]
        end = len(text)
        if random.random() < 0.3:  # many stop as soon as the list shows it
            end = max(3, end * 2 // 3)
        found.append(Session(kind, text[:end], tuple(text[:stop] for stop in range(2, end + 1))))
    return found
