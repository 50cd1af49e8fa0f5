"""The lists of a sheet in one row of a file: phones, places, languages, territory, contacts."""

import re

from directory import checking
from directory.checking import LONGEST
from directory.errors import BadFact
from directory.importing import addresses, phones, words
from directory.importing.joining import PLACE, TOWN, Gathered, Record
from directory.importing.mapping import Mapping
from directory.importing.reasons import Reason, of_problem
from directory.importing.remarks import label
from directory.snapshots import Snapshot
from directory.territory import REGION

_SAID_IN_OURS = {
    "name_nl", "name_fr", "name_en", "description_nl", "description_fr", "description_en", "opening_hours",
    "phone_interpreter", "source", "source_date",
}  # fmt: skip
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_BLANKS, _LINES = re.compile(r"[ \t]*\n[ \t]*"), re.compile(r"\n{3,}")


class Lists:
    """What is common to all parts of a row, and the parts that are lists."""

    def __init__(self, gathered: Gathered, mapping: Mapping, spoken: set[str]) -> None:
        self.of, self.mapping, self.spoken = gathered, mapping, spoken
        self.texts = {
            name: text[1:] if _GUARDED.match(text) else text for name, text in gathered.fields.items()
        }
        if mapping.source:  # our own texts come back exactly as they left
            self.texts = {
                name: _LINES.sub("\n\n", _BLANKS.sub("\n", text)) for name, text in self.texts.items()
            }
        self.values: Snapshot = {}
        self.reasons: list[Reason] = []
        self.kept: list[str] = []  # for the note on access

    def told(self, name: str) -> str:
        """What the row says of a field; another Schakel says some in terms of its own, or not at all."""
        if self.of.own and name in _SAID_IN_OURS:
            return self.of.own.get(name, "")
        return self.texts.get(name, "")

    def say(self, kind: str, value: str = "", name: str = "") -> None:
        self.reasons.append(Reason(kind, value[:200], name))

    def keep(self, kind: str, name: str, text: str) -> None:
        """What no program reads of the field ``name`` stays readable for people."""
        columns = [] if self.of.packaged else self.mapping.columns.values()
        meant = [heading for one in columns for heading, target in one.items() if target == name]
        filled = [heading for heading in meant if self.of.cells.get(heading)]
        self.say(kind, text, name)
        self.kept.append(f"{label(name, filled, self.mapping.language)}: {text}")

    def _phones(self) -> None:
        found: list[phones.Phone] = []
        records = list(self.of.phones)
        if not self.of.packaged:
            records = [{"phone": self.texts.get("phone", ""), "extension": self.texts.get("extension", "")}]
        for record in records:
            for piece in phones.pieces(record.get("phone", "")):
                found += self._phone(piece, record)
        if "phone" in self.spoken:
            unique = {(one["number"], one["note"]): one for one in found}
            self.values["phones"] = list(unique.values())

    def _phone(self, piece: str, record: Record) -> list[phones.Phone]:
        try:
            read, around = phones.read(piece, self.mapping.country)
        except BadFact:
            self.say("phone", piece)
            return []
        if around:
            self.say("phone_words", around)
        if not read:
            self.say("phone_nothing", piece)
        extension = record.get("extension", "")
        said = [
            f"ext. {extension}" if extension else "",
            record.get("description") or record.get("department", ""),
        ]
        if not self.of.packaged:
            said = said[:1]
        elif said[0] and said[1].startswith(said[0]):
            said = said[1:]
        for one in read:
            one["note"] = ", ".join(filter(None, [one["note"], *said]))[:LONGEST]
        return read

    def _places(self) -> None:
        own = {name: self.texts.get(name, "") for name in PLACE}
        given = self.of.places if self.of.packaged and self.of.places else [own]
        more = [line.split("|") for line in self.texts.get("more_locations", "").split("\n") if "|" in line]
        given = [*given, *({n: p.strip() for n, p in zip(("street", "postal_code", "municipality_nl",
                                                          "municipality_fr"), parts, strict=False)}
                           for parts in more)]  # fmt: skip
        if self.spoken & {*PLACE, "more_locations"} or self.of.places:
            places = []
            whole = not self.spoken & TOWN
            for place, misfit in (addresses.read(one, whole) for one in given):
                if misfit:
                    self.say("town", misfit)
                if any(place.values()):
                    places.append(place)
            self.values["locations"] = list({tuple(place.items()): place for place in places}.values())

    def _languages(self) -> None:
        codes: list[str] = []
        interpreter = words.yes_or_no(self.told("phone_interpreter"))
        told = "" if self.of.own else self.texts.get("interpretation", "")
        exact = self.of.own or (self.texts.get("version") and not self.mapping.source)
        for text in words.apart(self.texts.get("languages", "")):
            if exact and words.is_code(text):  # what a sheet holds comes back as it left
                codes.append(text.lower())
            elif code := words.language(text):
                codes.append(code)
            elif words.means_interpreter(text):
                self.say("interpreter_read", text)
                told = told or text
            else:
                self.keep("language_kept", "languages", text)
        if not interpreter:
            self.say("interpreter", self.texts.get("phone_interpreter", ""))
        if told and interpreter == "unknown":
            interpreter = "yes" if not told.casefold().startswith(("no", "nee", "non")) else "no"
        if "languages" in self.spoken:
            self.values["languages"] = list(dict.fromkeys(codes))
        if self.spoken & {"phone_interpreter", "interpretation"} or told:
            self.values["phone_interpreter"] = interpreter
        if len(words.yes_or_no(told)) == 0 and told != "" and told not in self.texts.get("languages", ""):
            self.kept.append(told)

    def _areas(self) -> None:
        if "territory" not in self.spoken and not self.of.own:
            return
        codes = list(self.of.own_areas)
        elsewhere: list[str] = []
        for piece in [] if self.of.own else re.split(r"[;,\n|]", self.texts.get("territory", "")):
            if not (text := piece.strip()):
                continue
            if code := words.area(text):
                codes.append(code)
            elif text.isdigit():
                self.say("area", text)
            else:
                elsewhere.append(text)
        if elsewhere:
            self.keep("area_kept", "territory", ", ".join(elsewhere))
        whole = [REGION] if REGION in codes and len(set(codes)) > 1 and self.mapping.source else []
        self.values["areas"] = whole or list(dict.fromkeys(codes))

    def _contacts(self) -> None:
        kept = []
        for at, one in enumerate(self.of.contacts):
            row = one | {"phone": ""}
            if one["phone"]:
                try:
                    row["phone"] = next(
                        (p["number"] for p in phones.read(one["phone"], self.mapping.country)[0]), ""
                    )
                except BadFact:
                    self.say("phone_nothing", one["phone"])
            problems: list[checking.Problem] = []
            judged = checking._contact(at, row, problems)
            self.reasons += [of_problem(problem) for problem in problems if problem.kind != "email"]
            if any(problem.kind == "email" for problem in problems):
                judged["email"] = ""
            kept.append({name: text[:LONGEST] for name, text in judged.items()})
        self.values["contacts"] = list({tuple(one.items()): one for one in kept}.values())[
            : checking.MOST_ROWS
        ]
