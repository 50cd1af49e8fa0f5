"""What a form that waits to be sent holds: the label of each field, and what was filled in."""

from flask_babel import gettext as _

from app.cases import bundle_names, clock, names
from app.cases.errors import CaseError
from app.cases.kept import Form
from app.errors import is_of_the_page, is_text
from app.i18n import day

# A field that is called otherwise on one page than on the others.
_ELSEWHERE = {
    ("question", "text"): "question",
    ("answer", "words"): "answer",
    ("answer", "how"): "answer_how",
}


def at(path: str) -> dict[str, str]:
    """Field → its label, of the form that is sent to ``path``."""
    labels, step = _labels(), path.rpartition("/")[2]
    if path.startswith("/cases/partner/"):
        labels |= {"words": _("A question or a word with it")}
    return labels | {name: labels[other] for (at, name), other in _ELSEWHERE.items() if at == step}


def _labels() -> dict[str, str]:
    own = {
        "text": _("Note"), "words": _("What is to be done"), "task": _("What is to be done"),
        "urgent": _("Urgent"), "deputy": _("As deputy"), "given": _("Given on"), "how": _("How"),
        "reason": _("Why it cannot wait"), "on": _("Day"), "hour": _("Hour"), "cost": _("Cost (€)"),
        "direction": _("Go-between: in which direction"), "profile": _("My profile"),
        "away_until": _("Away until (optional)"), "unit": _("To whom"), "question": _("Your question"),
        "answer": _("What you answer (only what is needed)"), "answer_how": _("How you answer"),
        "agrees": _("The client knows of this answer and agrees"),
        "title": _("For a new case: a name or a pseudonym"), "mask": _("Names to mask, one on each line"),
    }  # fmt: skip
    return (
        bundle_names.labels()
        | names.settings()
        | {f"text-{code}": words for code, words in names.blocks().items()}
        | own
    )


def _said(name: str, value: str, lang: str) -> str:
    """What was filled in, in words; '' for a code that is not one of this field."""
    told = bundle_names.coded(lang) | {
        "how": lambda code: dict(names.hows() + names.reply_hows()).get(code, code),
        "place": lambda code: dict(names.places()).get(code, code),
        "direction": lambda code: dict(names.directions()).get(code, code),
        "profile": lambda code: dict(names.profiles()).get(code, code),
        "unit": lambda code: names.units().get(code, code),
    }
    if value == "on":
        return _("Yes")
    if name in told:
        words = told[name](value)
        return words if words != value or is_text(name, value) else ""
    try:
        found = clock.read_day(value)
    except CaseError:
        found = None
    return day(found) if found else value


def lines(form: Form, lang: str) -> list[tuple[str, str]]:
    """(Label, words) of what was filled in, in the order of the form. A text of a field that has no name here
    stands without one; codes of such fields and what the page itself carries are left out."""
    labels = at(form.path)
    found: dict[str, list[str]] = {}
    for name, value in form.pairs:
        if is_of_the_page(name) or not value.strip():
            continue
        label = labels.get(name, "")
        words = _said(name, value.strip(), lang) if label else value if is_text(name, value) else ""
        if words:
            found.setdefault(label, []).append(words)
    return [(label, ("\n" if label == "" else ", ").join(words)) for label, words in found.items()]
