"""What happened with a source, in words: on a page in the reader's language, else in English."""

from flask_babel import gettext as _
from flask_babel import ngettext

from app.i18n import N_
from directory.federation.models import GOOD, HELD, NEVER, SILENT, Feed

PROBLEMS = {
    "address": N_("This is not a web address: it begins with https:// and names a server."),
    "private": N_(
        "This address leads into a private network. Whoever runs the server can allow that (FEEDS_PRIVATE)."
    ),
    "unreachable": N_("The server %(detail)s does not answer."),
    "refused": N_("The server wants a key, or another key than this one."),
    "moved": N_("The server says that the directory has moved to %(detail)s. Add it under that address."),
    "large": N_("The server sends more than can be right."),
    "slow": N_("The server is too slow: reading it was stopped."),
    "status": N_("The server answers with error %(detail)s."),
    "unreadable": N_("The server answers, but not with a directory in the HSDS format."),
    "known": N_("This directory is read already."),
    "half_gone": N_("%(count)s of the %(known)s services have disappeared there at once."),
    "renumbered": N_(
        "%(count)s of the %(known)s services have another number there all at once: they would come in twice."
    ),
}


def _filled(detail: str) -> dict[str, str]:
    count, _slash, known = detail.partition("/")
    return {"detail": detail, "count": count, "known": known}


def problem(kind: str, detail: str = "") -> str:
    """Why a source could not be read, or is held back."""
    return _(PROBLEMS.get(kind, PROBLEMS["unreadable"]), **_filled(detail))


def in_english(kind: str, detail: str = "") -> str:
    """The same where there is no reader whose language is known."""
    return PROBLEMS.get(kind, PROBLEMS["unreadable"]) % _filled(detail)


def state(feed: Feed) -> str:
    """How a source is doing, in a few words."""
    if feed.paused:
        return _("Paused")
    if feed.state == SILENT and feed.failures > 1:
        return ngettext("Failed once", "Failed %(num)s times in a row", feed.failures)
    texts = {
        NEVER: _("Not read yet"), GOOD: _("In order"), SILENT: _("Failed the last time"),
        HELD: _("Held back: look at it"),
    }  # fmt: skip
    return texts[feed.state]
