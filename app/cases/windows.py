"""Several windows on one draft: what each typed stays until it is in a note. Asks no database.

A form is a dictionary of its fields; beside them a draft keeps the ``window`` that typed it, the one that has
``left`` for a page loaded anew, and what ``others`` typed.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.cases.opening import Facts

Content = dict[str, Any]
# What a draft keeps beside the fields of its form.
_KEEPING = ("window", "left", "others")
# Where a note goes rather than what it says.
_WHERE = ("circle", "partner", "case", "title", "after")


def _typed(fields: Content) -> Content:
    """The fields of a form that hold something."""
    filled = {name: value for name, value in fields.items() if name not in _KEEPING}
    return {
        name: value for name, value in filled.items() if (value.strip() if isinstance(value, str) else value)
    }


def _same(one: Content, other: Content) -> bool:
    plain = [{**_typed(each), "text": str(each.get("text", "")).strip()} for each in (one, other)]
    return plain[0] == plain[1]


def nothing_new(fields: Content, known: Content) -> bool:
    """Whether all that stands in ``fields`` stands in ``known`` as well, the text perhaps within a longer
    one."""
    rest = {name: value for name, value in _typed(fields).items() if name not in _WHERE}
    text = str(rest.pop("text", "")).strip()
    return text in str(known.get("text", "")) and all(
        known.get(name) == value for name, value in rest.items()
    )


@dataclass(frozen=True)
class Kept:
    """A draft as it stands on the server: its fields, its version, when it was begun, and what other windows
    typed meanwhile, by window."""

    fields: Content = field(default_factory=dict)
    version: int = 0
    started: datetime | None = None

    @property
    def text(self) -> str:
        return str(self.fields.get("text", ""))

    @property
    def holds(self) -> bool:
        """Whether anything was typed or chosen, in any field."""
        return bool(_typed(self.fields))

    @property
    def empty(self) -> bool:
        """Whether nothing is lost with it, of other windows neither."""
        return not self.holds and not self.others

    @property
    def line(self) -> str:
        """What to know it by: its text, or else the task or the day or the name that was filled in."""
        found = self.fields if self.holds else next(iter(self.others.values()), Facts())
        words = (str(found.get(name, "")).strip() for name in ("text", "task", "title", "due"))
        return next(filter(None, words), "…")

    @property
    def others(self) -> dict[str, Facts]:
        """The fields of other windows (of those set aside by earlier versions, the text alone)."""
        kept = self.fields.get("others", {})
        return {window: Facts({"text": one} if isinstance(one, str) else one) for window, one in kept.items()}

    @property
    def aside(self) -> dict[str, Facts]:
        """What other windows typed that says something else: what to show."""
        return {window: one for window, one in self.others.items() if not _same(one, self.fields)}


def merged(kept: Kept, fields: Content, base: int, window: str) -> Content:
    """What to keep now that ``window``, which last saw version ``base``, typed ``fields``.

    A window that sent its form (``sent``) is gone, and what it still had on its way comes too late: it says
    nothing new, or else it stands beside what was kept, like that of any other window.
    """
    left = kept.fields.get("left", "")
    late = bool(window) and window == left
    if late and nothing_new(fields, kept.fields):
        return kept.fields
    others, author = kept.others, str(kept.fields.get("window", ""))
    others.pop(window, None)
    overtaken = kept.version != base and (author != window or not window or late)
    if overtaken and kept.holds:
        others["-" if late else author or "-"] = Facts(_typed(kept.fields))
    more = {"others": others} if others else {}
    return {**fields, "window": window, **({"left": left} if left and not late else {}), **more}


def _joined(fields: Content, behind: Content) -> Content:
    """One form of two: the second text behind the first, and of the other fields those of the first, where
    they hold anything. A second task becomes a line of the text that asks for it."""
    behind, text = dict(behind), str(behind.get("text", "")).strip()
    if fields.get("task"):
        task, due = behind.pop("task", ""), behind.pop("due", "")
        if task and task != fields["task"]:
            text = f"{text}\n/task {task} {due}".strip()
    both = {**behind, **fields, **{name: behind[name] for name in behind if not fields.get(name)}}
    for name, value in behind.items():
        if isinstance(value, list):
            both[name] = list(dict.fromkeys([*fields.get(name, []), *value]))
    return {**both, "text": f"{str(fields.get('text', '')).rstrip()}\n\n{text}".strip()}


def sent(kept: Kept, fields: Content, base: int, window: str, append: str, drop: str) -> Content:
    """What to keep now that ``window`` sent its form and makes place for a page that is loaded anew. What the
    window ``append`` typed is put behind its own, that of ``drop`` is not needed any more."""
    content = merged(kept, fields, base, window)
    others = Kept(content).others
    others.pop(drop, None)
    if (behind := others.pop(append, None)) is not None:
        content = _joined(content, behind)
    return {**content, "others": others, "left": window}


def left_behind(kept: Kept, window: str, saved: Content) -> Content | None:
    """What stays of a draft once ``window`` has saved its fields as a note: what other windows typed, or
    None."""

    def stands_there(one: Content) -> bool:
        text = str(one.get("text", "")).strip()
        return text in ("", str(saved.get("text", "")).strip()) and nothing_new(one, saved)

    others, author = kept.others, str(kept.fields.get("window", ""))
    others.pop(window, None)
    others = {other: one for other, one in others.items() if not stands_there(one)}
    if author != window and kept.holds and not stands_there(kept.fields):
        return {**kept.fields, "others": others}
    if not others:
        return None
    first = next(iter(others))
    return {**others.pop(first), "window": first, "others": others}
