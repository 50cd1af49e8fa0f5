"""Lists as people make them at home: every oddity that was seen goes in readably, or is told in words."""

from directory.importing import import_path
from directory.models import Service

HEAD = "Naam dienst;Rubriek;Telefoon;Talen;Postcode;Omschrijving;Kostprijs\n"
QUESTIONS = (
    "Hoe heet de dienst?;Wat voor dienst is het?;Op welk nummer?;Welke talen?;Waar?;Wat doen ze?;Hoeveel?\n"
)
ROWS = (
    'Café Élan;Andere;(   ) -  -    ;Nederlands, Language Line.;1080;"Eerste lijn\nTweede lijn";=1+1\n'
    "Hulp & Co;Andere;02/411.12.13;français;1000;@SUM(A1);+32 2 411 12 13\n"
    "Zonder rubriek;Onbekend woord;106;Bliblablu;9999;;\n"
)


def test_latin_1_with_semicolons_questions_lines_and_formulas(database, tmp_path):
    path = tmp_path / "van-thuis.csv"
    path.write_bytes((HEAD + QUESTIONS + ROWS).encode("latin-1"))
    report = import_path(path, category="other")
    assert (report.added, report.refused) == (3, [])
    assert any("row 2 holds questions" in note for note in report.notes)
    told = " ".join(words for _row, _id, words in report.warnings)
    for words in (
        "no number in “(   ) -  -”",
        "“Language Line” was read as: telephone interpreter",
        "Bliblablu",
    ):
        assert words in told, words
    cafe, hulp, zonder = Service.select().order_by(Service.id)
    assert (cafe.name_nl, cafe.phone_interpreter) == ("Café Élan", "yes")
    assert (list(cafe.phones), [row.code for row in cafe.languages]) == ([], ["nl"])
    assert cafe.description_nl == "Eerste lijn\nTweede lijn"
    assert cafe.cost == "=1+1", "a text that somebody wrote; exports mark it"
    assert [(row.number, row.note) for row in hulp.phones] == [("+3224111213", "")]
    assert "Bliblablu" in zonder.access
    again = import_path(path, category="other")
    assert (again.added, again.changed, again.unchanged) == (0, 0, 3)


def test_five_thousand_rows_and_again(database, tmp_path):
    path = tmp_path / "veel.csv"
    rows = "".join(f"d{n};Dienst {n};;other;02 529 41 {n % 100:02}\n" for n in range(5000))
    path.write_text(f"id;name_nl;name_fr;category;phone\n{rows}", "utf-8")
    assert import_path(path).added == 5000
    again = import_path(path)
    assert (again.added, again.changed, again.unchanged, again.conflicts) == (0, 0, 5000, 0)
