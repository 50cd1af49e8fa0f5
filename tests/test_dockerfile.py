"""There is no container engine where the tests run: what can be read of the Dockerfile is held here, and
its commands are the Makefile's and the console command's own."""

import re
from pathlib import Path

import pytest

from app import cli

ROOT = Path(__file__).parent.parent
LINES = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text("utf-8")).splitlines()


def said(word):
    return [line.partition(" ")[2].strip() for line in LINES if line.startswith(word + " ")]


def test_it_is_built_in_two_stages_on_one_base():
    bases = [line.split()[0] for line in said("FROM")]
    assert len(bases) == 2
    assert len(set(bases)) == 1
    assert all(re.fullmatch(r"[\w./-]+:[\w.-]+", base) and not base.endswith(":latest") for base in bases)


def test_it_runs_without_root_and_writes_only_to_its_volume():
    last = max(at for at, line in enumerate(LINES) if line.startswith("FROM"))
    users = [at for at, line in enumerate(LINES) if line.startswith("USER ") and at > last]
    assert users
    assert LINES[users[-1]] != "USER root"
    assert said("VOLUME") == ["/data"]
    assert "DATA_DIR=/data" in " ".join(said("ENV"))


def test_everything_that_it_copies_is_there_and_no_secret_or_data_is():
    for line in said("COPY"):
        if not line.startswith("--from"):
            for source in line.split()[:-1]:
                assert (ROOT / source).exists(), source
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {"var", ".git", ".venv", "node_modules"} <= set(ignored)


def test_its_commands_are_those_of_the_makefile_and_of_schakel():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M)
    made = [
        target
        for line in said("RUN")
        for make in re.findall(r"\bmake ([a-z ]+)$", line)
        for target in make.split()
    ]
    assert {"setup", "assets", "catalogs"} <= set(made) <= set(targets)
    called = re.findall(r"\bschakel\"?,? \"?(\w+)", " ".join(said("CMD") + said("HEALTHCHECK")))
    assert sorted(called) == ["health", "serve"]
    for verb in called:
        with pytest.raises(SystemExit) as asked:
            cli.parser().parse_args([verb, "--help"])
        assert asked.value.code == 0
