"""Tests that read the code: rules of the house that a review would otherwise have to remember."""

import ast
import csv
import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
SOURCES = [path for room in ("app", "directory", "search_index") for path in (ROOT / room).rglob("*.py")]


def _strings():
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}
    methods = [
        ("app/**.py", "python"),
        ("directory/importing/**.py", "python"),
        ("templates/**.html", "jinja2"),
    ]
    for _file, _line, message, _comments, _context in extract_from_dir(ROOT, methods, keywords=keywords):
        yield message[0] if isinstance(message, tuple) else message


def test_french_signs_do_not_begin_a_line():
    catalog = read_po(BytesIO((ROOT / "locales/fr/LC_MESSAGES/messages.po").read_bytes()), locale="fr")
    said = [one.string if isinstance(one.string, str) else " ".join(one.string) for one in catalog if one.id]
    assert any("\u00a0:" in text for text in said)
    coded = (ROOT / "directory/data/taxonomies.csv").read_text("utf-8").splitlines()
    said += [row["fr"] for row in csv.DictReader(coded)]
    assert [text for text in said if re.search(r" [:;?!»](?![/\w])|« ", text)] == []


@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_every_string_is_in_every_catalog(lang):
    catalog = read_po(BytesIO((ROOT / f"locales/{lang}/LC_MESSAGES/messages.po").read_bytes()), locale=lang)
    wanted = set(_strings())
    assert len(wanted) > 50
    for text in wanted:
        message = catalog.get(text)
        assert message is not None, text
        assert all([message.string] if isinstance(message.string, str) else message.string), text
        assert not message.fuzzy, text
        assert not list(message.check(catalog)), text


def test_no_text_for_people_stands_where_the_collector_does_not_look():
    """What is within an f-string reaches no catalog, and is told in English to everybody."""
    catalog = read_po(BytesIO((ROOT / "locales/nl/LC_MESSAGES/messages.po").read_bytes()), locale="nl")
    for path in SOURCES:
        joined = (
            node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.JoinedStr)
        )
        calls = (one for node in joined for one in ast.walk(node) if isinstance(one, ast.Call))
        for call in calls:
            if isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext", "gettext"):
                [text, *_more] = call.args
                assert not isinstance(text, ast.Constant) or catalog.get(text.value), f"{path}: {text.value}"


def test_no_header_name_of_htmx_stands_outside_its_module():
    for path in SOURCES:
        if path.name != "htmx.py":
            assert "HX-" not in path.read_text("utf-8"), path


def test_files_stay_of_a_size_that_one_reads():
    for path in SOURCES:
        if "migrations" not in path.parts:  # a record of what the schema was
            assert len(path.read_text("utf-8").splitlines()) <= 300, path


def test_every_block_that_is_asked_for_stands_in_its_page():
    asked = [
        found for path in SOURCES
        for found in re.findall(r'page\(\s*"([^"]+)",\s*"([^"]+)"', path.read_text("utf-8"))
    ]  # fmt: skip
    assert asked
    for template, block in asked:
        assert f"block {block} " in (ROOT / "templates" / template).read_text("utf-8")


def test_no_weight_of_the_ranking_stands_outside_its_file():
    """A weight, a factor or a cost is a number with a fraction; seconds and shares of memory are none."""
    others = {("warm.py", 0.3), ("writing.py", 0.3), ("store.py", 0.02)}
    own = [f"directory/{name}.py" for name in ("terms", "lookup", "groups", "places", "place_names")]
    folders = [ROOT / "search_index", ROOT / "directory/search"]
    scoring = [*map(ROOT.joinpath, own), *[path for one in folders for path in one.glob("*.py")]]
    found = {
        (path.name, node.value)
        for path in scoring if path.name != "ranking.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, float) and node.value not in {0.0, 1.0}
    }  # fmt: skip
    assert found == others


def test_no_script_or_style_stands_inside_a_page():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)|\|\s*safe\b", text), path


def test_every_setting_is_in_the_docs():
    documented = (ROOT / "docs/settings.md").read_text("utf-8")
    source = "".join((ROOT / f"app/{name}.py").read_text("utf-8") for name in ("config", "factory", "pepper"))
    names = set(re.findall(r'"([A-Z][A-Z_]{3,})"', source)) - {"DEMO_", "SCHAKEL"}
    asked = {
        name
        for name in names
        if re.search(rf'(?:env|_given|_number|_months|_yes_no|get)\([^)]*"{name}"', source)
    }
    asked |= {name.upper() for name in re.findall(r'secret\(config, "(\w+)"', source)}
    assert {"DATA_DIR", "PORT", "HTTPS", "PEPPER"} <= asked
    assert [name for name in sorted(asked) if f"`{name}`" not in documented] == []
