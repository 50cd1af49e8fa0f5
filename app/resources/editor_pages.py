"""All pages of the editors, on their one blueprint: what ``app.factory`` registers."""

from app.resources import (
    around,
    asking,
    booklet,
    conflicts,
    doubles,
    due,
    editing,
    exports,
    fresh,
    handout,
    history,
    import_downloads,
    imports,
    reports,
    reviewing,
    sheet_page,
    team,
)
from app.resources.editor import editor

__all__ = [
    "around",
    "asking",
    "booklet",
    "conflicts",
    "doubles",
    "due",
    "editing",
    "editor",
    "exports",
    "fresh",
    "handout",
    "history",
    "import_downloads",
    "imports",
    "reports",
    "reviewing",
    "sheet_page",
    "team",
]
