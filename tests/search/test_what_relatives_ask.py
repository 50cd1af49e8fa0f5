"""What relatives ask about somebody who is held, or who comes out, begins with who can answer it."""

import pytest

PRISONS = {"prison-haren", "prison-saint-gilles", "detentiehuis-vorst"}
CHILDREN = {"relais-enfants-parents", "itinerances"}


@pytest.mark.parametrize(
    "typed",
    [
        "mijn zoon zit in haren, wanneer mag ik op bezoek", "zoon bezoeken haren", "visit my son in prison",
        "visiter mon fils en prison", "rendre visite à mon fils à la prison de haren",
        "mijn dochter in de gevangenis bezoeken", "my son is in haren how to visit him",
    ],
)  # fmt: skip
def test_who_visits_a_grown_son_is_no_child_that_visits(found, typed):
    """*Petit-fils* as a choice of a need counts by its last half, which is any son."""
    assert found(typed)[0] in PRISONS


@pytest.mark.parametrize(
    "typed",
    [
        "ma fille veut voir son père en prison", "mijn kinderen willen papa zien in gevangenis",
        "mon petit-fils veut voir son père en prison", "kleinzoon bezoeken in de gevangenis",
        "hoe vertel ik het de kinderen", "how do i tell the kids", "comment le dire aux enfants",
    ],
)  # fmt: skip
def test_a_child_of_somebody_who_is_held(found, typed):
    assert found(typed)[0] in CHILDREN
