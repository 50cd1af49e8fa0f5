"""Favourites and recent searches: one's own, and recent ones readable by oneself alone."""

import pytest

from app import db
from app.auth.accounts import add_user
from app.auth.models import User
from app.resources import favourites, recents
from app.resources.models import Recent
from app.vault import keys
from directory.models import Service
from tests.web.conftest import CHEAP, WORDS


@pytest.fixture
def known(app):
    """An account and a private key that belongs to it."""
    pair = keys.generate_keypair()
    user = add_user("someone@example.org", ["caseworker"], WORDS, app.config["PEPPER"], CHEAP)
    User.update(public_key=pair.public).where(User.id == user.id).execute()
    return User.get_by_id(user.id), pair.private


def test_a_recent_search_is_read_by_its_owner_and_stands_nowhere_in_the_files(known, config):
    user, private = known
    recents.keep(user, private, "q=kwetsuurtje+1080")
    assert recents.of(user, private) == ["q=kwetsuurtje+1080"]
    assert recents.of(user, keys.generate_keypair().private) == []
    assert recents.of(user, None) == []
    for path in config.data_dir.rglob("schakel.db*"):
        assert b"kwetsuurtje" not in path.read_bytes()


def test_searches_are_capped_never_doubled_and_the_newest_stands_first(known):
    user, private = known
    for at in range(12):
        recents.keep(user, private, f"q=woord+{at}x")
    recents.keep(user, private, "q=woord+9x")
    found = recents.of(user, private)
    assert len(found) == recents.MOST
    assert found[:3] == ["q=woord+9x", "q=woord+11x", "q=woord+10x"]
    assert Recent.select().count() == recents.MOST


def test_a_search_that_is_typed_on_takes_the_place_of_its_beginning(known):
    user, private = known
    recents.keep(user, private, "q=ocmw")
    for typed in ("q=schuld", "q=schuldbemiddeling", "q=schuldbemiddeling&category=ocmw"):
        recents.keep(user, private, typed)
    assert recents.of(user, private) == ["q=schuldbemiddeling&category=ocmw", "q=ocmw"]


def test_every_sealed_search_is_of_one_length_and_one_too_long_is_not_kept(known):
    user, private = known
    for typed in ("q=a", "q=" + "b" * 300, "q=" + "c" * 600):
        recents.keep(user, private, typed)
    assert len({len(bytes(row.sealed)) for row in Recent.select()}) == 1
    assert len(recents.of(user, private)) == 2


def test_without_a_private_key_nothing_is_kept_and_clearing_leaves_none(known):
    user, private = known
    recents.keep(user, None, "q=ocmw")
    assert Recent.select().count() == 0
    recents.keep(user, private, "q=ocmw")
    recents.clear(user)
    assert Recent.select().count() == 0


def test_an_account_that_goes_takes_its_favourites_and_searches_along(known):
    user, private = known
    recents.keep(user, private, "q=ocmw")
    favourites.add(user, Service.get(external_id="praxis"))
    user.delete_instance()
    assert [model.select().count() for model in db.RESOURCE_MODELS[:2]] == [0, 0]
