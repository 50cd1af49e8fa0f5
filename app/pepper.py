"""What every case needs to be opened, and whether it is there: the server's part of every key, and the keys
of the cases in their database."""

import os

from app.auth.models import Keyring
from app.cases.models import Case, CaseKey
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


def keyless() -> tuple[int, int]:
    """How many cases there are, and of how many no key is there."""
    cases = {case.uuid for case in Case.select(Case.uuid)}
    return len(cases), len(cases - {key.case_uuid for key in CaseKey.select(CaseKey.case_uuid).distinct()})


def keys_lost(config: Config) -> tuple[str, bool]:
    """A line for the operator where cases have no key ('' where all have one), and whether none has: then
    their database is gone, and what is written to one that was made anew is lost once it is put back."""
    total, without = keyless()
    if not without:
        return "", False
    where = "the database of the keys" if config.database_url else str(config.keys_path)
    told = f"{without} of {total} cases have no key in {where}, and nothing opens them"
    if without < total:
        return told, False
    return f"{told}: put it back from a backup (docs/restoring.md), and start anew; the directory works", True
