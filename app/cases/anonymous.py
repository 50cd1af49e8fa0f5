"""A question to a colleague service without anybody in it: names, dates, prison and numbers are taken out,
and what remains is looked at before it counts as asked.
"""

import hashlib
import hmac
import re
from contextlib import suppress

from app.auth.models import User
from app.cases import blanking, clock, partners, people, telling
from app.cases.errors import CaseError
from app.cases.models import Case
from app.cases.opening import Opened
from app.i18n import N_
from app.vault.errors import Tampered
from app.vault.passphrase import expand

GAP = "[…]"
SHORTEST = 2
_SMALL = frozenset(
    "de het een van der den la le les du des el al ben mme mr mevr mevrouw meneer monsieur madame the "
    "and met sint saint dr dokter docteur meester maître advocaat avocat huisarts médecin school "
    "basisschool école lycée crèche centrum centre maison huis dienst service ziekenhuis hôpital".split()
)


def names_of(case: Case, opened: Opened) -> list[str]:
    """Every name that the case knows, whole and word by word: of people, of partners that are no service of
    the directory (a lawyer, the school of a child), of prisons."""
    found = []
    with suppress(Tampered):  # whoever makes the question reads it before it goes
        found.append(opened.show("case", case.uuid, "title", case.title))
    for _row, facts in people.of_case(case, opened):
        found += [facts["name"], *(period.prison for period in people.periods_of(facts))]
    for line in partners.of_case(case, opened):
        found += [str(line.facts["person"]), "" if line.facts["sheet"] else str(line.facts["name"])]
    words = {word for name in found for word in re.split(r"[\s.,;()/-]+", name)}
    return [name for name in {*found, *words} if len(name) >= SHORTEST and name.casefold() not in _SMALL]


def strip(text: str, names: list[str]) -> str:
    """The text without ``names``, prisons, dates, numbers and addresses. Doing it twice changes nothing."""
    for pattern in (*telling.PATTERNS, telling.PRISONS):
        text = blanking.without(text, pattern, GAP)
    text = blanking.without_names(text, names, GAP, wary=True)
    return re.sub(rf"{re.escape(GAP)}(?:\s*{re.escape(GAP)})+", GAP, text)


def seal_of(secret: bytes, case: Case, by: User, text: str) -> str:
    """Proof that this very text was shown to ``by`` as a preview today."""
    told = f"{case.uuid} {by.uuid} {clock.today()} {text}"
    return hmac.new(expand(secret, "anonymous preview v1"), told.encode(), hashlib.sha256).hexdigest()


def must_be_fit(secret: bytes, case: Case, opened: Opened, by: User, text: str, seal: str) -> None:
    """Raises CaseError unless the text was looked at as it stands and nothing in it has to be taken out."""
    if not text.strip():
        raise CaseError(N_("Write your question."), "text")
    if strip(text, names_of(case, opened)) != text:
        raise CaseError(
            N_("There was still something in it that points at somebody. Look at it once more."), "text"
        )
    if not hmac.compare_digest(seal, seal_of(secret, case, by, text)):
        raise CaseError(N_("Look first at what would leave."))
