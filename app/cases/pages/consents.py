"""Who agreed to what, and taking it back."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_login import current_user

from app.cases import clock, consent, names, people, withdrawing
from app.cases.errors import CaseError, CasesShut, KeyMoved
from app.cases.forms import day, fields, must_day
from app.cases.models import Case, Consent, Document, Person
from app.cases.opening import Facts, Opened
from app.cases.pages.base import back, blueprint, case_of, read_page, row_of
from app.cases.pages.overview import head, linked_words
from app.cases.pages.saying import refusal
from app.i18n import language
from directory.models import Service


def _line(
    row: Consent, opened: Opened, who: dict[int, str], lang: str, sheet_now: Service | None
) -> dict[str, Any]:
    words = names.blocks() | names.linked_scopes()
    unit = names.units().get(row.unit, "")
    return {
        "uuid": row.uuid, "party": row.party, "given": row.given, "until": row.until,
        "withdrawn": row.withdrawn,
        "active": consent.is_active(row, clock.today()), "how": dict(names.hows()).get(row.how, ""),
        "to": row.service.name(lang)[0] if row.service else unit,
        "who": who.get(row.person_id or 0, ""), "by": row.author.called,
        "scope": [words.get(code, code) for code in row.scope.split()],
        "proof": opened.read("consent", row.uuid, "proof", row.proof),
        "document": row.document.uuid if row.document else "",
        "now": sheet_now and {"id": sheet_now.external_id, "name": sheet_now.name(lang)[0]},
    }  # fmt: skip


def _page(case: Case, opened: Opened, error: str = "", typed: dict[str, str] | None = None) -> Any:
    lang = language()
    persons = people.of_case(case, opened)
    linked = [
        (row, linked_words(facts, lang) or _("Linked person"))
        for row, facts in persons
        if row.kind == "linked"
    ]
    who = {row.id: words for row, words in linked}
    rows = consent.of_case(case)
    onward = consent.overtaken(rows)
    return read_page(
        case,
        "cases/consents.html",
        422 if error else 200,
        **head(case, opened, persons, lang),
        rows=[_line(row, opened, who, lang, onward.get(row.uuid)) for row in rows],
        people=[(row.uuid, words) for row, words in linked],
        scopes=names.linked_scopes(),
        blocks=names.blocks(),
        hows=names.hows(),
        units=list(names.units().items()),
        documents=[
            (row.uuid, opened.read("document", row.uuid, "name", row.name))
            for row in Document.select().where(Document.case == case)
        ],
        today=clock.today(),
        error=error,
        where=(typed or {}).get("party", ""),
        typed=Facts(typed or {}),
        ticked=request.form.getlist("scope"),
    )


@blueprint.get("/<uuid>/consents", endpoint="consents")
def consents(uuid: str) -> Any:
    """``sheet``: for which the client is to be asked."""
    case, opened = case_of(uuid)
    sheet = Service.get_or_none(Service.external_id == request.args.get("sheet", ""), ~Service.archived)
    asks = {"party": "client", "to": sheet.name(language())[0]} if sheet else None
    return _page(case, opened, typed=asks)


def _recipient(given: dict[str, str]) -> tuple[Service | None, str]:
    to = given.get("to", "").strip()
    if to in names.units():
        return None, to
    named = (
        (Service.external_id == to)
        | (Service.name_nl == to)
        | (Service.name_fr == to)
        | (Service.name_en == to)
    )
    return (Service.get_or_none(named, ~Service.archived) if to else None), ""


@blueprint.post("/<uuid>/consents", endpoint="give_consent")
def give_consent(uuid: str) -> Any:
    case, opened = case_of(uuid)
    given, party = fields(request.form), request.form.get("party", "")
    try:
        service, unit = _recipient(given) if party == "client" else (None, "")
        person = Person.get_or_none(Person.case == case, Person.uuid == given.get("person", ""))
        document = Document.get_or_none(Document.case == case, Document.uuid == given.get("document", ""))
        consent.give(
            case, opened, current_user, party, request.form.getlist("scope"), given.get("how", ""),
            must_day(given.get("given", ""), "given"), until=day(given.get("until", ""), "until"),
            proof=given.get("proof", ""), person=person, service=service, unit=unit, document=document,
        )  # fmt: skip
    except (CasesShut, KeyMoved):
        raise
    except CaseError as error:
        return _page(case, opened, refusal(error), given)
    return back(case, "consents", "consent")


@blueprint.post("/<uuid>/consents/<consent_uuid>", endpoint="withdraw_consent")
def withdraw_consent(uuid: str, consent_uuid: str) -> Any:
    case, opened = case_of(uuid)
    withdrawing.withdraw(case, opened, row_of(Consent, case, consent_uuid), current_user)
    return back(case, "consents", "consent.withdrawn")
