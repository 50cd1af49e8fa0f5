"""What a need of the thesaurus leads to, as its editor writes it: words, kinds of help, and what it does not
mean; and of the words those that come first."""

from dataclasses import dataclass, field

# Facets that a need may lead to, as in ``category:debt_mediation``.
FACETS = ("category", "audience", "access", "language")
# What a need does not mean: ``not:category:victim_support``, of who is accused; or who is called so:
# ``not:lokale bemiddeling``, of who asks for a lawyer.
NOT = "not:"
# Who stands before all the others that a need leads to: ``first:police``, of a danger that is under way.
FIRST = "first:"


@dataclass
class Leads:
    """``terms``: words that are searched; ``first``: those of them that come first. ``facets``: of the index;
    ``away``: those that are not meant; ``not_called``: nor is who has these words in a name."""

    terms: list[str] = field(default_factory=list)
    first: list[str] = field(default_factory=list)
    facets: list[str] = field(default_factory=list)
    away: list[str] = field(default_factory=list)
    not_called: list[str] = field(default_factory=list)


def without_not(label: str) -> str:
    """What a need does not mean, of ``not:category:victim_support``; '' where it leads there."""
    return label[len(NOT) :].strip() if label.lower().startswith(NOT) else ""


def without_first(label: str) -> str:
    """The words that come first, of ``first:police``; '' where they do not."""
    return label[len(FIRST) :].strip() if label.lower().startswith(FIRST) else ""


def facet_of(label: str) -> str:
    """``category:debt_mediation`` as a facet of the index (``category=debt_mediation``); '' for words."""
    name, colon, value = label.partition(":")
    return f"{name}={value}" if colon and name in FACETS else ""


def split(leads_to: str) -> Leads:
    """What the words and codes between strokes say."""
    found = Leads()
    for label in filter(None, (label.strip() for label in leads_to.split("|"))):
        if not_meant := without_not(label):
            if facet := facet_of(not_meant):
                found.away.append(facet)
            else:
                found.not_called.append(not_meant)
        elif facet := facet_of(label):
            found.facets.append(facet)
        elif first := without_first(label):
            found.terms.append(first)
            found.first.append(first)
        else:
            found.terms.append(label)
    return found
