"""All pages of the editors, on their one blueprint: what ``app.factory`` registers."""

from app.resources import editing, sheet_page
from app.resources.editor import editor

__all__ = ["editing", "editor", "sheet_page"]
