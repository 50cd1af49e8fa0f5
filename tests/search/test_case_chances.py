"""From a case, over generated clients and services: among services that answer equally well, and among those
of one kind that answer, who is competent comes first, then who speaks the language, then who has an
interpreter, then the rest. A service of which nobody noted the languages likely speaks Dutch or French: for
those, one that answers better, or is in the client's own municipality, need not stand lower."""

from random import Random

import pytest

from directory import territory
from directory.answers import CaseContext
from directory.models import Service, ServiceLanguage

pytestmark = pytest.mark.usefixtures("starter")  # to be written to

SPOKEN = ("ar", "tr", "fr", "ro")
ASKED = (
    "psycholoog", "avocat", "schuldbemiddeling", "tolk", "voedselhulp", "médecin", "jeugdhulp",
    "maison médicale", "aide juridique", "logement", "verslaving", "geweld", "travail",
    "mon fils est en prison", "psychologue pour enfants", "loyer impayé", "sans papiers",
)  # fmt: skip


def level(hit, likely=False):
    """A service for the whole region is competent for a client of any municipality. ``likely``: its staff
    likely speaks the language."""
    competent = not any(reason.startswith("only:") for reason in hit.reasons)
    staff = likely or any(reason.startswith("staff_language") for reason in hit.reasons)
    return (not competent, not staff, "interpreter" not in hit.reasons and not staff)


@pytest.fixture
def kinds(results):
    """The kind of each service, some of which speak more languages or have an interpreter."""
    draw = Random(7)
    for sheet in Service.select():
        for code in draw.sample(SPOKEN, draw.choice((0, 0, 1, 2))):
            ServiceLanguage.get_or_create(service=sheet, code=code)
        sheet.phone_interpreter = draw.choice(("yes", "no", "unknown"))
        sheet.changed()
    return {str(sheet.external_id): sheet.category for sheet in Service.select()}


@pytest.fixture
def untold(kinds):
    """Services of which nobody noted the languages."""
    told = {str(row.service.external_id) for row in ServiceLanguage.select().join(Service)}
    return set(kinds) - told


def _words(hit):
    """How well it answers each word, and whether it is of a kind that is not meant."""
    tokens = {f"“{column.token}”" for column in hit._search.reading.columns} | {"not meant"}
    return tuple(sorted((name, value) for name, value in hit.signals.items() if name in tokens))


def _answers(hit):
    words = dict(_words(hit))
    weights = {f"“{each.token}”": words.weight for each, words in zip(
        hit._search.reading.columns, hit._search.words, strict=True)}  # fmt: skip
    return sum(words.get(name, 0.0) * weight for name, weight in weights.items()) / sum(weights.values())


@pytest.mark.parametrize("seed", range(12))
def test_the_order_holds_whoever_the_client_is(results, kinds, untold, seed):
    draw, wrong, pairs = Random(seed), [], 0
    for typed in ASKED:
        case = CaseContext(draw.choice(sorted(territory.municipalities())), tuple(draw.sample(SPOKEN, 2)))
        hits = results(typed, limit=60, case=case).hits
        sure = hits[0]._search._sure()
        told = [(hit, level(hit), _words(hit), _answers(hit) >= sure) for hit in hits]
        for at, (one, _level, words, answers) in enumerate(told):
            for other, theirs, same, too in told[at + 1 :]:
                alike = kinds[one.external_id] == kinds[other.external_id] and answers and too
                if words == same or alike:
                    pairs += 1
                    own = any(reason.startswith(("competent:", "located:")) for reason in one.reasons)
                    likely = case.languages[0] == "fr" and one.external_id in untold
                    above = level(one, likely and (own or words != same))
                    wrong += [(typed, case, one, above, other, theirs)] if above > theirs else []
    assert pairs > 500
    assert wrong == []
