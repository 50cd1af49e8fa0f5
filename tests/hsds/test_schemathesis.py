"""schemathesis asks the live API whatever the standard's own OpenAPI allows, and forbids."""

import json
import os
import subprocess
import sys

import pytest

from tests.browser.conftest import make_server
from tests.hsds.openapi import HOOKS, local


@pytest.fixture
def served(ready_made, tmp_path):
    made = make_server(ready_made, tmp_path / "data", WORKERS="1")
    made.start()
    yield made.url
    made.kill()


def judged(document, url, folder):
    """What schemathesis says, and whether it is content."""
    path = folder / "openapi.json"
    path.write_text(json.dumps(document))
    line = [
        sys.executable, "-m", "schemathesis.cli", "run", str(path), "--url", f"{url}/hsds", "--checks", "all",
        "--max-examples", "15", "--phases", "examples,coverage,fuzzing", "--seed", "1", "--no-color",
        "--generation-deterministic",
    ]  # fmt: skip
    hooks = folder / "narrowed.py"
    hooks.write_text(HOOKS)
    env = {**os.environ, "SCHEMATHESIS_HOOKS": "narrowed", "PYTHONPATH": str(folder)}
    done = subprocess.run(line, capture_output=True, text=True, cwd=folder, env=env, check=False)
    return done.returncode == 0, done.stdout + done.stderr


def test_it_finds_nothing_and_would_find_something(served, specification, tmp_path):
    document = local(specification)
    content, told = judged(document, served, tmp_path)
    assert content, told
    assert "Tested: 11" in told
    assert "Unresolvable" not in told
    page = document["paths"]["/taxonomies"]["get"]["responses"]["200"]["content"]["application/json"]
    page["schema"]["required"] = ["pages"]
    document["paths"] = {"/taxonomies": document["paths"]["/taxonomies"]}
    assert not judged(document, served, tmp_path)[0]
