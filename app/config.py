"""Settings: one frozen object read once from the environment.

Each wrong setting refuses to start with one clear line, and all of them are named at once; a secret may also
come from a file named by ``NAME_FILE`` (as container platforms hand them out). Every setting is listed in
docs/settings.md.
"""

import fcntl
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from directory.checking import RHYTHMS
from directory.verifying import MONTHS

# No number has more digits, with zeros before it; Python reads none of thousands.
LONGEST_NUMBER = 20
# What the server makes itself where it is not given.
SECRETS = ("pepper", "secret_key", "demo_passphrase")


class ConfigError(Exception):
    """What cannot be used, as settings. The message is a line for each, fit for an operator."""


class MissingSecret(ConfigError):
    """A secret that existed is gone. Making another would shut what the old one opened for ever."""


@dataclass(frozen=True)
class Config:
    """All settings. ``data_dir`` is absolute; times are in minutes."""

    data_dir: Path
    host: str
    port: int
    workers: int
    session_idle_minutes: int
    check_months: int
    https: bool
    code_required: bool
    trusted_hosts: tuple[str, ...]
    demo: bool
    mail_url: str
    mail_from: str
    database_url: str
    keys_database_url: str
    hsds_api: bool
    hsds_keys: tuple[str, ...]
    feeds_private: bool
    feeds_schedule: bool

    @property
    def address(self) -> str:
        """``host:port``, as it stands in an address of the web."""
        return at(self.host, self.port)

    @property
    def database_path(self) -> Path:
        return self.data_dir / "schakel.db"

    @property
    def keys_path(self) -> Path:
        return self.data_dir / "keys.db"

    @property
    def index_path(self) -> Path:
        return self.data_dir / "index"

    @property
    def files_path(self) -> Path:
        return self.data_dir / "files"

    @property
    def secrets_path(self) -> Path:
        return self.data_dir / "secrets"


def at(host: str, port: int) -> str:
    """``host:port``; an address of IPv6 in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _given(env: Mapping[str, str], name: str) -> str:
    """A setting that a file may hold, which ``NAME_FILE`` names; '' where neither is given."""
    text = env.get(name, "").strip()
    if not text and (file := env.get(f"{name}_FILE", "").strip()):
        try:
            text = Path(file).read_text("utf-8").strip()
        except (OSError, ValueError) as error:  # also a name that can be none
            raise ConfigError(f"{name}_FILE cannot be read: {file!r}") from error
        if not text:  # a mount that failed: a key of our own, or none, would take its place without a word
            raise ConfigError(f"{name}_FILE is empty: {file}")
    return text


def _number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = env.get(name, "").strip() or str(default)
    whole = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    if not whole or not low <= int(text) <= high:
        raise ConfigError(f"{name} must be a whole number from {low} to {high}, not {text!r}")
    return int(text)


def _months(env: Mapping[str, str], name: str) -> int:
    text = env.get(name, "").strip() or str(MONTHS)
    if text not in map(str, RHYTHMS):
        raise ConfigError(f"{name} must be one of {', '.join(map(str, RHYTHMS))}, not {text!r}")
    return int(text)


def _yes_no(env: Mapping[str, str], name: str, default: bool) -> bool:
    text = env.get(name, "").strip().lower() or ("yes" if default else "no")
    if text not in {"yes", "no", "1", "0", "true", "false"}:
        raise ConfigError(f"{name} must be yes or no, not {text!r}")
    return text in {"yes", "1", "true"}


def _database_urls(env: Mapping[str, str]) -> tuple[str, str]:
    urls = [env.get(name, "").strip() for name in ("DATABASE_URL", "KEYS_DATABASE_URL")]
    if any(url and not url.startswith(("postgresql://", "postgres://")) for url in urls):
        raise ConfigError("DATABASE_URL and KEYS_DATABASE_URL begin with postgresql://")
    if bool(urls[0]) != bool(urls[1]) or (urls[0] and urls[0] == urls[1]):
        raise ConfigError("DATABASE_URL and KEYS_DATABASE_URL are two databases: the keys live apart")
    return urls[0].replace("postgres://", "postgresql://"), urls[1].replace("postgres://", "postgresql://")


def _mail(env: Mapping[str, str]) -> str:
    """Where mail is handed over: ``smtp+tls://user:password@host:587``; '' where none is sent."""
    url = _given(env, "MAIL_URL")
    if url and (
        url.split("://")[0] not in {"smtp", "smtp+tls", "smtps"} or not env.get("MAIL_FROM", "").strip()
    ):
        raise ConfigError("MAIL_URL begins with smtp://, smtp+tls:// or smtps://, and needs MAIL_FROM")
    if url and not _names_a_host(url):
        raise ConfigError("MAIL_URL names no host and port, as in smtp+tls://user:password@host:587")
    return url


