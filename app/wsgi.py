"""What gunicorn loads."""

import sys

from app.config import ConfigError
from app.db import SchemaBehind
from app.exchange import schedule
from app.factory import create_app
from directory import search

try:
    app = create_app()
    # Thesaurus, places and index are read now, not while somebody waits for the first list.
    search.find(search.Criteria(q="schuld"))
except (ConfigError, SchemaBehind) as error:
    sys.exit(f"schakel: {error}")

if app.config["SCHAKEL"].feeds_schedule:
    schedule.start(app.config["SCHAKEL"])
