"""The lines of a result list, with what a search adds to each: marked words, and why it is here."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from flask import current_app
from flask_babel import gettext as _
from markupsafe import Markup, escape

from app.auth.models import User
from app.i18n import N_, day, language
from app.resources.highlight import Places, Wanted, mark, quote, quote_told, wanted
from app.resources.lines import NO_TIMES, Line, Mine, Times, lines, versions
from app.resources.opens import NOW, Asks, Opens
from app.resources.words import reason_name
from directory import availability, facts, phrases, territory
from directory.answers import Hit, Match
from directory.facts import BRUSSELS

# Lines as HTML, with what was marked in them last: a list is typed towards, and stays much the same.
MOST_SHOWN = 4_000
_CONTACT, _COMPETENT, _LOCATED = "contact:", "competent:", "located:"
# What a sheet says once, of which the usual phrases are told in the reader's language.
_IN_PHRASES = {"audience", "access"}
LEAST_BEGUN = 4  # letters of a word that may stand at the beginning of a longer one
AT_ONCE = {"waiting": N_("Waiting list"), "stop": N_("Takes no new people")}


class Quote(NamedTuple):
    """Where a word matched, when that place is not shown anyway."""

    text: Markup
    lang: str


class Row(NamedTuple):
    """A line with what this search adds: what to mark in its name and description, the ``number`` to mark
    among its phones, open or not when it is asked, why it is here."""

    line: Line
    in_name: Places
    in_text: Places
    opens: Markup
    favourite: bool
    picked: bool
    reasons: tuple[str, ...]
    quote: Quote | None
    full: str = ""
    number: str = ""
    placed: bool = False  # a reason has the place already

    @property
    def facts(self) -> Markup:
        """Without what a reason says already."""
        found = self.line.facts
        for words in (self.line.place, *self.reasons) if self.placed else self.reasons:
            found = found.replace(Markup("<span>{}</span>").format(words), Markup(""), 1)
        return found

    @property
    def phones(self) -> Markup:
        if not self.number:
            return self.line.phones
        plain = Markup(">{}<").format(self.number)
        return self.line.phones.replace(plain, Markup("><mark>{}</mark><").format(self.number))

    @property
    def name(self) -> Markup:
        return mark(self.line.name, self.in_name)

    @property
    def description(self) -> Markup:
        return mark(self.line.description, self.in_text)


def as_html(rows: list[Row], level: int, tail: str = "") -> list[Markup]:
    """The rows as lines of a list, under headings of ``level``. ``tail`` follows the sheets' addresses, and
    names a case: of such lines, which say why they suit the client, none is kept."""
    ui: Any = current_app.jinja_env.globals["ui"]
    lang = language()
    if tail:
        return [ui.result(row, lang, level, tail) for row in rows]
    kept: dict[Any, Markup] = current_app.extensions.setdefault("resources.shown", {})
    if len(kept) > MOST_SHOWN:
        kept.clear()
    lines = []
    for row in rows:
        if (found := kept.get((row, level))) is None:
            found = kept[row, level] = ui.result(row, lang, level)
        lines.append(found)
    return lines


@dataclass(frozen=True)
class _Marks:
    """What the matches of a sheet mark. ``elsewhere``: the words by where they stand beside name and text.
    ``kind``: what to mark in its kind of help, where a word that is marked nowhere leads to that. ``typed``:
    all that was typed."""

    name: Wanted | None
    text: Wanted | None
    elsewhere: list[tuple[str, str, Wanted]]
    kind: Wanted | None
    typed: Wanted


def _as_typed(words: set[str]) -> Wanted:
    """What was typed, to look for in words that were not: *kind* stands in *kinderen*."""
    return Wanted.of(words | {f"{word}*" for word in words if len(word) >= LEAST_BEGUN})


def _marks(matches: list[Match], name_lang: str, text_lang: str) -> _Marks:
    name, text = ("name", name_lang), ("text", text_lang)
    words: dict[tuple[str, str], set[str]] = {name: set(), text: set()}
    seen = set()
    for match in matches:
        if (place := (match.field, match.lang)) in words:
            words[place].update(match.words)
            seen.add(match.typed)
    others: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for match in matches:
        if match.typed not in seen:
            typed, asked = others.setdefault((match.field, match.lang), (set(), set()))
            typed.add(match.typed)
            asked.update(match.words)
    # Where most of what was typed stands comes first: *Rue Haute*, rather than a text with *rue*.
    most = sorted(others.items(), key=lambda place: -len(place[1][0]))
    elsewhere = [(*place, found) for place, (_typed, asked) in most if (found := wanted(asked))]
    kinds = [match for match in matches if match.field == "category" and match.typed not in seen]
    kind = Wanted.of(word for match in kinds for word in match.words) if kinds else None
    every = _as_typed({match.typed for match in matches})
    return _Marks(wanted(words[name]), wanted(words[text]), elsewhere, kind, every)


def _quote(line: Line, marks: _Marks, lang: str) -> Quote | None:
    """Where a word that was typed matched, if that is in nothing that the line shows; or its kind of help."""
    for field, where, asked in marks.elsewhere:
        # The label of a kind of help may have matched in another language.
        if field == "category" or not (text := line.texts.get((field, where))):
            continue
        pieces = phrases.pieces(text, lang) if field in _IN_PHRASES else ()
        other = any(written != told for written, told in pieces)
        if found := quote_told(pieces, asked, marks.typed) if other else quote(text, asked):
            return Quote(found, where)
    if marks.kind and (label := line.texts.get(("category", lang))):
        return Quote(quote(label, marks.kind) or escape(label), lang)
    return None


def _full(times: Times, on: date) -> tuple[str, bool]:
    """Why a service takes nobody on that day, in words or '', and whether it is shut."""
    last, periods = times
    for period in periods:
        if period.first <= on <= period.last:
            return _("Closed until %(day)s", day=day(period.last)), True
    return (_(AT_ONCE[last.state]), False) if last and availability.is_full(last, on) else ("", False)


class _Rows:
    """The rows of one list."""

    def __init__(self, user: User, when: Asks) -> None:
        self.user, self.lang = user, language()
        self.minute = datetime.now(BRUSSELS).replace(second=0, microsecond=0)
        self.opens = Opens(self.lang, self.minute, when, self._reason)
        # Sheets that were found in the same ways have the same list of matches.
        self.marks: dict[tuple[int, str, str], _Marks] = {}
        self.reasons: dict[str, str] = {}

    def _marks(self, line: Line, why: list[Match]) -> _Marks:
        key = (id(why), line.name_lang, line.text_lang)
        if (found := self.marks.get(key)) is None:
            found = self.marks[key] = _marks(why, line.name_lang, line.text_lang)
        return found

    def _reason(self, code: str) -> str:
        if (words := self.reasons.get(code)) is None:
            words = self.reasons[code] = reason_name(code)
        return words

    @staticmethod
    def _number(line: Line, reasons: tuple[str, ...]) -> tuple[str, list[str]]:
        """Which of the line's phones was typed, and the other reasons."""
        number, others = "", []
        for reason in reasons:
            words = facts.spelled(reason.removeprefix(_CONTACT)) if reason.startswith(_CONTACT) else ""
            if words and f">{words}<" in line.phones:
                number = words
            else:
                others.append(reason)
        return number, others

    def _here(self, line: Line, reasons: list[str]) -> tuple[str, bool, list[str]]:
        """Of a sheet that is in the municipality for which it is competent, both in one, whether that has the
        place of the line, and the other reasons."""
        for reason in reasons:
            code = reason.removeprefix(_COMPETENT)
            if code != reason and f"{_LOCATED}{code}" in reasons:
                name = territory.name(code, self.lang)
                placed = line.place.endswith(name)
                words = _("In %(place)s, and competent for it", place=line.place if placed else name)
                return words, placed, [one for one in reasons if one not in (reason, f"{_LOCATED}{code}")]
        return "", False, reasons

    def row(self, line: Line, hit: Hit, mine: Mine) -> Row:
        full, shut = _full(line.times, self.minute.date()) if line.times is not NO_TIMES else ("", False)
        marks = self._marks(line, hit.why)
        number, reasons = self._number(line, hit.reasons)
        opens, reasons = self.opens.told(line.hours, shut, line.times[1], reasons)
        here, placed, reasons = self._here(line, reasons)
        why = [here, *map(self._reason, reasons)]
        return Row(
            line=line,
            in_name=marks.name.places(line.name) if marks.name else (),
            in_text=marks.text.places(line.description) if marks.text else (),
            opens=opens,
            favourite=mine[0],
            picked=mine[1],
            reasons=tuple([words for words in why if words]),
            quote=_quote(line, marks, self.lang) if marks.elsewhere or marks.kind else None,
            full=full,
            number=number,
            placed=placed,
        )

    def of(self, hits: list[Hit]) -> list[Row]:
        found = versions([hit.external_id for hit in hits], self.user)
        known = lines({one: mark for one, (mark, _mine) in found.items()}, self.lang)
        return [
            self.row(known[hit.external_id], hit, found[hit.external_id][1])
            for hit in hits
            if hit.external_id in known
        ]


def rows(hits: list[Hit], user: User, when: Asks = NOW) -> list[Row]:
    """The rows of ``hits`` in their order, for ``user`` and in the page's language; ``when`` the list is
    asked for. One query, whatever their number, once their lines are kept.
    """
    return _Rows(user, when).of(hits)
