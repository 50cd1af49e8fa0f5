"""The questions of a report, one function each. To ask something of your own: write a function that makes a
table of ``Facts``, and put it in ``QUESTIONS``. ``words(scheme)`` gives the codes of a scheme in words.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from statistics import median

from flask_babel import gettext as _

from app.reports.facts import Contact, Facts
from app.reports.tables import Cell, Table

Words = Callable[[str], dict[str, str]]
Question = Callable[[Facts, Words], Table]


def _said(words: dict[str, str], code: str) -> str:
    return words.get(code, code) if code else _("Not filled in")


def _table(
    title: str, counts: Counter[str], words: dict[str, str], *, sums: bool = True, why: str = ""
) -> Table:
    """The codes that occurred, in the order of their scheme; not filled in comes last."""
    order = [code for code in [*words, *sorted(set(counts) - set(words) - {""}), ""] if counts[code]]
    rows: list[tuple[str, list[Cell]]] = [(_said(words, code), [counts[code]]) for code in order]
    return Table(title, [_("How many")], rows, sums=sums, why=why)


def _contacts(
    title: str, facts: Facts, words: dict[str, str], pick: Callable[[Contact], Iterable[str]], measure: str,
    **more: object,
) -> Table:  # fmt: skip
    counts = Counter(code for contact in facts.contacts for code in pick(contact))
    counts.update(facts.of_erased(measure))
    return _table(title, counts, words, **more)  # type: ignore[arg-type]


def overview(facts: Facts, _words: Words) -> Table:
    erased = sum(facts.of_erased("contact").values())
    minutes = sum(one.minutes or 0 for one in facts.contacts) + facts.of_erased("minutes").get("", 0)
    rows: list[tuple[str, list[Cell]]] = [
        (_("Contacts"), [len(facts.contacts) + erased]),
        (_("Clients or families with a contact (erased cases not counted)"),
         [len({one.family for one in facts.contacts})]),
        (_("Cases opened"), [facts.opened + facts.of_erased("case").get("", 0)]),
        (_("Cases closed"), [facts.closed]),
        (_("Minutes of contact, where filled in"), [minutes]),
        (_("Referrals"), [len(facts.referrals) + sum(facts.of_erased("referral").values())]),
    ]  # fmt: skip
    return Table(_("In short"), [_("How many")], rows, sums=False, drawn=False)


def channels(facts: Facts, words: Words) -> Table:
    return _contacts(_("Contacts by channel"), facts, words("channel"), lambda one: (one.channel,), "contact")


def interventions(facts: Facts, words: Words) -> Table:
    return _contacts(
        _("Interventions by type"), facts, words("intervention"), lambda one: one.interventions,
        "intervention", sums=False, why=_("A contact may hold several."),
    )  # fmt: skip


def domains(facts: Facts, words: Words) -> Table:
    return _contacts(
        _("Life domains"), facts, words("life_domain"), lambda one: one.domains, "domain", sums=False,
        why=_("A contact may hold several."),
    )  # fmt: skip


def languages(facts: Facts, words: Words) -> Table:
    return _contacts(
        _("Contacts by the client's language"), facts, words("language"), lambda one: (one.language,),
        "language",
    )  # fmt: skip


def phases(facts: Facts, words: Words) -> Table:
    return _contacts(
        _("Contacts by phase on the day"), facts, words("phase"), lambda one: (one.phase,), "phase"
    )


def profiles(facts: Facts, words: Words) -> Table:
    return _contacts(
        _("Contacts by the colleague's profile"), facts, words("profile"), lambda one: (one.profile,),
        "profile",
    )  # fmt: skip


def funding(facts: Facts, words: Words) -> Table:
    """By the legal status of the day. With linked persons of several statuses it is for no single line."""
    said = words("funding")

    def line(codes: tuple[str, ...] | list[str]) -> str:
        return said.get(codes[0], "") if len(codes) == 1 else "several" if codes else ""

    counts = Counter(line(contact.status) for contact in facts.contacts)
    for codes, n in facts.of_erased("status").items():
        counts[line(codes.split())] += n
    lines = dict.fromkeys(said.values())
    names = {name: name for name in lines} | {"several": _("Several statuses on that day")}
    return _table(
        _("Contacts by funding line, by status on the day"), counts, names,
        why=_("A coordinator names the lines under Choices of the service."),
    )  # fmt: skip


def interpreters(facts: Facts, words: Words) -> Table:
    said, erased = words("interpreter"), facts.of_erased("interpreter")
    rows: list[tuple[str, list[Cell]]] = []
    answers = []
    for code in [*said, *sorted({one.status for one in facts.interpreters} - set(said))]:
        held = [one for one in facts.interpreters if one.status == code]
        n = len(held) + erased.get(code, 0)
        if n:
            minutes = [one.minutes for one in held if one.minutes]
            cents = [one.cents for one in held if one.cents]
            rows.append((_said(said, code), [n, sum(minutes), round(sum(cents) / 100, 2)]))
            answers.append([len(minutes), len(cents)])
    columns = [_("How many"), _("Minutes"), _("Cost in euro")]
    return Table(_("Interpreters booked"), columns, rows, answers=answers)


def interpreter_languages(facts: Facts, words: Words) -> Table:
    counts = Counter(one.language for one in facts.interpreters)
    return _table(_("Interpreters by language"), counts, words("language"))


def referrals(facts: Facts, words: Words) -> Table:
    """By category: how many, how many were accepted and refused, what came of it, and days to an answer."""
    said, erased = words("category"), Counter(facts.of_erased("referral"))
    ends = ("started", "partly", "not", "unknown")
    categories = {one.category for one in facts.referrals} | {code.partition(":")[0] for code in erased}
    rows: list[tuple[str, list[Cell]]] = []
    answers = []
    for category in [code for code in said if code in categories] + sorted(categories - set(said)):
        mine = [one for one in facts.referrals if one.category == category]
        gone = {code.partition(":")[2]: n for code, n in erased.items() if code.startswith(f"{category}:")}
        outcomes = [sum(one.outcome == end for one in mine) + gone.get(end, 0) for end in ends]
        refused = sum(one.status == "rejected" for one in mine) + gone.get("rejected", 0)
        total = len(mine) + sum(gone.values())
        open_ = total - sum(outcomes) - refused
        days = [one.days for one in mine if one.days is not None]
        answers.append([len(days)])
        rows.append(
            (_said(said, category), [total, *outcomes, refused, open_, median(days) if days else None])
        )
    outcome = words("outcome")
    columns = [
        _("How many"), *(outcome.get(end, end) for end in ends), _("Refused"),
        _("Open, ended or without outcome"), _("Median days to an answer"),
    ]  # fmt: skip
    return Table(
        _("Referrals by kind of service, and what came of it"), columns, rows, counts=7, answers=answers
    )


def referral_kinds(facts: Facts, words: Words) -> Table:
    return _table(_("Referrals by way"), Counter(one.kind for one in facts.referrals), words("kind"))


def refusals(facts: Facts, words: Words) -> Table:
    counts = Counter(one.reason for one in facts.referrals if one.status == "rejected")
    return _table(_("Why services refused"), counts, words("refusal"))


QUESTIONS: dict[str, Question] = {
    "overview": overview,
    "channels": channels,
    "interventions": interventions,
    "domains": domains,
    "languages": languages,
    "phases": phases,
    "profiles": profiles,
    "funding": funding,
    "interpreters": interpreters,
    "interpreter_languages": interpreter_languages,
    "referrals": referrals,
    "referral_kinds": referral_kinds,
    "refusals": refusals,
}


def answers(facts: Facts, words: Words) -> dict[str, Table]:
    """Every question with its table, in order."""
    return {name: question(facts, words) for name, question in QUESTIONS.items()}
