"""A question to a colleague service without anybody in it: names, dates, prison and numbers are taken out,
and what remains is looked at before it counts as asked.
"""

import hashlib
import hmac
import re
from contextlib import suppress

from app.auth.models import User
from app.cases import blanking, clock, custody, partners, people
from app.cases.errors import CaseError
from app.cases.models import Case
from app.cases.opening import Opened
from app.i18n import N_
from app.vault.errors import Tampered
from app.vault.passphrase import expand

GAP = "[…]"
SHORTEST = 2
_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|janvier|février|mars|"
    "avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|january|february|march|may|june|july|"
    "august|october"
)
# In this order: what is longer first. A bare year tells a birth or a judgment, so it goes too.
_PATTERNS = [
    r"[^\s@]+@[^\s@]+\.[^\s@]+",
    r"\b\d{2}[.\s]?\d{2}[.\s]?\d{2}[-\s]?\d{3}[.\s]?\d{2}\b",  # a national register number
    r"\+?\d[\d\s./()-]{7,}\d",  # a telephone or an account number
    r"\b[A-Z]{2}\d{2}(?:\s?\d{4}){2,7}\b",
    r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\b",
    rf"\b\d{{1,2}}(?:er|e|de|ste)?\s+(?:{_MONTHS})\b(?:\s+\d{{4}})?",
    rf"\b(?:{_MONTHS})\s+\d{{4}}\b",
    r"\b(?:19|20)\d{2}\b",
]
_COMPILED = [blanking.compiled(pattern) for pattern in _PATTERNS]
_SMALL = frozenset(
    "de het een van der den la le les du des el al ben mme mr mevr mevrouw meneer monsieur madame the "
    "and met sint saint".split()
)


def names_of(case: Case, opened: Opened) -> list[str]:
    """Every name that the case knows, whole and word by word."""
    found = []
    with suppress(Tampered):  # whoever makes the question reads it before it goes
        found.append(opened.show("case", case.uuid, "title", case.title))
    found += [facts["name"] for _row, facts in people.of_case(case, opened)]
    for line in partners.of_case(case, opened):
        found += [str(line.facts.get("person", ""))]
    words = {word.strip(".,;()") for name in found for word in name.split()}
    return [name for name in {*found, *words} if len(name) >= SHORTEST and name.casefold() not in _SMALL]


def prisons() -> list[str]:
    """The names of prisons, each language by itself."""
    return [part.strip() for prison in custody.PRISONS for part in prison.name.split("/")]


def strip(text: str, names: list[str]) -> str:
    """The text without ``names``, prisons, dates, numbers and addresses. Doing it twice changes nothing."""
    for pattern in _COMPILED:
        text = blanking.without(text, pattern, GAP)
    text = blanking.without_names(text, [*names, *prisons()], GAP, wary=True)
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
