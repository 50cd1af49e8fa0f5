"""Where rooms that are blind to one another meet: what search, reports, signing in and administration may ask
of case work, and nothing more."""

from dataclasses import asdict
from typing import Any

from flask import Flask, current_app, g, url_for

from app import i18n
from app.audit import noted
from app.auth.models import User
from app.auth.routes import current_session, private_key
from app.cases import counting, finding, kept, kept_names, names, opening, outcomes, teams, tie_names, views
from app.cases.access import visible_to, works_on_cases
from app.cases.context import search_context
from app.cases.models import Case
from app.cases.pages.kept import keep_unsent
from app.reports import facts as reports
from app.reports.facts import Contact, Facts, Interpreted, Left, Period, Referred, Source
from app.resources import form_names, from_case, hooks
from app.resources.hooks import Destination
from directory.answers import CaseContext


def _private() -> bytes | None:
    return None if current_app.config["CASES_SHUT"] else private_key()


def case_context(uuid: str, user: User) -> CaseContext | None:
    """What a search may know of the case ``uuid``; None when it does not exist for ``user``."""
    private = _private()
    found = search_context(uuid, user, private) if private is not None else None
    session = current_session()
    # The page says where the client lives and what is spoken; one line, and not one for each letter typed.
    if found and session and finding.unread(session.uuid, [f"searched {uuid}"]):
        noted("case.searched", [uuid], user.uuid)
    return CaseContext(**asdict(found)) if found else None


def is_case(uuid: str, user: User) -> bool:
    """Whether the case ``uuid`` exists for the signed-in ``user``; none does while the cases are shut."""
    return _private() is not None and visible_to(user).where(Case.uuid == uuid).exists()


def my_cases(user: User) -> list[Destination]:
    """The cases of the signed-in ``user``, opened in memory, the last touched first; an empty
    list while the cases are shut.
    """
    private = _private()
    if private is None:
        return []
    cases = list(visible_to(user).order_by(Case.touched.desc()))
    opened = opening.open_many(cases, user, private) if cases else {}
    lines = views.lines(cases, opening.readable(cases, opened))
    return [Destination(line.title, url_for("cases.page", uuid=line.uuid), line.apart) for line in lines]


def facts(period: Period) -> Facts:
    """What reports may count: see ``app.cases.counting``."""
    begin, end = period.begin, period.end
    opened, closed = counting.opened_and_closed(begin, end)
    return Facts(
        [Contact(**row) for row in counting.contacts(begin, end)],
        [Referred(**row) for row in counting.referrals(begin, end)],
        [Interpreted(**row) for row in counting.interpreters(begin, end)],
        opened,
        closed,
        [Left(**row) for row in counting.left() if period.holds_month(row["month"])],
    )


def words(scheme: str) -> dict[str, str]:
    """The codes of a scheme in the reader's language, in their order."""
    lang = i18n.language()
    own: dict[str, Any] = {
        "phase": names.phases, "profile": names.profiles, "kind": names.kinds, "outcome": names.outcomes,
        "funding": names.funding, "interpreter": tie_names.bookings,
    }  # fmt: skip
    if scheme in own:
        return dict(own[scheme]())
    if scheme == "language":
        return dict(names.language_pairs(lang))
    found = dict(names.term_pairs(scheme, lang))
    return found | names.units() if scheme == "category" else found


def kept_forms(user: User) -> str:
    """Where the forms wait that ``user`` was filling in when a session ended; '' when there are none."""
    return url_for("cases.kept") if works_on_cases(user) and kept.waiting(user) else ""


def field_labels(path: str) -> dict[str, str]:
    """What the fields of the form that is sent to ``path`` are called, in the reader's language."""
    return kept_names.at(path) if path.startswith("/cases") else form_names.at(path)


def case_at_hand() -> str | None:
    """The uuid of the case that a page shows, or was opened from as its address has it; None for none."""
    return g.get("case_shown") or from_case.named()


def init(app: Flask) -> None:
    """Let search, reports and administration ask, signing in know of forms that were kept, and pages of their
    case."""
    app.jinja_env.globals["case_at_hand"] = case_at_hand
    app.config["KEEP_UNSENT"], app.config["KEPT_FORMS"] = keep_unsent, kept_forms
    app.config["FIELD_LABELS"], app.config["HOLDS_CASES"] = field_labels, teams.answers_for
    reports.use(app, Source(facts, words))
    hooks.use(app, hooks.Hooks(case_context, is_case, my_cases, outcomes.of_service))
