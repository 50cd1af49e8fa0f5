"""The command line of sources says in words what is wrong, as the page does."""

import pytest

from app import cli
from directory.federation.models import Feed
from tests.federation.conftest import service


@pytest.fixture
def run(app, config, monkeypatch, capsys):
    """Run ``schakel directory …``, private addresses allowed; returns exit code and what was said."""
    monkeypatch.setenv("DATA_DIR", str(config.data_dir))
    monkeypatch.setenv("FEEDS_PRIVATE", "yes")

    def running(*words):
        code = cli.main(["directory", *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    return running


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("nonsense", "nonsense: This is not a web address"),
        ("file:///etc/passwd", "This is not a web address"),
        ("http://name:pass@example.org", "This is not a web address"),
    ],
)
def test_an_address_that_cannot_be_is_refused_in_words(run, address, words):
    code, said = run("subscribe", address)
    assert code != 0
    assert words in said


def test_a_private_address_names_the_setting(run, monkeypatch):
    monkeypatch.setenv("FEEDS_PRIVATE", "no")
    assert "FEEDS_PRIVATE" in run("subscribe", "http://127.0.0.1:9")[1]


def test_a_source_that_fails_says_how(run, elsewhere):
    elsewhere.services = [service(f"s{number}") for number in range(6)]
    assert run("subscribe", elsewhere.url)[0] == 0
    assert "This directory is read already." in run("subscribe", elsewhere.url)[1]
    elsewhere.answer = (500, {}, b"")
    code, said = run("pull", "--all")
    assert (code, "The server answers with error 500." in said) == (1, True)
    assert "(The server answers with error 500.)" in run("sources")[1]
    elsewhere.answer, elsewhere.services = None, []
    assert "6 of the 6 services have disappeared there at once." in run("pull", "--all")[1]
    assert Feed.get().state == "held"
