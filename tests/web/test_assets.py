"""Styles and scripts are fetched once, small, and again when they change."""

import gzip
import re


def test_a_page_asks_for_one_style_and_one_script_that_a_browser_keeps(client, alice):
    page = alice.get("/resources").get_data(as_text=True)
    found = re.findall(r'(?:href|src)="(/assets/[^"]+)"', page)
    assert len(found) == 2
    for path in found:
        answer = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert "immutable" in answer.headers["Cache-Control"]
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert gzip.decompress(answer.data) == client.get(path).data
        assert len(answer.data) < 25_000


def test_an_old_mark_is_answered_but_not_kept_and_other_files_are_not_there(client):
    assert client.get("/assets/old/schakel.css").headers["Cache-Control"] == "no-cache"
    for name in ("secret.css", "..%2Ffactory.py", "schakel.py"):
        assert client.get(f"/assets/x/{name}").status_code == 404
