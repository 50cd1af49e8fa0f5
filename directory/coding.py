"""What free text on a sheet says in codes, for the filters: audience, access and cost. A phrase that is known
(``phrases.py``) says the same in each language."""

import re

from directory import phrases
from search_index.text import fold

Codes = tuple[tuple[str, "re.Pattern[str]"], ...]


def _codes(**patterns: str) -> Codes:
    return tuple((code, re.compile(pattern)) for code, pattern in patterns.items())


# By word beginnings in the three languages, on folded text.
_AUDIENCE = _codes(
    everyone=r"\b(everyone|everybody|all public|iedereen|tout public|tous|toutes?)\b",
    children=r"\b(child|kid|minor|kind|minderjarig|enfant|mineur|bab)",
    youth=r"\b(youth|young|teen|jong|jeugd|tiener|jeune|ado|student|etudiant)",
    adults=r"\b(adult|volwassen)",
    families=r"\b(famil|gezin|parent|ouder|mother|moeder|mere|father|vader|pere|pregnan|zwanger|enceinte|couple)",
    relatives=r"\b(relative|naast|proche|entourage|famil\w* (of|van|de) (det|ged|pris))",
    detainees=r"(?<!ex-)(?<!ex )(?<!anciens )\b(detaine|prisoner|gedetineerd|detenu|intern(ed|e\b|es)|"
    r"geintern|suspects? in)",
    ex_detainees=r"\b(ex-? ?(detain|gedetin|detenu|offender|prison)|anciens detenus|released|electronic mon|"
    r"enkelband)",
    offenders=r"\b(offender|perpetrator|suspect|convict|dader|pleger|verdacht|veroordeeld|auteur|condamn)",
    victims=r"\b(victim|slachtoffer|witness)",
    migrants=r"\b(asylum|asiel|asile|refugee|vluchteling|refugi|undocumented|papier|migra|newcomer|nieuwkomer|primo)",
    poverty=r"\b(povert|poor|armoede|pauvre|precar|low income|laag inkomen|homeless|dakloos|dakloz|thuislo|"
    r"sans-?abri|uninsured|debts|indebted|schulden|surendett|street)",
    residents=r"\b(resident|inwoner|bewoner|habitant|riverain)",
    professionals=r"\b(professional|worker|hulpverlener|profession|intervenant)",
    members=r"\b(member|leden|affili|membre)",
)
_ACCESS = _codes(
    walk_in=r"(walk-?in|zonder afspraak|sans rendez|vrije inloop|inloop|permanence|without appointment)",
    appointment=r"((?<!zonder )\bafspraak|(?<!sans )\brendez|(?<!without )\bappointment|\bintake)",
    phone=r"\b(phone|telefo|telepho|tel\b)",
    online=r"\b(online|on line|en ligne|chat|e-?mail|website|site web|formulier|formulaire)",
    referral=r"\b(referral|referred|doorverwij|verwijzing|orientation|envoye par|via (het )?(ocmw|cpas))",
    waiting_list=r"(waiting list|wachtlijst|liste d'attente)",
)
_COST = _codes(
    free=r"\b(free|gratis|kosteloos|gratuit|no cost)",
    reduced=r"\b(reduced|income|inkomen|revenu|tarif|sociaal tarief|remgeld|derde betaler|tiers payant)",
    paid=r"(€|\beur\b|\beuro|\bpaid\b|betalend|payant)",
)


def _found(codes: Codes, text: str) -> list[str]:
    flat = fold(phrases.everywhere(text))
    return [code for code, pattern in codes if pattern.search(flat)] if flat else []


def audience(text: str, age_from: int | None = None, age_to: int | None = None) -> list[str]:
    """The codes of an audience, also by age."""
    found = _found(_AUDIENCE, text)
    if age_to is not None and age_to <= 26 and "youth" not in found:
        found.append("youth" if age_to > 12 else "children")
    return found


def access(text: str) -> list[str]:
    """How one gets in."""
    return _found(_ACCESS, text)


def cost(text: str) -> list[str]:
    """What it costs."""
    return _found(_COST, text)
