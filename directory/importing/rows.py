"""One service of a file as the values of a sheet, judged: what it says, what keeps it out, what was read
otherwise than it was written. What no program reads is kept for people, in the note on access.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from directory import checking, snapshots
from directory.checking import LONGEST, LONGEST_TEXT, TEXTS, tidy
from directory.errors import BadFact
from directory.facts import normalise_email
from directory.importing import weekly, words
from directory.importing.joining import Record, gather
from directory.importing.lists import Lists
from directory.importing.mapping import Mapping, role
from directory.importing.reasons import KEEPS_OUT, Reason
from directory.importing.remarks import joined
from directory.importing.tables import Table
from directory.models import LANGUAGES
from directory.snapshots import Snapshot

# Beside the fields in ``Incoming.values``: what no program reads, for the note on access of a sheet; and the
# fields that count only where the sheet is new.
REMARKS, ONLY_NEW = "remarks", "only_new"

# A sheet name that is bare text in the file's one language.
_BARE = ("name", "description")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_PATH = re.compile(r"[/\\]+")
_STOPPED = {"inactive", "defunct"}
_SIMPLE = ("name_nl", "name_fr", "name_en", "alt_names", "description_nl", "description_fr", "description_en",
           "audience", "access", "cost", "source", "organisation")  # fmt: skip


@dataclass
class Incoming:
    """One service as a file, or a feed, says it. ``values`` holds only the fields that it speaks of, in
    their normal form, and under ``REMARKS`` and ``ONLY_NEW`` what is no field; ``reasons``
    with one of ``KEEPS_OUT`` keep it out. ``version`` is that of the sheet from which our own export made the
    row, 0 for none.
    """

    number: int
    external_id: str
    values: Snapshot
    reasons: list[Reason] = field(default_factory=list)
    cells: Record = field(default_factory=dict)
    version: int = 0

    @property
    def name(self) -> str:
        """Its name, in the first language that it has one in; '' for none."""
        return next(filter(None, (self.values.get(f"name_{lang}", "") for lang in LANGUAGES)), "")

    @property
    def refused(self) -> list[Reason]:
        """What keeps the row out."""
        return [reason for reason in self.reasons if reason.kind in KEEPS_OUT]


class _Row(Lists):
    """Puts the values of one service together."""

    def made(self) -> Incoming:
        self._simple()
        self._category()
        self._phones()
        self._places()
        self._languages()
        self._areas()
        self._hours()
        self._judged()
        self._odds()
        self._remarks()
        self._lengths()
        external_id = _in_an_address(self.of.own.get("external_id", "") or self._id())
        version = "" if self.mapping.source else self.texts.get("version", "")  # elsewhere it counts theirs
        return Incoming(
            self.of.number, external_id, self.values, self.reasons, self.of.cells,
            int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0,
        )  # fmt: skip

    def _id(self) -> str:
        given = " ".join(self.texts.get("id", "").split())
        if not given and self.mapping.source:
            named = [self.texts.get(n, "") for n in ("name", "name_nl", "name_fr", "street", "postal_code")]
            given = hashlib.sha256("|".join(named).encode()).hexdigest()[:12] if any(named) else ""
        if not given:
            self.say("id")
        if len(given) > 120:
            self.say("id_long", "120")
        if not self.mapping.source or not given:
            return given
        return given.lower() if _UUID.fullmatch(given) else f"{self.mapping.source}-{given}"

    def _simple(self) -> None:
        for name in _SIMPLE:
            if name in self.spoken:
                self.values[name] = tidy(self.told(name))
        lang = self.mapping.language
        for name in _BARE:
            if name in self.spoken and not self.of.own:
                own = self.values.get(f"{name}_{lang}", "")  # of a column that says its language
                self.values[f"{name}_{lang}"] = tidy(self.texts.get(name, "")) or own
        for lang in ("nl", "fr", "en"):  # what another Schakel calls it in each language
            for name in _BARE:
                if self.of.own:
                    self.values[f"{name}_{lang}"] = tidy(self.of.own.get(f"{name}_{lang}", ""))
        for name in ("name_nl", "name_fr", "name_en", "organisation"):
            if name in self.values:
                self.values[name] = " ".join(self.values[name].split())
        if not any(self.values.get(f"name_{lang}") for lang in ("nl", "fr", "en")):
            self.say("name")

    def _category(self) -> None:
        text = self.texts.get("category", "")
        chosen = self.mapping.category
        code = self.mapping.categories.get(text) or words.category(text)
        if not code and chosen:
            code = chosen
            self.values[ONLY_NEW] = ["category"]
            if text:
                self.say("category_chosen", text)
        if not code:
            self.say("category" if text else "no_category", text)
        self.values["category"] = code

    def _hours(self) -> None:
        if "opening_hours" not in self.spoken and not self.of.own:
            return
        text = self.told("opening_hours")
        lines = "\n".join(" ".join(line.split()) for line in text.splitlines())
        read = weekly.read(lines, self.mapping.language)
        if text and not read:
            self.keep("hours_kept", "opening_hours", text)
        self.values["opening_hours"] = read

    def _one_of(self, name: str, kind: str, parts: Iterable[str]) -> None:
        """E-mail and website: a sheet has one, the others are kept for people."""
        good: list[str] = []
        for part in parts:
            try:
                good.append(normalise_email(part) if name == "email" else checking._website(part))
            except (BadFact, ValueError):
                if kind == "email":
                    self.say(kind, part)
                else:
                    self.keep("website_words", "website", part)
        self.values[name] = good[0] if good else ""
        for one in dict.fromkeys(good[1:]):
            if one != good[0]:
                self.keep("more_kept", name, one)

    def _judged(self) -> None:
        if "email" in self.spoken:
            parts = re.split(r"[;,\s]+", self.texts.get("email", ""))
            self._one_of("email", "email", filter(None, parts))
        if "website" in self.spoken:
            told = self.of.own.get("website") or self.texts.get("website", "")
            self._one_of("website", "website_words", filter(None, re.split(r"[;\n]\s*|\s+;?\s*", told)))
        if "source_date" in self.spoken or self.of.own:
            text = self.told("source_date")
            day = words.day(text)
            if day is None:
                self.say("date_left", text)
            self.values["source_date"] = day or ""
        for name in ("company_number", "age_from", "age_to"):
            if name in self.spoken:
                self._fact(name, self.texts.get(name, ""))

    def _fact(self, name: str, text: str) -> None:
        kind, judge = checking._JUDGES[name]
        try:
            self.values[name] = judge(text)
        except (BadFact, ValueError):
            if self.mapping.source:  # the numbers of another country are no reason to stay out
                self.values[name] = "" if name == "company_number" else None
                self.keep("fact_kept", name, text)
            else:
                self.say(kind, text)

    def _odds(self) -> None:
        """What a sheet has no field for of its own."""
        for name, label in (("eligibility", ""), ("audience", "")):
            text = tidy(self.texts.get(name, ""))
            if name == "eligibility" and text:
                before = self.values.get("audience", "")
                self.values["audience"] = "\n".join(dict.fromkeys(filter(None, (before, label + text))))
        if wait := tidy(self.texts.get("wait_time", "")):
            self.kept.append(wait)
        if (status := self.texts.get("status", "")).casefold() in _STOPPED:
            self.say("stopped", status)
        low, high = self.values.get("age_from"), self.values.get("age_to")
        if isinstance(low, int) and isinstance(high, int) and low > high:
            self.say("age_order")
        if self.of.contacts and self.mapping.source:
            self._contacts()
        for name in self.spoken & set(snapshots.FIELDS) - set(self.values):
            if name == "rhythm":
                continue
            self.values.setdefault(name, self.texts.get(name, ""))

    def _remarks(self) -> None:
        """What was kept stands in the note on access where the file speaks of that, else beside it."""
        kept = [tidy(text) for text in dict.fromkeys(self.kept)]
        if "access" in self.spoken:
            self.values["access"] = joined([self.values.get("access", ""), *kept])
        elif kept := [text for text in (tidy(self.texts.get("access", "")), *kept) if text]:
            self.values[REMARKS] = kept

    def _lengths(self) -> None:
        for name, value in self.values.items():
            if isinstance(value, str) and len(value) > (most := LONGEST_TEXT if name in TEXTS else LONGEST):
                self.say("long", str(most), name)
            rows = value if isinstance(value, list) else []
            if len(rows) > checking.MOST_ROWS:
                self.say("many", "", name)
            for row in rows:
                for column, text in row.items() if isinstance(row, dict) else ():
                    if len(str(text)) > LONGEST:
                        self.say("long", str(LONGEST), column)


def _in_an_address(given: str) -> str:
    """An id that the address of a page can hold: itself, unless it would be read as a path. What is put in
    its place is always the same, and no other id's.
    """
    if not given or (given.strip(".") and not _PATH.search(given)):
        return given
    mark = hashlib.sha256(given.encode()).hexdigest()[:8]
    return "-".join(filter(None, (_PATH.sub("-", given)[:100].strip("-."), mark)))


def _spoken(tables: list[Table], mapping: Mapping) -> set[str]:
    """The targets that the file speaks of, and so may change."""
    spoken = mapping.targets() | {"category"}
    if len(tables) > 1:  # a package says with a table of its own, or with none, what a column says elsewhere
        roles = {role(table.name) for table in tables}
        spoken |= {"opening_hours"} if "schedules" in roles else set()
        spoken |= {"territory"} if "service_areas" in roles else set()
        spoken |= {"languages"} if "languages" in roles else set()
        spoken |= {"organisation"} if "organizations" in roles else set()
        spoken |= {"company_number"} if "organization_identifiers" in roles else set()
    return spoken


def incoming(tables: list[Table], mapping: Mapping) -> Iterable[Incoming]:
    """Every service of a file, judged. Lazy: the judging is what takes time."""
    spoken = _spoken(tables, mapping)
    seen: dict[str, int] = {}
    for gathered in gather(tables, mapping):
        own = set(gathered.own and (*snapshots.SCALARS, "phone", "territory", "languages")) - {"rhythm"}
        row = _Row(gathered, mapping, spoken | own).made()
        width, wanted = gathered.width
        if mapping.source and wanted > 2 and sum(map(bool, gathered.cells.values())) == 1:
            row.reasons.append(Reason("only_name"))
        if width != wanted:
            row.reasons.append(Reason("cells", str(width), str(wanted)))
        key = "".join(row.external_id.split()).casefold()  # "Ab 1" and "AB1" are one to whoever typed them
        if key and key in seen:
            row.reasons.append(Reason("twice", str(seen[key])))
        else:
            seen.setdefault(key, row.number)
        yield row
