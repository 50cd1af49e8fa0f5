"""Checks in words: how, of what, by whom; and the form with which one is recorded."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.i18n import N_, day
from app.resources.colleagues import names
from directory import clock, verifying
from directory.models import Service
from directory.verifying import HOWS, PARTS, Checked

HOW_WORDS = {
    "called": N_("Called"),
    "website": N_("Website"),
    "mail": N_("Mail"),
    "visit": N_("Visit"),
    "service": N_("The service itself"),
}
PART_WORDS = {
    "phone": N_("Phone"),
    "hours": N_("Hours"),
    "address": N_("Address"),
    "access": N_("How to get in"),
    "languages": N_("Languages staff speak"),
}
PROBLEMS = {
    "how": N_("Say how it was checked."),
    "parts": N_("Choose at least one part."),
    "day": N_("Write today or an earlier day, as year-month-day."),
}

UNSEEN = N_(
    "This sheet changed after you opened it, so nothing was recorded. "
    "Look at it as it stands now, and say so again."
)
UNKNOWN = N_(
    "This sheet may have changed after you opened it, so nothing was recorded. "
    "Look at it as it stands now, and say so again."
)


def hows() -> list[tuple[str, str]]:
    """The ways of checking that a person chooses from."""
    return [(code, _(HOW_WORDS[code])) for code in HOWS]


def parts() -> list[tuple[str, str]]:
    """The critical parts in words."""
    return [(code, _(PART_WORDS[code])) for code in PARTS]


def check_view(sheet: Service) -> dict[str, Any]:
    """What the form of a check offers, with nothing chosen yet."""
    return {
        "sheet": sheet, "hows": hows(), "parts": parts(), "error": "", "how": HOWS[0], "chosen": [],
        "version": sheet.version, "changes": [], "now": None, "next": "", "soon": "",
        "source": "", "on": clock.today().isoformat(), "today": clock.today().isoformat(),
    }  # fmt: skip


@dataclass(frozen=True)
class CheckedView:
    """The last check of a sheet in words, and what is to be said of single parts."""

    line: str
    late: bool
    parts: dict[str, str]


def _told(one: Checked, who: dict[str, str]) -> str:
    said = [_("checked on %(day)s", day=day(one.day))]
    if one.who in who:
        said.append(_("by %(name)s", name=who[one.who]))
    said += [_(HOW_WORDS.get(one.how, one.how)).lower(), one.source]
    return ", ".join(part for part in said if part)


def checked_view(sheet: Service) -> CheckedView:
    """Who checked the sheet, when, how and from what; of a part only where it differs from the sheet."""
    known = verifying.checks(sheet)
    who = names(one.who for one in known.values())
    late = verifying.is_due(sheet.verified_on, sheet.rhythm, clock.today())
    due = verifying.due_on(sheet.verified_on, sheet.rhythm)
    line = ""
    if due is not None and known:
        oldest = min(known.values(), key=lambda one: one.day)
        again = _("due since %(day)s", day=day(due)) if late else _("again by %(day)s", day=day(due))
        told = f"{_told(oldest, who)}; {again}"
        line = told[:1].upper() + told[1:]
    apart = {}
    for part, one in known.items():
        if one.changed:
            apart[part] = _("changed since it was checked on %(day)s", day=day(one.day))
        elif one.day != sheet.verified_on:
            apart[part] = _told(one, who)
    return CheckedView(line, late, apart)
