"""Settings that cannot be used: each is named, in a line."""

import pytest

from app.config import ConfigError, load


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
