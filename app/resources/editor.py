"""The pages of those who keep the directory; each module hangs its own on this blueprint."""

from flask import Blueprint

editor = Blueprint("editor", __name__)
# Who edits. Caseworkers report what is wrong, from any sheet, and it shows at once.
EDITORS = ("editor", "coordinator")
