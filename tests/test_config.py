"""Settings that cannot be used: each is named, in a line."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.config import ConfigError, load, secret


@pytest.mark.parametrize("name", ["PEPPER", "SECRET_KEY", "HSDS_KEYS", "MAIL_URL"])
def test_a_file_that_holds_nothing_is_refused(tmp_path, name):
    """Else a new pepper would be made beside accounts of another, or anybody might read the exchange."""
    (tmp_path / "none").write_text("\n")
    with pytest.raises(ConfigError, match=f"^{name}_FILE is empty: .*none$"):
        load({f"{name}_FILE": str(tmp_path / "none")})


@pytest.mark.parametrize(
    "url", ["smtp://h:port", "smtp://[x", "smtp+tls://", "smtps://:465", "smtp://h:99999"]
)
def test_a_mail_server_has_a_host_and_a_port_that_is_a_number(url):
    with pytest.raises(ConfigError, match=r"^MAIL_URL names no host"):
        load({"MAIL_URL": url, "MAIL_FROM": "schakel@example.org"})


@pytest.mark.parametrize(
    "url", ["smtp://localhost", "smtp+tls://u:p%40@mail.example.org:587", "smtps://[::1]:465"]
)
def test_those_that_have_are_taken(url):
    assert load({"MAIL_URL": url, "MAIL_FROM": "schakel@example.org"}).mail_url == url


@pytest.mark.parametrize(("name", "value"), [("PORT", "9" * 5000), ("PEPPER_FILE", "a\0b")])
def test_no_setting_is_a_fault_of_the_program(name, value):
    with pytest.raises(ConfigError, match=f"^{name}"):
        load({name: value})


def test_a_secret_of_which_the_file_is_damaged_is_named_by_its_file(tmp_path):
    path = tmp_path / "secrets/pepper"
    path.parent.mkdir()
    path.write_text("ab" * 31)
    with pytest.raises(ConfigError, match=f"^{path} must be 64 hexadecimal digits$"):
        secret(load({"DATA_DIR": str(tmp_path)}), "pepper", {})


def test_a_secret_that_a_full_disk_did_not_take_is_made_once_there_is_room(tmp_path, monkeypatch):
    config = load({"DATA_DIR": str(tmp_path)})

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            secret(config, "pepper", {})
    assert not config.secrets_path.joinpath("pepper").exists()
    made = secret(config, "pepper", {})
    assert len(made) == 32
    assert [path.name for path in config.secrets_path.iterdir()] == ["pepper"]


def test_servers_that_start_at_one_moment_make_one_secret(tmp_path):
    config = load({"DATA_DIR": str(tmp_path)})
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _turn: secret(config, "pepper", {}), range(24)))
    assert made == {secret(config, "pepper", {}, make=False)}
