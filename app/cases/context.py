"""What other parts of the application may know of a case."""

from dataclasses import dataclass

from app.auth.models import User
from app.cases import asking, opening, people
from app.cases.access import visible_to
from app.cases.models import Case


@dataclass(frozen=True)
class SearchContext:
    """For searching a service: where the client lives (NIS code or ''), and the client's languages
    (ISO 639-1, the preferred one first), what the case is about (``directory.expertise``), whether an
    interpreter is needed (yes, no or ''), and whether the client lives outside the region."""

    municipality: str
    languages: tuple[str, ...]
    needs: tuple[str, ...]
    interpreter: str
    elsewhere: bool


def search_context(case_uuid: str, user: User, private: bytes) -> SearchContext | None:
    """What search may know of a case; None when it does not exist for ``user`` or does not open.

    ``private`` is the user's private key. Nothing of this is stored by who asks.
    """
    case = visible_to(user).where(Case.uuid == case_uuid).first()
    opened = opening.open_many([case], user, private).get(case_uuid) if case else None
    if opened is None:
        return None
    facts = people.client_of(case, opened)
    spoken = (facts.get("language", ""), facts.get("language2", ""))
    languages = tuple(code for code in spoken if code)
    interpreter, elsewhere = facts.get("interpreter", ""), facts.get("territory") == people.ELSEWHERE
    municipality = "" if elsewhere else facts.get("municipality", "")
    return SearchContext(municipality, languages, asking.needs_of(case), interpreter, elsewhere)
