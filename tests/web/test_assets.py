"""Styles and scripts are fetched once, small, and again when they change."""

import gzip
import re

from app.assets import STATIC


def test_a_page_asks_for_one_style_and_one_script_that_a_browser_keeps(client, alice):
    page = alice.get("/resources").get_data(as_text=True)
    found = re.findall(r'(?:href|src)="(/assets/[^"]+)"', page)
    assert len(found) == 2
    for path in found:
        answer = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert "immutable" in answer.headers["Cache-Control"]
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert gzip.decompress(answer.data) == client.get(path).data
        assert len(answer.data) < 28_000


def test_what_only_we_read_in_a_script_is_not_sent(client):
    ours = [path.read_text("utf-8") for path in STATIC.glob("*.js")]
    served = client.get("/assets/x/schakel.js").get_data(as_text=True)
    assert all(served.count(line) for text in ours for line in text.splitlines() if "//" not in line)
    assert not re.search(r"^\s*//", served, re.MULTILINE)


def test_an_old_mark_is_answered_but_not_kept_and_other_files_are_not_there(client):
    assert client.get("/assets/old/schakel.css").headers["Cache-Control"] == "no-cache"
    for name in ("secret.css", "..%2Ffactory.py", "schakel.py"):
        assert client.get(f"/assets/x/{name}").status_code == 404


def test_results_travel_small_but_nothing_that_holds_a_form_token_does(alice):
    asking = {"HX-Request": "true", "Accept-Encoding": "gzip"}
    plain = alice.get("/resources?q=ocmw", headers={"HX-Request": "true"}).data
    small = alice.get("/resources?q=ocmw", headers=asking)
    assert gzip.decompress(small.data) == plain
    assert len(small.data) * 3 < len(plain)
    assert b"csrf_token" not in plain
    for path in ("/resources", "/resources?q=ocmw", "/resources?q=qqqqxxxx"):
        answer = alice.get(path, headers={**asking, "HX-Request": "" if "xxxx" not in path else "true"})
        assert answer.headers.get("Content-Encoding") is None
        assert b"csrf_token" in answer.data
