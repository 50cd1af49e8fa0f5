"""The server's part of every key, without which no case opens: whether it is the right one."""

import os

from app.auth.models import Keyring
from app.config import Config, ConfigError, MissingSecret, secret
from app.vault import sentinel
from app.vault.errors import WrongKey

# In its place where it is wanting: a value that opens nothing, and that nothing is locked with.
NONE = b"\0" * 32


def _named(config: Config) -> str:
    """Where this server reads its pepper: a setting, or a file."""
    setting = next((name for name in ("PEPPER", "PEPPER_FILE") if os.environ.get(name, "").strip()), "")
    return setting or str(config.secrets_path / "pepper")


def read(config: Config) -> tuple[bytes, str]:
    """The pepper, and what is wrong with it: '' where nothing is, else a line for the operator.

    A new one is made only where nothing was ever locked with one.
    """
    ring = Keyring.get_or_none()
    if ring is None:
        return secret(config, "pepper"), ""
    try:
        pepper = secret(config, "pepper", make=False)
        sentinel.check(pepper, bytes(ring.sentinel))
    except MissingSecret:
        wrong = f"the pepper is missing: put it back from the safe as {_named(config)}"
    except WrongKey:
        wrong = f"{_named(config)} is the pepper of another server: put back the right one"
    else:
        return pepper, ""
    return NONE, f"{wrong}, and start anew; until then no case opens, and the directory works"


def right(config: Config) -> bytes:
    """The pepper, for whatever is locked with it.

    Raises:
        ConfigError: it is wanting; what would be locked now would not open later.
    """
    pepper, wanting = read(config)
    if wanting:
        raise ConfigError(wanting)
    return pepper
