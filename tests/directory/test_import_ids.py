"""Ids of elsewhere: safe in an address, the same each time, and told when two of a file are one."""

import pytest

from directory.importing import import_path
from directory.models import Service


def take(tmp_path, *ids, name="lijst.csv"):
    path = tmp_path / name
    rows = "".join(f'"{one}";Dienst {number};Dienst;other\n' for number, one in enumerate(ids))
    head = "id;name_nl;name_fr;category\n" if name == "ons.csv" else "id;Naam;Nom;Rubriek\n"
    path.write_text(head + rows, "utf-8")
    return import_path(path)


@pytest.mark.parametrize("given", ["A/1", "../x", "https://example.org/dienst/7", "a\\b", ".", ".."])
@pytest.mark.parametrize("name", ["lijst.csv", "ons.csv"])
def test_an_id_that_no_address_can_hold_gets_one_that_is_always_the_same(database, tmp_path, given, name):
    assert take(tmp_path, given, name=name).added == 1
    made = Service.get().external_id
    assert not set(made) & {"/", "\\"}
    assert made not in (".", "..")
    again = take(tmp_path, given, name=name)
    assert (again.added, again.unchanged) == (0, 1)


def test_ids_that_differ_by_a_slash_stay_two(database, tmp_path):
    assert take(tmp_path, "A/1", "A-1", "A1").added == 3
    assert {"lijst-A-1", "lijst-A1"} < {sheet.external_id for sheet in Service.select()}


@pytest.mark.parametrize("other", ["ab 1", "AB1", "Ab  1"])
def test_ids_that_differ_by_case_or_blanks_are_told_as_the_same(database, tmp_path, other):
    report = take(tmp_path, "Ab 1", other)
    assert (report.added, len(report.refused)) == (1, 1)
    assert "already, in row 2" in report.refused[0][2]
