"""Rows of an import that look like a sheet that is here: said in the dry run, and once they are taken in."""

from directory import importing
from directory.models import Service
from tests.web.conftest import send
from tests.web.test_imports import last, staged, text_of

DOUBLE = b"Naam;Rubriek;Telefoon\nCPAS d'Anderlecht;Andere;02/529.41.20\nGeheel iets anders;Andere;\n"
LINK = '<a href="/resources/ocmw-1070">looks like “OCMW Anderlecht”, which is here already</a>'


def test_the_dry_run_says_which_row_looks_like_which_sheet(eva):
    dry = text_of(staged(eva, DOUBLE, "lijst.csv"))
    uuid = last().uuid
    assert (
        f'<a href="/editor/imports/{uuid}?show=alike">1 row to add looks like a sheet that is here, or' in dry
    )
    only = text_of(eva.get(f"/editor/imports/{uuid}?show=alike"))
    assert LINK in only
    assert "Geheel iets anders" not in only
    assert "OCMW Anderlecht" in text_of(eva.get(f"/editor/imports/{uuid}/report.csv"))
    eva.set_cookie("language", "fr")
    for page in (f"/editor/imports/{uuid}?show=alike", f"/editor/imports/{uuid}/report.csv"):
        assert "ressemble à «\xa0CPAS d" in text_of(eva.get(page)), page
    assert Service.select().count() == 129


def test_the_dry_run_says_which_row_looks_like_an_earlier_one(eva):
    rows = (b"Naam;Rubriek;Telefoon", b"Inloop De Zon;Andere;02 411 12 13", b"Geheel iets anders;Andere;",
            b"De Zon (inloop);Andere;02/411.12.13")  # fmt: skip
    dry = text_of(staged(eva, b"\n".join(rows), "lijst.csv"))
    uuid = last().uuid
    assert '?show=alike">1 row to add looks like a sheet that is here, or like another row</a>' in dry
    only = text_of(eva.get(f"/editor/imports/{uuid}?show=alike"))
    assert "De Zon (inloop)" in only
    assert "looks like “Inloop De Zon” in row 2 of the same list" in only
    assert "Geheel iets anders" not in only


def test_a_row_of_a_sheet_itself_looks_like_no_other(eva):
    dry = text_of(staged(eva, importing.STARTER.read_bytes(), "services.csv"))
    assert "looks like" not in dry


def test_the_dry_run_asks_as_little_for_many_rows_as_for_few(app, queries, tmp_path):
    with app.app_context():
        counts = []
        for many in (3, 60):
            rows = "".join(f"CPAS d'Anderlecht;Andere;02 529 41 20;{at}\n" for at in range(many // 3))
            rows += "".join(f"Nieuwe {at};Andere;;n{at}\n" for at in range(many))
            (tmp_path / "list.csv").write_text("Naam;Rubriek;Telefoon;id\n" + rows)
            with queries() as asked:
                report = importing.import_path(tmp_path / "list.csv", dry_run=True)
            counts.append(len(asked))
            assert report.added == many + many // 3
        assert counts[0] == counts[1]


def test_what_came_in_twice_by_another_name_is_said_and_leads_to_the_pairs(eva):
    staged(eva, DOUBLE, "lijst.csv")
    send(eva, f"/editor/imports/{last().uuid}/apply")
    assert (last().state, last().added) == ("applied", 2)
    page = text_of(eva.get(f"/editor/imports/{last().uuid}"))
    assert '<a href="/editor/duplicates">1 new sheet looks like another' in page
    send(eva, f"/editor/imports/{last().uuid}/undo")
    assert "looks like another" not in text_of(eva.get(f"/editor/imports/{last().uuid}"))
