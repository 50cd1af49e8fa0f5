"""Reports stand on the application of the web tests."""

from tests.web.conftest import alice, app, bob, charlie, client, config, dora, queries

__all__ = ["alice", "app", "bob", "charlie", "client", "config", "dora", "queries"]
