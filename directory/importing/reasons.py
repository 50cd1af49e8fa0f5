"""Why a row of a file stayed out, or went in otherwise than it was written: one list, for the command line
and, translated, for the pages.
"""

from dataclasses import dataclass

from directory.checking import Problem

# A row about a sheet that was merged into another: ``value`` is that one's name, ``field`` its id.
FOLLOWED = "followed"
# A new row that may be a sheet that is here: ``value`` is its name, ``field`` its id.
ALIKE = "alike"
# A new row that may be the same service as an earlier one: ``value`` is its name, ``field`` its number.
ALIKE_ROW = "alike_row"
# So many names stand in one remark.
SHOWN = 20


def N_(text: str) -> str:
    """Mark a text for the catalogs; the web translates it where it is shown."""
    return text


@dataclass(frozen=True)
class Reason:
    """``kind`` is a key of ``TEXTS``; ``value`` is what stood in the file, ``field`` what it was for."""

    kind: str
    value: str = ""
    field: str = ""

    @property
    def text_id(self) -> str:
        """The text before its values are put in: what the catalogs know it by."""
        return TEXTS[self.kind]

    @property
    def text(self) -> str:
        """The reason in English, for the command line."""
        return TEXTS[self.kind] % {"value": self.value, "field": self.field}


TEXTS = {
    # These keep a row out.
    "id": N_("no id"),
    "id_long": N_("the id is longer than %(value)s characters"),
    "name": N_("no name in Dutch, French or English"),
    "no_category": N_("no category, and none was chosen for the whole file"),
    "category": N_("unknown category: “%(value)s”"),
    "phone": N_("not a phone number: “%(value)s”"),
    "email": N_("not an e-mail address: “%(value)s”"),
    "website": N_("not a web address: “%(value)s”"),
    "company_number": N_("not a Belgian company number: “%(value)s”"),
    "age": N_("not an age: “%(value)s”"),
    "age_order": N_("the highest age is below the lowest"),
    "date": N_("not a date: “%(value)s”. Write it as 2026-11-24"),
    "area": N_("unknown territory: “%(value)s”"),
    "interpreter": N_("phone_interpreter must be yes, no, unknown or empty, not “%(value)s”"),
    "rhythm": N_("not a number of months: “%(value)s”"),
    "contact": N_("a contact without its function"),
    "long": N_("%(field)s is longer than %(value)s characters"),
    "many": N_("too many values in %(field)s"),
    "twice": N_("this id stands in the file already, in row %(value)s"),
    "cells": N_("%(value)s cells where the header has %(field)s"),
    "stopped": N_("the file says that this service has stopped: “%(value)s”"),
    # These tell how a row went in.
    "hours_kept": N_("opening hours not understood, kept in the note on access: “%(value)s”"),
    "language_kept": N_("language not understood, kept in the note on access: “%(value)s”"),
    "interpreter_read": N_("“%(value)s” was read as: telephone interpreter"),
    "area_kept": N_("area outside the region, kept in the note on access: “%(value)s”"),
    "phone_words": N_("the words around the number went to its note: “%(value)s”"),
    "phone_nothing": N_("no number in “%(value)s”: left out"),
    "website_words": N_("web address not understood, kept in the note on access: “%(value)s”"),
    "town": N_("postal code and town do not go together, the postal code was followed: “%(value)s”"),
    "more_kept": N_("a sheet holds one, the other is kept in the note on access: “%(value)s” (%(field)s)"),
    "fact_kept": N_("not understood, kept in the note on access: “%(value)s” (%(field)s)"),
    "category_chosen": N_("unknown category “%(value)s”: a new sheet gets the one chosen for the whole file"),
    "only_name": N_("nothing but a name stands in this row: is it a heading within the list?"),
    "date_left": N_("date not understood, left out: “%(value)s”"),
    FOLLOWED: N_("merged here into “%(value)s”: what the file changed is compared with that sheet"),
    ALIKE: N_("looks like “%(value)s”, which is here already"),
    ALIKE_ROW: N_("looks like “%(value)s” in row %(field)s of the same list"),
    "archived": N_("this sheet was put away here; bring it back first if it lives again"),
    "kept_here": N_("edited here, the file has not changed it since: the edit stays (%(field)s)"),
    # These are about a whole file.
    "question": N_("row %(value)s holds questions, not a service: left out"),
    "rows_left": N_("left out, as totals or as the headings once more: row %(value)s"),
    "no_category_column": N_("no column with the category: took “%(value)s” for every new sheet"),
    "undo_stayed": N_("“%(value)s” was edited since it was taken in, and stays so (%(field)s)"),
    "blank_rows": N_("row %(value)s is followed by 2,000 blank rows: what stands below them was not read"),
    "country": N_("telephone numbers without a country code are read as those of this country: %(value)s"),
    "sheets_together": N_("these lists were read as one, their rows counted through: %(value)s"),
    "sheets_left": N_("left out, as no list of services: %(value)s"),
    "files_left": N_("left out, as they are no XLSX, CSV or JSON: %(value)s"),
    "columns_left": N_("columns left out: %(value)s"),
    "json_value": N_("not understood and left out, in row %(field)s: %(value)s"),
    "dangling": N_("%(value)s is pointed to, but stands nowhere in the file (%(field)s)"),
    "renamed_ids": N_("ids of elsewhere: each begins with “%(value)s” here"),
}
KEEPS_OUT = set(list(TEXTS)[: list(TEXTS).index("hours_kept")])


def some_of(names: list[str]) -> str:
    """The first of the names, one behind another: a zip may hold thousands of files."""
    return ", ".join(name[:200] for name in names[:SHOWN]) + (", …" if len(names) > SHOWN else "")


def of_problem(problem: Problem) -> Reason:
    """A judged value's problem as the reason of a row."""
    name = problem.field.partition(".")[0]
    value = problem.value or ("255" if problem.kind == "long" else "")
    return Reason(problem.kind, value[:200], name)
