"""The search engines that Schakel is measured beside, each set up as its manual advises for such a search.

All get the same texts, fields and weights, fold accents, take the last word for a beginning, ask for every
word first and, where no sheet has every word, for as many as possible, with guesses at slips where the
engine can guess.
"""

from bench.peers import fts5, tantivy, xapian
from bench.peers.base import LIMIT, Missing, Peer, Row

__all__ = ["LIMIT", "PEERS", "Missing", "Peer", "Row"]

# By the name in the tables; the first is the one that ratios are taken to.
PEERS: dict[str, type[Peer]] = {
    "FTS5 unicode61": fts5.Words,
    "FTS5 trigram": fts5.Trigrams,
    "tantivy": tantivy.Tantivy,
    "Xapian": xapian.Xapian,
}
