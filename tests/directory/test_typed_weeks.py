"""Random weeks, written as people write them in three languages: the week is read, or refused."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.hour_words import DAYS
from directory.importing import weekly
from directory.typed_hours import expression, read

NAMES = {
    "nl": ("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag", "ma di wo do vr za zo"),
    "fr": ("lundi mardi mercredi jeudi vendredi samedi dimanche", "lu ma me je ve sa di"),
    "en": ("Monday Tuesday Wednesday Thursday Friday Saturday Sunday", "Mon Tue Wed Thu Fri Sat Sun"),
}
AND = {
    "nl": (", ", " en ", " ", "/", " & "),
    "fr": (", ", " et ", " ", "/", " & "),
    "en": (", ", " and ", " ", "/"),
}
TO = {"nl": ("-", " t/m ", " tot "), "fr": ("-", " au ", " à "), "en": ("-", " to ", " – ")}
CLOSED = {"nl": ("gesloten", "gesloten op"), "fr": ("fermé", "fermé le"), "en": ("closed", "closed on")}
EXCEPT = {"nl": "behalve", "fr": "sauf le", "en": "except"}
BETWEEN = ("; ", ", ", "\n", " ", ". ", " / ", " | ", " - ", " · ", " en ", " (", ") ")
TIMES = {
    "nl": ("{}-{}", "{}u-{}u", "{}:00-{}:00", "van {} tot {}u", "{}.00 - {}.00 uur"),
    "fr": ("{}-{}", "{}h-{}h", "{}:00-{}:00", "de {}h à {}h", "{} h 00 - {} h 00"),
    "en": ("{}-{}", "{}:00-{}:00", "from {}:00 to {}:00"),
}
HOURS = ((9, 12), (10, 12), (13, 17), (14, 19), (18, 20))


def _hour(hour: int) -> str:
    return f"{hour % 12 or 12}{'am' if hour < 12 else 'pm'}"


@st.composite
def weeks(draw, lang):
    """The words, and the week that they tell: day → spans, of which closed days have none."""

    def one(of):
        return draw(st.sampled_from(of))

    names, meant, chunks = one(NAMES[lang]).split(), {}, []
    left, between = list(range(7)), one(BETWEEN)
    # With nothing but a blank between them, hours behind days and before others may be those of either:
    # "Monday 9-12 18-20 Thursday 9-12 Friday" says 18-20 of whom one likes. So they stand on one side then.
    # A dash between "Saturday" and "Sunday" makes one of them of two: there, days stand first.
    side = {" ": one(["days first", "behind"]), " - ": "days first"}.get(between, "")
    for _chunk in range(draw(st.integers(1, 4))):
        if not left:
            break
        at = one(left)
        ranged = [at]
        while draw(st.booleans()) and ranged[-1] + 1 in left:
            ranged.append(ranged[-1] + 1)
        others = [day for day in left if day not in ranged and draw(st.integers(0, 3)) == 0]
        spans = sorted(one([(HOURS[0], HOURS[2]), (HOURS[1], HOURS[3]), *((span,) for span in HOURS)]))
        less = one(ranged[1:-1]) if len(ranged) > 2 and draw(st.booleans()) else None
        days = names[at] + (one(TO[lang]) + names[ranged[-1]] if ranged[1:] else "")
        days = one(AND[lang]).join([days, *(names[day] for day in others)])
        form = one(TIMES[lang])
        written = [form.format(*span) for span in spans]
        if lang == "en" and draw(st.booleans()):
            written = ["-".join(map(_hour, span)) for span in spans]
        times = one(AND[lang]).join(written)
        kind = one(["days first", "days first", "days first", "behind", "closed", "closed before"])
        if side and not kind.startswith("closed"):
            kind = side
        if kind.startswith("closed"):
            kind = "closed" if between == " - " else kind
            spans = less = None
            words = one(CLOSED[lang])
            chunks.append(f"{words} {days}" if kind == "closed before" else f"{days} {words.split()[0]}")
        elif kind == "behind":
            chunks.append(f"{times} {days}" + (f" {EXCEPT[lang]} {names[less]}" if less else ""))
        elif less:
            exception = f" {EXCEPT[lang]} {names[less]}"
            chunks.append(one([f"{days}{exception} {times}", f"{days} {times}{exception}"]))
        else:
            chunks.append(f"{days}{one([' ', ': ', ', ', ' : ', ' - '])}{times}")
        for day in [*ranged, *others]:
            meant[DAYS[day]] = [f"{a:02}:00-{b:02}:00" for a, b in spans or () if day != less]
            left.remove(day)
    return between.join(chunks), meant


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
@settings(max_examples=400)
@given(data=st.data())
def test_the_week_that_was_meant_is_read_or_none(lang, data):
    words, meant = data.draw(weeks(lang))
    kept = read(words, lang).expression
    if any(meant.values()):
        assert kept in ("", expression(meant)), words
        assert weekly.read(words, lang) in ("", expression(meant)), words
    else:
        assert not re.search(r"\d", kept), words
