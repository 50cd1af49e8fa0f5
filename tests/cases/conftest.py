"""Case work without any web: a database, people with keys, and a case that one of them leads."""

from dataclasses import dataclass

import pytest

from app import db
from app.auth.accounts import begin_keyring
from app.auth.models import User
from app.cases import opening, work
from app.cases.models import Case
from app.cases.opening import Opened
from app.vault import keys
from directory import indexing
from tests.conftest import data_of


@dataclass
class Someone:
    """An account and its private key."""

    user: User
    private: bytes

    def open(self, case):
        """The case as this person opens it now; None when it does not."""
        fresh = Case.get_by_id(case.id)
        return opening.open_many([fresh], self.user, self.private).get(fresh.uuid)


@dataclass
class Work:
    """A case, opened by its lead."""

    case: Case
    opened: Opened
    lead: Someone


def someone(name, *roles):
    """An account with keys, without the slow passphrase."""
    pair = keys.generate_keypair()
    user = User.create(
        email=f"{name}@example.org", name=name.title(), roles=" ".join(roles), salt=b"", memory_kib=64,
        time_cost=1, verifier=b"x", public_key=pair.public, wrapped_private=b"",
    )  # fmt: skip
    return Someone(user, pair.private)


@pytest.fixture
def base(tmp_path, ready_made):
    """A server's data with the starter directory."""
    config = data_of(ready_made, tmp_path / "data")
    database = db.open_database(config)
    database.connect()
    indexing.use_index(config.index_path)
    begin_keyring(b"p" * 32)
    yield config
    db.close(database)


@pytest.fixture
def alice(base):
    return someone("alice", "caseworker")


@pytest.fixture
def bob(base):
    return someone("bob", "caseworker")


@pytest.fixture
def case(alice):
    """A case that Alice leads."""
    row, _opened = work.open_case(alice.user, "Zilverberk")
    return Work(row, alice.open(row), alice)
