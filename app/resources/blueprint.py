"""The web face of the directory; each module of this package hangs its own pages on it."""

from flask import Blueprint

blueprint = Blueprint("resources", __name__)
