"""Imports that are built on one another, and sheets that were merged since: what the editor is told."""

import pytest

from directory import editing, importing, merging, snapshots
from directory.importing.models import Batch, Conflict
from directory.models import Service
from tests.web.conftest import send
from tests.web.test_imports import text_of


@pytest.fixture
def written(tmp_path):
    """A function that writes a file and says where."""

    def write(name, text):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def test_an_import_on_which_a_later_one_is_built_says_which_to_undo_first(eva, written):
    head = "id;name_nl;name_fr;category;cost\n"
    for name, cost in (("een.csv", "1"), ("twee.csv", "2")):
        importing.import_path(written(name, f"{head}prijs;Prijsdienst;;other;{cost}\n"))
    first, second = Batch.select().order_by(Batch.id.desc()).limit(2)[::-1]
    answer = send(eva, f"/editor/imports/{first.uuid}/undo")
    assert answer.status_code == 409
    assert "Undo them first" in text_of(answer)
    assert f'href="/editor/imports/{second.uuid}">twee.csv' in text_of(answer)
    assert Service.get(external_id="prijs").cost == "2"
    assert send(eva, f"/editor/imports/{second.uuid}/undo").status_code == 303
    assert send(eva, f"/editor/imports/{first.uuid}/undo").status_code == 303
    assert Service.get_or_none(external_id="prijs") is None


def test_a_choice_about_a_sheet_that_was_merged_is_shown_and_made_on_the_kept_one(eva, written):
    head = "id;name_nl;name_fr;category;cost\n"
    importing.import_path(written("een.csv", f"{head}prijs;Prijsdienst;;other;1\n"))
    sheet = Service.get(external_id="prijs")
    editing.save("prijs", snapshots.of(sheet) | {"cost": "5"}, sheet.version, "eva")
    importing.import_path(written("een.csv", f"{head}prijs;Prijsdienst;;other;9\n"))
    kept = Service.get(external_id="ocmw-1070")
    merging.merge(Service.get(external_id="prijs"), kept, snapshots.of(kept) | {"cost": "7"}, "eva")
    page = text_of(eva.get("/editor/conflicts"))
    assert "/resources/ocmw-1070" in page
    assert ">7<" in page
    send(eva, f"/editor/conflicts/{Conflict.get().id}", take="theirs")
    assert Service.get(external_id="ocmw-1070").cost == "9"
