"""Search in one's own cases: 500 cases and 5,000 notes, typed letter by letter; and a colleague's, at whose
side as many cases of others lie that are not theirs."""

import os
import random
import statistics
import tempfile
import time

from app import db
from app.auth.accounts import begin_keyring
from app.auth.models import User
from app.cases import finding, notes, work
from app.cases.finding import SHELVES
from app.cases.models import Case
from app.cases.notes import Content
from app.config import load
from app.vault import keys
from directory import indexing

CASES, NOTES = 500, 5_000
NAMES = (
    "Amina Bart Carla Dries Elif Farid Greet Hugo Ilse Jamal Katrien Lucas Mehdi Nora Omar Piet Sofie".split()
)
WORDS = (
    "belde over de huur en het bezoek in Haren wil weten wanneer de zitting is schuldbemiddeling brief OCMW "
    "kinderen gaan niet mee naar de gevangenis tolk nodig advocaat belt terug elle a peur de la sortie le "
    "loyer n'est pas payé depuis deux mois médiation de dettes l'école a appelé demande un rendez-vous"
).split()
SLIPS = ["schuldbemideling", "gevagenis", "demandde"]
TYPED = ["amina", "huur", "greet bezoek", "schuldbemid", "médiation de det", "zzz niets"]


def _user(name: str) -> tuple[User, bytes]:
    pair = keys.generate_keypair()
    row = User.create(
        email=f"{name}@example.org", roles="caseworker", salt=b"", memory_kib=64, time_cost=1, verifier=b"x",
        public_key=pair.public, wrapped_private=b"",
    )  # fmt: skip
    return row, pair.private


def _fill(user: User, cases: int, wanted: int) -> None:
    chance = random.Random(5)
    for number in range(cases):
        case, opened = work.open_case(user, f"{chance.choice(NAMES)} {chance.choice(NAMES)} {number}")
        for _note in range(wanted // cases):
            text = " ".join(chance.choices(WORDS, k=chance.randint(20, 120)))
            notes.add_note(case, opened, user, Content(text))


def _typing(user: User, private: bytes, secret: bytes, typed: list[str] = TYPED) -> list[float]:
    spent = []
    for query in typed:
        for length in range(1, len(query) + 1):
            begin = time.perf_counter()
            finding.find(user, private, user.uuid, secret, query[:length])
            spent.append((time.perf_counter() - begin) * 1000)
    return spent


def _line(name: str, spent: list[float]) -> str:
    parts = statistics.quantiles(spent, n=20)
    return f"{name}: p50 {statistics.median(spent):.1f} ms, p95 {parts[18]:.1f} ms ({len(spent)} keystrokes)"


def run() -> list[str]:
    """Lines to print: the first search after signing in, then each letter typed, then after another note."""
    with tempfile.TemporaryDirectory() as folder:
        config = load({"DATA_DIR": folder})
        database = db.open_database(config)
        db.upgrade(database)
        indexing.use_index(config.index_path)
        begin_keyring(os.urandom(32))
        database.execute_sql("pragma synchronous = off")
        (mine, private), (other, their_private) = _user("mine"), _user("other")
        _fill(mine, CASES, NOTES)
        _fill(other, 20, 200)
        secret = os.urandom(32)
        begin = time.perf_counter()
        finding.find(mine, private, mine.uuid, secret, "huur")
        first = (time.perf_counter() - begin) * 1000
        typed = _typing(mine, private, secret)
        slipped = _typing(mine, private, secret, SLIPS)
        touched = Case.select().where(Case.id == 1).get()
        begin = time.perf_counter()
        Case.update(touched=touched.created).where(Case.id == 1).execute()
        finding.find(mine, private, mine.uuid, secret, "huur")
        again = (time.perf_counter() - begin) * 1000
        few = _typing(other, their_private, secret)
        size = SHELVES.of(mine.uuid).size / 1024 / 1024
        db.close(database)
    return [
        f"search in my cases, {CASES} cases and {NOTES} notes",
        f"  first search after signing in (every note decrypted): {first:.0f} ms",
        f"  {_line('each letter typed', typed)}",
        f"  {_line('each letter of words with a slip', slipped)}",
        f"  the search after somebody wrote in one of them: {again:.1f} ms",
        f"  {_line('a colleague with 20 cases and 200 notes on the same server', few)}",
        f"  kept in memory for this browser, encrypted: {size:.1f} MB",
    ]


if __name__ == "__main__":
    print("\n".join(run()))
