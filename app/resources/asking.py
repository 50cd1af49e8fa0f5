"""Asking a service to check its own sheet: the link an editor makes, and what the service sees behind it."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from flask import abort, current_app, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user

from app.audit import recorded
from app.i18n import CODES, language
from app.resources import remarks
from app.resources.edit_forms import LABELS, field_label, value_in_words
from app.resources.editing import sheet_or_404, version_of_form
from app.resources.editor import EDITORS, editor
from app.resources.whole import whole, within
from app.security import needs_role, public
from directory import discretion, facts, hours, revisions, sheet_links, snapshots, suggestions, typed_hours
from directory.checking import LONGEST_TEXT, check, tidy
from directory.discretion import Discretion
from directory.errors import BadFact
from directory.models import Service
from directory.sheet_links import MOST_ANSWERS, SheetLink
from directory.snapshots import Snapshot
from directory.suggestions import OPEN, REPLACED, Suggestion

# What the service itself is asked, in the order of the sheet: the official facts and no others.
ASKED = (
    "description_nl", "description_fr", "description_en", "phones", "locations", "opening_hours", "access",
    "languages", "audience", "cost", "email", "website",
)  # fmt: skip
# What is longer than the line of a phone, and how a phone's keyboard helps with the others.
LONG = {
    "description_nl", "description_fr", "description_en", "phones", "locations", "opening_hours", "access",
    "audience",
}  # fmt: skip
KEYBOARDS = {"email": "email", "website": "url"}
_NOTED = re.compile(r"(?P<number>[^()]*)(?:\((?P<note>.*)\))?")


def asked(sheet: Service) -> tuple[str, ...]:
    """The facts that this service is asked about; a secret address stands behind no link, nor does a fact
    that tells it."""
    if not sheet.address_restricted:
        return ASKED
    hidden, shown = discretion.of(sheet), as_typed(snapshots.of(sheet))
    return tuple(name for name in ASKED if name != "locations" and not hidden.betrayed_by(shown[name]))


def _secret() -> bytes:
    found: bytes = current_app.config["SECRET_KEY"]
    return found


def as_typed(snapshot: Snapshot) -> dict[str, str]:
    """The facts as the service reads and types them: one text each."""
    shown = {name: value_in_words(name, snapshot[name]) for name in ASKED}
    numbers = [(facts.format_phone(row["number"]), row["note"]) for row in snapshot["phones"]]
    shown["phones"] = "\n".join(f"{number} ({note})" if note else number for number, note in numbers)
    shown["opening_hours"] = hours.in_words(snapshot["opening_hours"], language())
    return shown


def _phones(text: str) -> list[dict[str, str]]:
    rows = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        found = _NOTED.fullmatch(line)
        if found is None:
            raise BadFact(line)
        note = (found["note"] or "").strip()
        rows.append({"number": facts.normalise_phone(found["number"]), "note": note})
    return rows


def _value(name: str, text: str) -> Any:
    """The text of one fact as the sheet keeps it. Raises BadFact where only a person can read it."""
    if name == "phones":
        return _phones(text)
    if name == "opening_hours" and text:
        if meant := typed_hours.read(text, language()).expression:
            return meant
        raise BadFact(text)
    if name in ("locations", "languages"):
        raise BadFact(text)
    return text


def _read(typed: dict[str, str], current: Snapshot, seen: Snapshot) -> tuple[Snapshot, str]:
    """What the service changed of what it was shown (``seen``), the sheet being ``current`` by now: as values
    where they can be read, the rest in words.
    """
    shown, before, proposed, words = as_typed(current), as_typed(seen), {}, []
    for name, text in typed.items():
        if text in (shown[name], before[name]):
            continue
        try:
            value = _value(name, text)
            judged, problems = check({**current, name: value}, current)
            if problems:
                raise BadFact(text)
            proposed[name] = judged[name]
        except BadFact:
            words.append(f"{field_label(name)}{_(':')} {text or '–'}")
    return proposed, "\n".join(words)


def _link_or_none(token: str) -> SheetLink | None:
    return sheet_links.open_link(token, _secret())


def _seen(sheet: Service) -> Snapshot | None:
    """The sheet as it was when the page was opened, which may be days ago; None where that is not known: then
    the answer confirms nothing but what it corrects."""
    version = version_of_form()
    if version == sheet.version:
        return snapshots.of(sheet)
    known = revisions.at_version(sheet, version)
    return known.snapshot() if known is not None else None


def _written_in() -> str:
    """The language that hours and languages of the form are written in: that of the page it stood on. Another
    tab may have changed the language since."""
    told = request.form.get("written_in", "")
    return told if told in CODES else language()


def _answered(rows: list[Suggestion], current: Snapshot, hidden: Discretion) -> dict[str, Any]:
    """What the form holds: the sheet, and on it the answer that waits, as the next one takes its place."""
    shown, waiting = as_typed(current), next((row for row in rows if row.state == OPEN), None)
    if waiting is None:
        return {"typed": shown, "rest": ""}
    said = as_typed(current | waiting.values())
    typed = {name: shown[name] if hidden.betrayed_by(said[name]) else said[name] for name in said}
    return {"typed": typed, "rest": hidden.told(waiting.words)}


def _page(link: SheetLink, status: int = 200, **more: Any) -> Any:
    current, lang, hidden = snapshots.of(link.service), language(), discretion.of(link.service)
    mine = (Suggestion.link == link) & (Suggestion.state != REPLACED)
    rows = list(
        Suggestion.select(Suggestion, Service).join(Service).where(mine).order_by(Suggestion.id.desc())
    )
    name = discretion.name_of(link.service, lang)
    answers = [
        replace(
            one,
            headline=remarks.to_itself(row),
            words=hidden.told(one.words),
            answer=hidden.told(one.answer),
        )
        for row, one in zip(rows, remarks.told(rows, lang), strict=True)
    ]
    context = {
        "link": link, "version": link.service.version, "name": name, **_answered(rows, current, hidden),
        "error": "", "source": "", "written_in": lang,
        "asked": [(name, _(LABELS[name]), name in LONG, KEYBOARDS.get(name)) for name in asked(link.service)],
        "answers": answers, "told": "", **more,
    }  # fmt: skip
    return render_template("resources/own_sheet.html", **context), status


def _gone() -> Any:
    """The same for a wrong, an expired and a withdrawn link."""
    return render_template("resources/own_sheet_gone.html"), 404


@editor.get("/own-sheet/<token>")
@public
def own_sheet(token: str) -> Any:
    """What a service sees of its own sheet: the official facts, each of which it can correct."""
    link = _link_or_none(token)
    return _gone() if link is None else _page(link)


@editor.post("/own-sheet/<token>")
@public
def answer(token: str) -> Any:
    """The service says that all is right, or what is otherwise; either waits for an editor."""
    link = _link_or_none(token)
    if link is None:
        return _gone()
    if link.answers >= MOST_ANSWERS:
        abort(429)
    current, seen = snapshots.of(link.service), _seen(link.service)
    names, written_in = asked(link.service), _written_in()
    rest, source = tidy(whole("rest", 2000)), whole("source", 200)
    with force_locale(written_in):
        shown = as_typed(current)
        typed = {name: within(tidy(request.form.get(name, shown[name])), LONGEST_TEXT) for name in names}
        proposed, words = _read(typed, current, seen or current)
    said = within("\n".join(part for part in (words, rest) if part), suggestions.LONGEST)
    if not proposed and not said and request.form.get("do") != "right":
        error = _("Nothing differs from what stands here. Is all of it right? Then press the first button.")
        kept = {"typed": typed, "rest": rest, "source": source, "version": version_of_form()}
        kept["written_in"] = written_in
        return _page(link, 422, error=error, **kept)
    with recorded("link.answered", link.service.external_id):
        looked = {name: one for name, one in (seen or {}).items() if name in names or name not in ASKED}
        suggestions.answered(link, proposed, said, source, looked)
    told = _("Thank you. Your answer has arrived; a colleague looks at it before anything changes.")
    return _page(SheetLink.get_by_id(link.id), told=told)


def _asking(sheet: Service) -> str:
    """The page on which an editor finds the link."""
    link = sheet_links.of(sheet)
    address = (
        url_for("editor.own_sheet", token=sheet_links.token(link, _secret()), _external=True) if link else ""
    )
    subject = _("Is what we tell about you still right?")
    body = _("Please look whether this still holds: %(link)s", link=address)
    mail = f"mailto:{quote(sheet.email)}?subject={quote(subject)}&body={quote(body)}"
    return render_template("resources/ask.html", sheet=sheet, link=link, address=address, mail=mail)


@editor.get("/resources/<external_id>/link")
@needs_role(*EDITORS)
def asking(external_id: str) -> Any:
    return _asking(sheet_or_404(external_id))


@editor.post("/resources/<external_id>/link")
@needs_role(*EDITORS)
def ask(external_id: str) -> Any:
    """Make a link, or stop the one there is."""
    sheet = sheet_or_404(external_id)
    stop = request.form.get("do") == "withdraw"
    with recorded("link.withdrawn" if stop else "link.made", sheet.external_id, current_user.uuid):
        if stop:
            sheet_links.withdraw(sheet)
        else:
            sheet_links.make(sheet, current_user.uuid)
    return redirect(url_for("editor.asking", external_id=external_id), 303)
