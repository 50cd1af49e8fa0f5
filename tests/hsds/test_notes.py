"""What an import says of a file that another Schakel wrote."""

import pytest

from directory.hsds import loading, tabular
from directory.importing import import_path


@pytest.mark.parametrize(("write", "name"), [(tabular.write, "o.zip"), (tabular.write_json, "o.json")])
def test_nothing_untrue_is_said_of_categories_and_ids(starter, tmp_path, write, name):
    with open(tmp_path / name, "wb") as target:
        write(target, loading.sheets(), "nl")
    report = import_path(tmp_path / name)
    assert report.unchanged > 100
    assert not any("took “other”" in note or "ids of elsewhere" in note for note in report.notes)
    assert [note for note in report.notes if "pointed to" in note or "list of services" in note] == []
