"""What a line says of whether a service is open: now, or when the search asks."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from flask import current_app
from flask_babel import format_date, format_time
from flask_babel import gettext as _
from markupsafe import Markup

from app.resources.criteria import UNKNOWN, Asked
from app.resources.words import value_name
from directory import facts
from directory.availability import ClosedPeriod
from directory.hours import say_when

# How a reason begins that says it of a time that was typed, with the code of the time (``search.times``).
_OPEN, _SHUT = "open:", "shut:"
# So many hours at which somebody opens are kept as a line says them.
MOST_KEPT = 2_000


class Asks(NamedTuple):
    """When a list is asked for. ``all_of_them``: what its filters say of every line, None where each line has
    something to say of its own. ``typed``: whether a time was typed, other than now."""

    all_of_them: Markup | None = None
    typed: bool = False


NOW = Asks()


def asks(asked: Asked, times: Iterable[str]) -> Asks:
    """When a search asks: by its filters, and by the codes of the ``times`` that were typed."""
    if asked.params.get("open", "").startswith(UNKNOWN):
        return Asks(Markup(""))  # the filter says it
    if at := asked.params.get("at"):
        ui: Any = current_app.jinja_env.globals["ui"]
        return Asks(ui.opens("open", value_name("at", at)))
    return Asks(typed=any(code != "now" for code in times))


class Opens:
    """What the lines of one list say. ``name``: the words of a reason by its code."""

    def __init__(self, lang: str, minute: datetime, asks: Asks, name: Callable[[str], str]) -> None:
        self.lang, self.minute, self.asks, self.name = lang, minute, asks, name
        self.now = _states(lang)
        ui: Any = current_app.jinja_env.globals["ui"]
        self.perhaps: Markup = ui.open_now(None, True)  # hours without an end, or silent on today's holiday
        self._told: dict[tuple[str, ...], Markup] = {}

    def told(
        self, hours: str, shut: bool, away: Sequence[ClosedPeriod], reasons: list[str]
    ) -> tuple[Markup, list[str]]:
        """What is said of a sheet with these opening hours, which may be ``shut`` whatever they say, or will
        be (``away``); and the reasons that say something else."""
        if self.asks.all_of_them is not None:
            return self.asks.all_of_them, reasons
        times = [code for code in reasons if code.startswith((_OPEN, _SHUT))]
        others = [code for code in reasons if code not in times] if times else reasons
        if self.asks.typed:
            return self._then(tuple(times)), others
        state = False if shut else facts.open_in(hours, self.minute) if hours else None
        if state is None and say_when(hours):
            return self.perhaps, others
        opens = facts.next_opening(hours, self.minute) if state is False and not shut else None
        if opens is None or any(one.first <= opens.date() <= one.last for one in away):
            return self.now[state], others
        return self._from(opens), others

    def _from(self, opens: datetime) -> Markup:
        """Shut until then: by the hour today, else with the day. Kept: at night, all lines say so."""
        kept: dict[tuple[str, datetime, bool], Markup]
        kept = current_app.extensions.setdefault("resources.until", {})
        key = (self.lang, opens, opens.date() == self.minute.date())
        if (found := kept.get(key)) is None:
            if len(kept) > MOST_KEPT:
                kept.clear()
            hour = format_time(opens, "H:mm", rebase=False)
            day = "" if key[-1] else format_date(opens, "EEE")
            ui: Any = current_app.jinja_env.globals["ui"]
            words = _("Closed, opens %(when)s", when=f"{day} {hour}".strip())
            found = kept[key] = ui.opens("shut", words)
        return found

    def _then(self, times: tuple[str, ...]) -> Markup:
        if (found := self._told.get(times)) is None:
            ui: Any = current_app.jinja_env.globals["ui"]
            opens = [words for code in times if code.startswith(_OPEN) and (words := self.name(code))]
            if opens:
                found = Markup("").join(ui.opens("open", words) for words in opens)
            else:
                found = ui.opens("shut", _("Closed then")) if times else self.now[None]
            self._told[times] = found
        return found


def _states(lang: str) -> dict[bool | None, Markup]:
    """Open now or not (None: nobody knows), as a line shows it."""
    kept: dict[str, dict[bool | None, Markup]] = current_app.extensions.setdefault("resources.opens", {})
    if lang not in kept:
        ui: Any = current_app.jinja_env.globals["ui"]
        kept[lang] = {state: ui.open_now(state) for state in (True, False, None)}
    return kept[lang]
