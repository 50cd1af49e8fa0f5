"""What gunicorn loads."""

import sys

from app.config import ConfigError
from app.db import SchemaBehind
from app.factory import create_app

try:
    app = create_app()
except (ConfigError, SchemaBehind) as error:
    sys.exit(f"schakel: {error}")
