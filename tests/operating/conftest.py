"""A server with cases, and the commands of its operator."""

import io
import shutil

import pytest

from app import cli
from app.auth.accounts import add_user, begin_keyring
from app.cases import work
from tests.web.conftest import CHEAP, WORDS, app, config


@pytest.fixture
def kit(app, config, monkeypatch):
    """A server with two cases of Alice's; the printed recovery key."""
    monkeypatch.setenv("DATA_DIR", str(config.data_dir))
    pepper = app.config["PEPPER"]
    printed = begin_keyring(pepper)
    alice = add_user("alice@example.org", ["caseworker"], WORDS, pepper, CHEAP)
    for title in ("Zilverberk", "Waterlelie"):
        work.open_case(alice, title)
    return printed


@pytest.fixture
def run(monkeypatch, capsys):
    """Run a command with a line typed; returns exit code, output and error output. ``then``: what is typed
    after that, of what was printed before."""

    def running(*words, typed="", then=None):
        lines, said = [typed], []

        class Stdin(io.StringIO):
            def readline(self):
                if lines:
                    return lines.pop() + "\n"
                said.append(capsys.readouterr())
                return (then(said[-1].out) if then else "") + "\n"

        monkeypatch.setattr("sys.stdin", Stdin())
        code = cli.main(list(words))
        said.append(capsys.readouterr())
        return code, "".join(one.out for one in said), "".join(one.err for one in said)

    return running


@pytest.fixture
def backup(kit, run, config, tmp_path):
    """The folder of a backup of Alice's two cases, and its documents."""
    folder = tmp_path / "safe"
    assert run("backup", str(folder))[0] == 0
    return folder


@pytest.fixture
def elsewhere(config, monkeypatch, tmp_path):
    """Another machine, on which only the pepper was put."""
    folder = tmp_path / "new"
    (folder / "secrets").mkdir(parents=True)
    shutil.copy(config.secrets_path / "pepper", folder / "secrets/pepper")
    monkeypatch.setenv("DATA_DIR", str(folder))
    return folder
