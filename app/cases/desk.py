"""One's own desk, and the few choices that the service makes for everybody."""

from datetime import date

from app.audit import recorded
from app.auth.models import User
from app.cases import clock
from app.cases.errors import CaseError
from app.cases.models import Desk, Setting
from app.cases.typed import within
from app.i18n import N_

PROFILES = ("social_assistant", "criminologist", "jurist", "psychologist", "reception", "coordinator")
LONGEST = 300
# Days, months and lines of the letterhead. Retention has no default: the service decides.
DEFAULTS = {
    "news_after": "10", "expire_after": "30", "retention_months": "", "emergency_hours": "4",
    "link_days": "30", "service_name": "", "service_address": "", "service_phone": "", "service_mail": "",
    # The funding line that pays for a contact, by the linked person's legal status on that day.
    "funding_suspect": "", "funding_convicted": "", "funding_interned": "", "funding_unknown": "",
}  # fmt: skip
NUMBERS = {
    "news_after": (1, 365), "expire_after": (1, 730), "retention_months": (1, 600),
    "emergency_hours": (1, 72), "link_days": (1, 90),
}  # fmt: skip


def profile_of(user: User) -> str:
    """Somebody's profile now; '' while not chosen."""
    row = Desk.get_or_none(Desk.user == user)
    return str(row.profile) if row else ""


def of(user: User) -> Desk:
    """Somebody's desk; a new one, not stored yet, while nothing was chosen."""
    return Desk.get_or_none(Desk.user == user) or Desk(user=user)


def choose(user: User, profile: str, away_until: date | None = None) -> None:
    """Set one's own profile, and until which day deputies stand in.

    Raises:
        CaseError: there is no such profile, or the day is past.
    """
    if profile not in ("", *PROFILES):
        raise CaseError(N_("Choose one of the options."), "profile")
    if away_until is not None and away_until < clock.today():
        raise CaseError(N_("This day is past."), "away_until")
    with recorded("desk.changed", user.uuid, user.uuid):
        row = of(user)
        row.profile, row.away_until = profile, away_until
        row.save()


def settings() -> dict[str, str]:
    """All settings of the service, in one query. What was emptied is the default again."""
    return {**DEFAULTS, **{row.name: row.value for row in Setting.select() if row.value}}


def sender_lacks() -> list[str]:
    """Which settings are empty without which a letter cannot be answered."""
    known = settings()
    return [name for name in ("service_name", "service_address", "service_phone") if not known[name]]


def number(name: str) -> int:
    """A setting that is a number and has a default."""
    row = Setting.get_or_none(Setting.name == name)
    return int(row.value if row and row.value else DEFAULTS[name])


def save_settings(by: User, given: dict[str, str]) -> None:
    """Change settings; a coordinator does.

    Raises:
        CaseError: somebody else asks, a number is out of bounds, or a text too long.
    """
    if not by.has_role("coordinator"):
        raise CaseError(N_("Only a coordinator changes this."))
    kept = {name: within(given[name], LONGEST, name) for name in DEFAULTS if name in given}
    for name, (low, high) in NUMBERS.items():
        text = kept.get(name, "")
        if text and not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise CaseError(N_("One of the numbers is not possible."), name)
    with recorded("settings.changed", "cases", by.uuid):
        for name, value in kept.items():
            Setting.delete().where(Setting.name == name).execute()
            Setting.create(name=name, value=value)
