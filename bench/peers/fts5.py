"""SQLite's own full-text search: by words with prefix indexes, and by groups of three letters."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from bench.peers.base import FIELDS, LIMIT, Peer, Row, fold, words


class _Fts5(Peer):
    version = sqlite3.sqlite_version
    options = ""

    def __init__(self, folder: Path) -> None:
        self._base = self._connect(folder)
        self._query = f"SELECT id FROM sheets WHERE sheets MATCH ? ORDER BY rank LIMIT {LIMIT}"

    @staticmethod
    def _connect(folder: Path) -> sqlite3.Connection:
        base = sqlite3.connect(folder / "fts5.db", isolation_level=None)
        base.execute("PRAGMA journal_mode=wal")
        base.execute("PRAGMA synchronous=full")
        return base

    @classmethod
    def build(cls, folder: Path, rows: Iterable[Row]) -> None:
        base = cls._connect(folder)
        base.execute(
            f"CREATE VIRTUAL TABLE sheets USING fts5(id UNINDEXED, {', '.join(FIELDS)}, {cls.options})"
        )
        weights = ", ".join(str(weight) for weight in (0.0, *FIELDS.values()))
        base.execute("INSERT INTO sheets(sheets, rank) VALUES ('rank', ?)", [f"bm25({weights})"])
        base.execute("BEGIN")
        base.executemany(cls._insert(), map(cls._values, rows))
        base.execute("COMMIT")
        base.execute("INSERT INTO sheets(sheets) VALUES ('optimize')")
        base.execute("CREATE TABLE rows AS SELECT rowid AS row, id FROM sheets")
        base.execute("CREATE UNIQUE INDEX rows_id ON rows(id)")
        base.close()

    @staticmethod
    def _insert() -> str:
        return f"INSERT INTO sheets(id, {', '.join(FIELDS)}) VALUES (?{', ?' * len(FIELDS)})"

    @staticmethod
    def _values(row: Row) -> list[str]:
        return [row.id, *(row.texts[name] for name in FIELDS)]

    def _run(self, expression: str) -> list[str]:
        return [found for (found,) in self._base.execute(self._query, [expression])]

    def update(self, row: Row) -> None:
        (number,) = self._base.execute("SELECT row FROM rows WHERE id = ?", [row.id]).fetchone()
        self._base.execute("BEGIN IMMEDIATE")
        settings = ", ".join(f"{name} = ?" for name in FIELDS)
        self._base.execute(f"UPDATE sheets SET {settings} WHERE rowid = ?", [*self._values(row)[1:], number])
        self._base.execute("COMMIT")

    def close(self) -> None:
        self._base.close()


class Words(_Fts5):
    """``unicode61`` without diacritics, prefix indexes for two to four letters."""

    options = "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4'"

    def find(self, query: str) -> list[str]:
        tokens = [f'"{word}"' for word in words(query)]
        if not tokens:
            return []
        tokens[-1] += "*"
        found = self._run(" AND ".join(tokens))
        return found or (self._run(" OR ".join(tokens)) if len(tokens) > 1 else [])


class Trigrams(_Fts5):
    """Parts of words; where no sheet holds all parts, the one that shares most groups of three letters."""

    options = "tokenize = 'trigram'"

    @staticmethod
    def _values(row: Row) -> list[str]:
        return [row.id, *(fold(row.texts[name]) for name in FIELDS)]

    def find(self, query: str) -> list[str]:
        tokens = [word for word in words(query) if len(word) > 2]
        if not tokens:
            return []
        found = self._run(" AND ".join(f'"{word}"' for word in tokens))
        if found:
            return found
        threes = {word[at : at + 3] for word in tokens for at in range(len(word) - 2)}
        return self._run(" OR ".join(f'"{three}"' for three in sorted(threes)))
