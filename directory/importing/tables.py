"""A file from elsewhere as tables of text: what is common to every kind of file.

Nothing of a file is believed: sizes are checked before anything is unpacked or parsed.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from directory.errors import BadFile
from directory.importing.reasons import N_

MB = 1024 * 1024
MOST_BYTES = 50 * MB
MOST_UNPACKED = 200 * MB
MOST_ROWS = 100_000
MOST_COLUMNS = 300
LONGEST_CELL = 20_000
# So many blank rows in a row end a sheet: a spreadsheet may hold a million that were only coloured.
MOST_BLANK = 2_000


@dataclass
class Table:
    """One table. ``rows`` holds (row number as a spreadsheet counts, cells); a row may be shorter or longer
    than the header. ``name`` is that of the file or sheet, without its ending.
    """

    name: str
    header: list[str]
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    questions: list[int] = field(default_factory=list)


def cell(text: str) -> str:
    """A cell without outer blanks, control characters and lone surrogates."""
    if text.isascii() and text.isprintable():
        return text.strip()
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return "".join(kept).replace("\u00a0", " ").strip()


def _names(cells: list[str]) -> list[str]:
    """The header, each name once: the second ``Phone`` is ``Phone (2)``, a blank one is left blank."""
    seen: dict[str, int] = {}
    names = []
    for text in cells:
        name = " ".join(text.split())[:200]
        seen[name] = seen.get(name, 0) + 1
        names.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return names


def _are_questions(cells: list[str]) -> bool:
    """Whether a row under the header asks rather than answers ("What is the name of the service?")."""
    filled = [text for text in cells if text]
    asking = [text for text in filled if text.rstrip(" *:)").endswith("?")]
    return len(asking) >= 2 and len(asking) * 2 >= len(filled)


def table(name: str, lines: Iterable[tuple[int, list[str]]], padded: bool = False) -> Table | None:
    """The table in ``lines``: the header is the first row with two filled cells, or the first at all.

    ``padded``: a kind of file that leaves the blank cells at the end of a row out.

    Raises:
        BadFile: more rows or columns than a directory has.
    """
    made: Table | None = None
    title: Table | None = None
    blank = 0
    for number, raw in lines:
        cells = [cell(text) for text in raw]
        if not any(cells):
            blank += 1
            if blank > MOST_BLANK:
                break
            continue
        blank = 0
        if made is None:
            while cells and not cells[-1]:
                cells.pop()
            if len(cells) > MOST_COLUMNS:
                raise BadFile(
                    N_("%(name)s has more than %(most)s columns"), name=name, most=str(MOST_COLUMNS)
                )
            header = Table(name, _names(cells))
            if sum(map(bool, cells)) > 1:
                made = header
            else:
                title = title or header
            continue
        if len(made.rows) < 3 and _are_questions(cells):
            made.questions.append(number)
            continue
        if len(made.rows) >= MOST_ROWS:
            raise BadFile(N_("%(name)s has more than %(most)s rows"), name=name, most=str(MOST_ROWS))
        while len(cells) > len(made.header) and not cells[-1]:
            cells.pop()
        cells += [""] * (len(made.header) - len(cells)) if padded else []
        made.rows.append((number, cells))
    return made or title
