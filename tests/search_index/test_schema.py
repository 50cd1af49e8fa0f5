"""An index that was built by other rules is built again."""

import hashlib

from search_index import ranking
from search_index.documents import Document, postings
from search_index.store import SCHEMA_VERSION

TEXT = (
    "Sociale dienst – Service d'aide (OCMW/C.P.A.S.), n° 12; schuldbemiddeling, détenus, "
    "wijkgezondheidscentra; L'Œuvre de l'enfance, proches, helping prisoners 24/7, meer alles non "
    "il n y a pas"
)
SAMPLE = Document(
    1, "one", "one",
    [(name, lang, TEXT) for name, lang in sorted(ranking.BIT)],
    ["category=ocmw", "language=nl"], ["022093400", "info@example.org"],
)  # fmt: skip
# What the rules of this version make of the sample. Where this changes, so must SCHEMA_VERSION: without it a
# server that is upgraded goes on searching what the rules of before had made.
MADE = {14: "b1bc6afd1ae26be8"}


def test_other_postings_are_another_schema():
    made = hashlib.sha256(repr(sorted(postings(SAMPLE))).encode()).hexdigest()
    assert {SCHEMA_VERSION: made[:16]} == MADE
