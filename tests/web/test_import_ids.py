"""A sheet that came with an odd id has a page."""

import pytest

from directory.importing import import_path
from directory.models import Service


@pytest.mark.parametrize("given", ["A/1", "../x", "50% ?#1", "Éé & co"])
def test_the_page_of_a_sheet_with_an_odd_id_opens(app, alice, tmp_path, given):
    path = tmp_path / "lijst.csv"
    path.write_text(f'id;Naam;Rubriek\n"{given}";Vreemde Vogel;Andere\n', "utf-8")
    with app.app_context():
        assert import_path(path).added == 1
        made = Service.get(Service.name_nl == "Vreemde Vogel").external_id
    with app.test_request_context():
        from flask import url_for

        address = url_for("resources.sheet", external_id=made)
    page = alice.get(address)
    assert page.status_code == 200
    assert "Vreemde Vogel" in page.get_data(as_text=True)
