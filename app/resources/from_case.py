"""The case from which a page of the directory was opened. Its address names it, links and forms on the page
carry it on, and nothing that is kept does. Whether it is the reader's, the hooks say (``case_context``).
"""

from typing import Any

from flask import request, url_for

from app.resources.criteria import PARAMETERS, clean


def named() -> str | None:
    """The uuid of the case as this page's address has it; None for none."""
    return clean(request.args.get("case", ""), PARAMETERS["case"]) or None


def sheet_url(external_id: str, **more: Any) -> str:
    """The address of a sheet, for the same case."""
    return str(url_for("resources.sheet", external_id=external_id, case=named(), **more))
