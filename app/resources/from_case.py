"""The case from which a page of the directory was opened. Its address names it, links and forms on the page
carry it on, and nothing that is kept does. Whether it is the reader's, the hooks say (``case_context``).
"""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.resources.criteria import PARAMETERS, clean
from app.resources.hooks import hooks


def named() -> str | None:
    """The uuid of the case as this page's address has it; None for none."""
    return clean(request.args.get("case", ""), PARAMETERS["case"]) or None


def of_reader() -> str | None:
    """The uuid of that case where it is the reader's; None for another, as for one that never was."""
    uuid = named()
    return uuid if uuid and hooks().is_case(uuid, current_user) else None


def sheet_url(external_id: str, **more: Any) -> str:
    """The address of a sheet, for the same case."""
    return str(url_for("resources.sheet", external_id=external_id, case=named(), **more))
