"""What gunicorn loads."""

import sys

from app.config import ConfigError
from app.db import SchemaBehind
from app.exchange import schedule
from app.factory import create_app
from directory.search import warm

try:
    app = create_app()
    warm.up()
except (ConfigError, SchemaBehind) as error:
    sys.exit(f"schakel: {error}")

if app.config["SCHAKEL"].feeds_schedule:
    schedule.start(app.config["SCHAKEL"])
