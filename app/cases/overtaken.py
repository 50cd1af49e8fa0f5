"""Two people, or two windows, on one form: nobody writes over what they did not see.

A form carries the ``fingerprint`` of what it showed in its field ``seen``. Whoever saves it reads the row
again in the transaction that writes it, and asks ``merged``, or ``compare`` where it is one text.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from app.cases.errors import CaseError
from app.cases.opening import Facts
from app.i18n import N_


class Overtaken(CaseError):
    """Something else was saved since the form was shown. ``stands``: what is there now, by field, where it
    differs. ``theirs``: what others saved in fields that this form left as they were."""

    def __init__(self, stands: Mapping[str, Any], theirs: Mapping[str, Any] | None = None) -> None:
        super().__init__(
            N_(
                "Somebody saved something else here while you were typing. Your text stands in the form, and"
                " what was saved beside it. Look through both, then save again."
            )
        )
        self.stands, self.theirs = Facts(stands), dict(theirs or {})


def _prints(facts: Mapping[str, Any]) -> dict[str, str]:
    """Of each field that holds something, a short text that changes with it."""
    return {
        name: hashlib.sha256(json.dumps([name, value]).encode()).hexdigest()[:12]
        for name, value in facts.items() if value not in ("", None, [])
    }  # fmt: skip


def _read(seen: str) -> dict[str, str]:
    """The prints of a fingerprint; whatever else a browser may send holds none."""
    return {name: value for name, _, value in (one.partition("=") for one in seen.split())}


def fingerprint(facts: Mapping[str, Any]) -> str:
    """What a form shows, field by field, to compare; '' where nothing was filled in."""
    return " ".join(f"{name}={value}" for name, value in sorted(_prints(facts).items()))


def _changed(now: dict[str, str], shown: dict[str, str]) -> list[str]:
    return [name for name in {**now, **shown} if now.get(name) != shown.get(name)]


def compare(seen: str, stands: Mapping[str, Any], typed: Mapping[str, Any]) -> None:
    """Raises Overtaken unless the form showed what ``stands`` there now, or says the same."""
    now, shown = _prints(stands), _read(seen)
    if now not in (shown, _prints(typed)):
        raise Overtaken({name: stands.get(name, "") for name in _changed(now, shown)})


def merged(seen: str, stands: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """What to save: ``typed``, and in the fields that it left as its form showed them, what others saved
    there meanwhile.

    Raises:
        Overtaken: both changed the same field, and not alike.
    """
    now, shown, mine = _prints(stands), _read(seen), _prints(typed)
    changed = _changed(now, shown)
    empty = {name: [] if isinstance(typed.get(name), list) else "" for name in changed}
    theirs = {name: stands.get(name, empty[name]) for name in changed if mine.get(name) == shown.get(name)}
    both = [name for name in changed if name not in theirs and mine.get(name) != now.get(name)]
    if both:
        raise Overtaken({name: stands.get(name, "") for name in both}, theirs)
    return {**typed, **theirs}


def stands_of(error: CaseError) -> Facts | None:
    """What a form that was refused shows beside its fields: what others saved in them, if that is why."""
    return error.stands if isinstance(error, Overtaken) else None


def shown_again(error: CaseError, given: Mapping[str, Any]) -> dict[str, Any]:
    """A form that was refused, as it was typed; what it left alone is as others saved it."""
    return {**given, **(error.theirs if isinstance(error, Overtaken) else {})}
