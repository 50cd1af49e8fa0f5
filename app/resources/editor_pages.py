"""All pages of the editors, on their one blueprint: what ``app.factory`` registers."""

from app.resources import asking, due, editing, history, reports, reviewing, sheet_page, team
from app.resources.editor import editor

__all__ = ["asking", "due", "editing", "editor", "history", "reports", "reviewing", "sheet_page", "team"]
