"""How often a passphrase may be tried: buckets that refill by themselves.

Guessing runs out, at an account and from an address; who guesses at one address locks out nobody elsewhere.
"""

import hashlib
import ipaddress
import math
from datetime import timedelta
from typing import NamedTuple

from app.auth.models import Throttle
from directory.clock import now
from directory.transactions import writing

REFILL_SECONDS = 120.0


class Bucket(NamedTuple):
    """So many attempts at once, then one every two minutes."""

    name: str
    size: int

    @property
    def key(self) -> str:
        """The name as it is kept."""
        return hashlib.sha256(self.name.encode("utf-8", "replace")).hexdigest()


# Whoever guesses empties the bucket of the address first. The account as a whole has a larger one, against
# guessing from many addresses at once.
AT_ONE_ACCOUNT, OF_AN_ADDRESS, OF_AN_ACCOUNT = 10, 30, 60
# After so long every bucket is full again, and its row tells nothing.
_FULL = timedelta(seconds=REFILL_SECONDS * OF_AN_ACCOUNT)


class TooManyAttempts(Exception):
    """Sign-in is refused for a while."""


def _network(address: str) -> str:
    """The address to count by: one subscriber has a whole network of IPv6 addresses."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, ipaddress.IPv6Address):
        return address
    return str(found.ipv4_mapped or ipaddress.ip_network((int(found), 64), strict=False))


def buckets(email: str, address: str, known: bool) -> list[Bucket]:
    """What an attempt to sign in is counted in. ``known``: the account signed in last in this browser, which
    then has a bucket of its own that strangers cannot empty."""
    if known:
        return [Bucket(f"known:{email}", AT_ONE_ACCOUNT)]
    network = _network(address)
    return [
        Bucket(f"address:{network}", OF_AN_ADDRESS),
        Bucket(f"address:{network} email:{email}", AT_ONE_ACCOUNT),
        Bucket(f"email:{email}", OF_AN_ACCOUNT),
    ]


def spend(*of: Bucket) -> list[Bucket]:
    """Take one attempt from each bucket and return them. One that is refused takes nothing from any, and
    leaves no row.

    Raises:
        TooManyAttempts: one of them is empty.
    """
    moment = now()
    with writing(Throttle._meta.database):
        # Nor does one of the future: it was counted while the clock was ahead, and would refill only then.
        old, ahead = Throttle.at < moment - _FULL, Throttle.at > moment + _FULL
        Throttle.delete().where(old | ahead).execute()
        for bucket in of:
            row, _created = Throttle.get_or_create(key=bucket.key)
            refilled = max(0.0, (moment - row.at).total_seconds()) / REFILL_SECONDS
            spent = max(0.0, row.spent - refilled)
            if math.floor(bucket.size - spent) < 1:
                raise TooManyAttempts
            row.spent, row.at = spent + 1, moment
            row.save()
    return list(of)


def give_back(spent: list[Bucket]) -> None:
    """Return the attempt: an office behind one address may sign in as often as it likes."""
    rows = Throttle.key.in_([bucket.key for bucket in spent])
    Throttle.update(spent=Throttle.spent - 1).where(rows, Throttle.spent >= 1).execute()
