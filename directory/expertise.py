"""Reference expertise: the subjects on which colleagues ask a service, and who is to be asked.

A subject is a term of a coded list, written ``scheme:code`` (``life_domain:residence``). What a case is about
(the life domains and interventions of its notes) is written the same way, so that both can be compared.
"""

from collections.abc import Iterable
from functools import cache

from directory import taxonomies
from directory.models import Service, ServiceExpertise

SCHEMES = ("life_domain", "intervention", "category")
COLLEAGUES = "justice_welfare"
# Terms of different lists that are about the same: whoever knows one is asked about the others too.
THEMES = (
    ("life_domain:residence", "category:migration", "intervention:2j", "intervention:2k"),
    ("life_domain:money", "category:debt_mediation", "intervention:2g", "intervention:2h", "intervention:2i"),
    ("life_domain:health", "category:health", "intervention:2l"),
    ("life_domain:criminal_law", "intervention:2a", "intervention:2b", "intervention:2c", "intervention:2d"),
    ("life_domain:family", "category:family", "intervention:5a"),
    ("life_domain:children", "intervention:5b"),
    ("life_domain:mental", "category:mental_health"),
    ("life_domain:addiction", "category:addiction"),
    ("life_domain:housing", "category:housing"),
    ("life_domain:work", "category:employment"),
    ("life_domain:safety", "category:victim_support"),
)


@cache
def known() -> frozenset[str]:
    """Every subject that can be marked."""
    return frozenset(f"{scheme}:{code}" for scheme in SCHEMES for code in taxonomies.codes(scheme))


def label(subject: str, lang: str) -> str:
    """A subject in words; the code itself when no list has it any more."""
    scheme, _colon, code = subject.partition(":")
    return taxonomies.label(scheme, code, lang) if scheme in SCHEMES else subject


def nearby(needs: Iterable[str]) -> frozenset[str]:
    """The subjects that answer one of ``needs``: the same, the same theme in another list, and of an
    intervention the group that it is part of (``intervention:2`` for ``intervention:2j``).
    """
    found = set[str]()
    for need in needs:
        found |= {need, *(subject for theme in THEMES if need in theme for subject in theme)}
        if need.startswith("intervention:"):
            found.add(need[: len("intervention:") + 1])
    return frozenset(found)


def is_colleague(sheet: Service) -> bool:
    """Whether the sheet is of a service that is asked rather than referred to: of our own kind, or marked."""
    return sheet.category == COLLEAGUES or bool(list(sheet.expertise))


def who_knows() -> list[tuple[Service, list[str]]]:
    """Every sheet that is reference expertise, with its subjects; one query."""
    query = ServiceExpertise.select(ServiceExpertise, Service).join(Service).where(~Service.archived)
    found: dict[int, tuple[Service, list[str]]] = {}
    for row in query.order_by(Service.name_nl, Service.id, ServiceExpertise.id):
        found.setdefault(row.service.id, (row.service, []))[1].append(row.code)
    return list(found.values())
