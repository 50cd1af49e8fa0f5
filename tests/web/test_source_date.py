"""The date of a sheet's source, as far as it is known, in the words of the reader's language."""

import re

import pytest

from tests.web.test_editing import EDIT, fields, send_edit


@pytest.mark.parametrize(
    ("lang", "kept", "shown"),
    [
        ("nl", "2026-08-21", "21 aug 2026"),
        ("fr", "2026-08-21", "21 août 2026"),
        ("en", "2026-08", "August 2026"),
        ("fr", "2026", "2026"),
    ],
)
def test_the_date_of_the_source_is_written_as_people_write_it(eva, lang, kept, shown):
    send_edit(eva, EDIT, fields(eva.get(EDIT)), source="brochure", source_date=kept)
    assert dict(fields(eva.get(EDIT)))["source_date"] == kept
    eva.set_cookie("language", lang)
    for path in ("/resources/ocmw-1070", "/resources/ocmw-1070/history"):
        assert re.search(rf">\s*{shown}\s*<", eva.get(path).get_data(as_text=True)), path
