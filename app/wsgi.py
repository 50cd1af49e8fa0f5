"""What gunicorn loads."""

import gc
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

# What is loaded by now stays. Walking over all of it again and again cost a keystroke in five hundred a pause
# of a tenth of a second, and all of them a twentieth of their time.
gc.collect()
gc.freeze()
gc.set_threshold(5_000, 20, 50)

if app.config["SCHAKEL"].feeds_schedule:
    schedule.start(app.config["SCHAKEL"])