def _names_a_host(url: str) -> bool:
    """Whether an address has a host, and a port only if that is a number."""
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _hsds_keys(env: Mapping[str, str]) -> tuple[str, ...]:
    """Who may read the exchange: none given, everybody."""
    keys = tuple(_given(env, "HSDS_KEYS").replace(",", " ").split())
    if any(len(key) < 16 or not key.isascii() for key in keys):
        raise ConfigError("HSDS_KEYS are at least 16 letters and digits each, separated by blanks or commas")
    return keys


def load(env: Mapping[str, str] | None = None) -> Config:
    """Read the settings.

    Raises:
        ConfigError: naming each setting that is wrong, what it must be and what it was.
    """
    env = os.environ if env is None else env
    wrong: list[str] = []

    def right(read: Callable[[], Any]) -> Any:
        """What is read; where that cannot be used it is noted, and the next one is read."""
        try:
            return read()
        except ConfigError as error:
            wrong.append(str(error))
            return None

    database_url, keys_url = right(lambda: _database_urls(env)) or ("", "")
    hosts = env.get("TRUSTED_HOSTS", "").replace(",", " ").split()
    config = Config(
        data_dir=Path(env.get("DATA_DIR", "").strip() or "var").absolute(),
        host=env.get("HOST", "").strip().strip("[]") or "127.0.0.1",
        port=right(lambda: _number(env, "PORT", 8000, 1, 65535)),
        workers=right(lambda: _number(env, "WORKERS", 2, 1, 64)),
        session_idle_minutes=right(lambda: _number(env, "SESSION_IDLE_MINUTES", 30, 1, 24 * 60)),
        check_months=right(lambda: _months(env, "CHECK_MONTHS")),
        https=right(lambda: _yes_no(env, "HTTPS", False)),
        code_required=right(lambda: _yes_no(env, "CODE_REQUIRED", False)),
        trusted_hosts=tuple(hosts),
        demo=right(lambda: _yes_no(env, "DEMO", False)),
        mail_url=right(lambda: _mail(env)),
        mail_from=env.get("MAIL_FROM", "").strip(),
        database_url=database_url,
        keys_database_url=keys_url,
        hsds_api=right(lambda: _yes_no(env, "HSDS_API", True)),
        hsds_keys=right(lambda: _hsds_keys(env)),
        feeds_private=right(lambda: _yes_no(env, "FEEDS_PRIVATE", False)),
        feeds_schedule=right(lambda: _yes_no(env, "FEEDS_SCHEDULE", True)),
    )
    for name in SECRETS:
        right(partial(_given_secret, env, name))
    if wrong:
        raise ConfigError("\n".join(wrong))
    return config


def _bytes_of(name: str, text: str) -> bytes:
    """The 32 bytes of a secret that is given as ``name``: a setting, or a file."""
    try:
        value = bytes.fromhex(text)
    except ValueError:
        value = b""
    if len(value) != 32:
        raise ConfigError(f"{name} must be 64 hexadecimal digits")
    return value


def _given_secret(env: Mapping[str, str], name: str) -> bytes:
    """A secret as it is given, b'' where it is not."""
    given = _given(env, name.upper())
    return _bytes_of(name.upper(), given) if given else b""


def _make_secret(path: Path) -> None:
    """Whole or not at all: a file that a full disk left empty would be no secret at every later start. Of two
    servers that make it at one moment, the first counts for both."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_suffix(".new")
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        if path.exists():
            return
        half.unlink(missing_ok=True)
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w") as handle:
            handle.write(os.urandom(32).hex())
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(half, path)
        os.fsync(folder)
    finally:
        os.close(folder)


def secret(config: Config, name: str, env: Mapping[str, str] | None = None, make: bool = True) -> bytes:
    """The secret ``name`` (32 bytes): from ``NAME`` (hex), the file in ``NAME_FILE``, or
    ``DATA_DIR/secrets/name``. With ``make``, that file is made when it does not exist, readable by its
    owner alone.

    Raises:
        ConfigError: it is given but is not 64 hexadecimal digits.
        MissingSecret: it is nowhere, and ``make`` is False.
    """
    given = _given_secret(os.environ if env is None else env, name)
    path = config.secrets_path / name
    if given:
        return given
    if not path.exists():
        if not make:
            raise MissingSecret(f"{name.upper()} is missing: {path}")
        _make_secret(path)
    return _bytes_of(str(path), path.read_text("utf-8", "replace").strip())
