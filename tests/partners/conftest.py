"""A referral that went to a partner by a link."""

import pytest

from tests.web.conftest import alice, app, bob, charlie, client, config, dora, queries
from tests.web.test_cases import open_case
from tests.web.test_cases_referrals import composed, go, link_of


@pytest.fixture
def case(alice):
    """The address of a case of Alice's."""
    return open_case(alice)


@pytest.fixture
def sent(alice, case):
    """A referral that was sent: its address and its link."""
    at = composed(alice, case, "sent")
    assert go(alice, at).status_code == 303
    return at, link_of(alice, at)
