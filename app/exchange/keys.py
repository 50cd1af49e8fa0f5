"""Keys that others gave us to read their directory: files beside the server's other secrets, so that neither
the database nor its backup holds them.
"""

import os
import re
import tempfile
from pathlib import Path

from app.config import Config


def _path(config: Config, uuid: str) -> Path:
    return config.secrets_path / f"source-{uuid}"


def is_key(text: str) -> bool:
    """Whether the text can be sent as a key."""
    return re.fullmatch(r"[\x21-\x7e]{1,500}", text) is not None


def read(config: Config, uuid: str) -> str:
    """The key of a source, or ''."""
    path = _path(config, uuid)
    return path.read_text("ascii").strip() if path.exists() else ""


def keep(config: Config, uuid: str, key: str) -> None:
    """Keep a key; '' takes it away. Readable by the server's owner alone. One that cannot be written (a full
    disk) leaves the one before as it was."""
    path = _path(config, uuid)
    if not key:
        path.unlink(missing_ok=True)
        return
    config.secrets_path.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, half = tempfile.mkstemp(prefix=f"{path.name}-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w") as handle:
            handle.write(key)
        os.chmod(half, 0o400)
        os.replace(half, path)
    except OSError:
        os.unlink(half)
        raise
