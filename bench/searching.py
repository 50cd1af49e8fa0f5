"""A keystroke in ``directory.search`` beside the peers; how often the answer is right; and how both grow."""

import csv
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import sessions
from bench.chart import Line, chart
from bench.peers import PEERS, Missing, Peer, Row
from bench.report import percentile, table
from bench.site import Site
from bench.slips import with_slip
from directory import indexing
from directory import search as ours
from directory.models import Service
from directory.search import Criteria, warm

ROOT = Path(__file__).parent.parent
OURS = "Schakel"
Engine = Callable[[str], list[str]]
# Edits of which the middle is taken.
EDITS = 7
# Up to so many sheets come in as an import, as they would; more are put straight into the tables.
IMPORTED = 10_000


def _own(text: str) -> list[str]:
    return [hit.external_id for hit in ours.find(Criteria(q=text)).hits]


@contextmanager
def _peers(folder: Path, rows: list[Row]) -> Iterator[dict[str, Peer]]:
    """Every engine that this machine has, with ``rows`` in it; those it lacks are named on the screen."""
    found: dict[str, Peer] = {}
    for name, kind in PEERS.items():
        place = folder / name.replace(" ", "-").lower()
        place.mkdir()
        try:
            kind.build(place, rows)
            found[name] = kind(place)
        except Missing as lacking:
            print(f"NOT MEASURED: {name} is not here: {lacking}", file=sys.stderr)
    yield found
    for peer in found.values():
        peer.close()


@contextmanager
def _opened(sheets: int | None) -> Iterator[tuple[Site, list[Row], dict[str, Peer]]]:
    with tempfile.TemporaryDirectory(prefix="schakel-bench-") as name:
        site = Site(Path(name), sheets)
        site = site.poured() if sheets and sheets > IMPORTED else site.make()
        site.open()
        rows = list(site.rows())
        (Path(name) / "peers").mkdir()
        with _peers(Path(name) / "peers", rows) as found:
            warm.up()  # as the server does: nothing of what is loaded by now is walked over again
            yield site, rows, found
        Service._meta.database.close()


def _timed(engines: dict[str, Engine], typed: list[str]) -> dict[str, list[float]]:
    """Every engine at every keystroke, in turn and in changing order, so that noise falls on all alike."""
    spent: dict[str, list[float]] = {name: [] for name in engines}
    order, draw = list(engines), random.Random(3)
    for text in typed:
        draw.shuffle(order)
        for name in order:
            begin = time.perf_counter()
            engines[name](text)
            spent[name].append((time.perf_counter() - begin) * 1000)
        warm.tidy()  # as the server does when a keystroke is answered
    return spent


def _typed(sheets: int, count: int, seed: str = "measured") -> list[str]:
    return [text for one in sessions.sessions(count, sheets, seed) for text in one.keys]


def _build() -> tuple[float, float]:
    """Seconds and MB of peak memory that building the index anew takes."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.perf_counter()
    indexing.rebuild()
    took = time.perf_counter() - begin
    return took, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def _edits(rows: list[Row], found: dict[str, Peer]) -> dict[str, float]:
    """Milliseconds from an edit to a search that knows it; the middle of a few."""
    spent: dict[str, list[float]] = {OURS: [], **{name: [] for name in found}}
    for number in range(EDITS):
        word = f"zonnebloem{number}kwartier"
        row = rows[number * 7 % len(rows)]
        sheet = Service.get(Service.external_id == row.id)
        sheet.alt_names = word
        begin = time.perf_counter()
        sheet.changed()
        if _own(word) != [row.id]:
            raise RuntimeError("an edit is not found by the next search")
        spent[OURS].append((time.perf_counter() - begin) * 1000)
        for name, peer in found.items():
            begin = time.perf_counter()
            peer.update(Row(row.id, {**row.texts, "alt": word}))
            if row.id not in peer.find(word):
                raise RuntimeError(f"{name} does not find an edit")
            spent[name].append((time.perf_counter() - begin) * 1000)
    return {name: percentile(times, 0.5) for name, times in spent.items()}


def _measure(sheets: int, count: int) -> tuple[dict[str, list[float]], dict[str, float], float, float, float]:
    """(ms of each keystroke, ms of an edit) by engine; then seconds and MB of a build, and ms of the first
    search of a process."""
    with _opened(sheets) as (_site, rows, found):
        took, grown = _build()
        warm.up()  # a server starts with an index that is there
        begin = time.perf_counter()
        _own("schuldbemiddeling molenbeek")
        first = (time.perf_counter() - begin) * 1000
        for _step in warm.ahead():
            warm.tidy()  # as a worker does in its first seconds, while nobody asks
        engines: dict[str, Engine] = {OURS: _own, **{name: peer.find for name, peer in found.items()}}
        _timed(engines, _typed(sheets, max(10, count // 10), "warming up"))
        return _timed(engines, _typed(sheets, count)), _edits(rows, found), took, grown, first


def keystrokes(sheets: int, count: int = 200) -> None:
    """p50 and p95 for each keystroke, and what building and following cost."""
    spent, edits, took, grown, first = _measure(sheets, count)
    base = percentile(spent["FTS5 unicode61"], 0.95)
    total = len(spent[OURS])
    figures = [
        [name, percentile(times, 0.5), percentile(times, 0.95), max(times), percentile(times, 0.95) / base,
         edits[name]]
        for name, times in spent.items()
    ]  # fmt: skip
    head = ["engine", "p50 ms", "p95 ms", "max ms", "p95 / FTS5", "edit to found ms"]
    table(f"A keystroke at {sheets:,} sheets ({count} sessions, {total:,} keystrokes)", head, figures)
    print(f"Index built in {took:.1f} s, peak memory grew by {grown:.0f} MB; first search {first:.0f} ms.")


def _judged() -> list[tuple[str, list[dict[str, str]]]]:
    read, every = [], list[dict[str, str]]()
    for title, name in (
        ("shared", "queries.csv"),
        ("own", "own_queries.csv"),
        ("blind", "blind_queries.csv"),
        ("broad", "broad_queries.csv"),
        ("spoken", "spoken_queries.csv"),
        ("twin of the shared", "twin_queries.csv"),
        ("probe", "probe_queries.csv"),
        ("unseen", "unseen_queries.csv"),
        ("fresh", "fresh_queries.csv"),
        ("newcomer", "newcomer_queries.csv"),
        ("on the phone", "phone_queries.csv"),
        ("seldom asked for", "seldom_queries.csv"),
        ("what relatives ask", "relatives_queries.csv"),
        ("on a bad day", "dutch_queries.csv"),
        ("in a hurry", "hurried_queries.csv"),
        ("hard", "hard_queries.csv"),
    ):
        rows = list(csv.DictReader((ROOT / "tests/search" / name).read_text("utf-8").splitlines()))
        every += rows
        for split in sorted({row.get("split", "") for row in rows}):
            chosen = [row for row in rows if row.get("split", "") == split]
            read.append((f"{title} {split}".strip(), chosen))
    return [*read, ("all of them, with a slip in one word", _with_slips(every))]


def _with_slips(judged: list[dict[str, str]]) -> list[dict[str, str]]:
    """The same ones in each run."""
    chance = random.Random(len(judged))
    mistyped = [{**row, "query": with_slip(row["query"], chance)} for row in judged]
    return [row for row in mistyped if row["query"]]


def _ranks(find: Engine, judged: list[dict[str, str]]) -> list[int]:
    """The place of the first right sheet among the first ten, or 0."""
    ranks = []
    for row in judged:
        right = set(row["expected_ids"].split("|"))
        ranks.append(next((n for n, one in enumerate(find(row["query"])[:10], 1) if one in right), 0))
    return ranks


def relevance() -> None:
    """How often a right sheet of the packaged directory is among the first three, and MRR."""
    with _opened(None) as (_site, _rows, found):
        engines: dict[str, Engine] = {OURS: _own, **{name: peer.find for name, peer in found.items()}}
        for title, judged in _judged():
            figures: list[list[object]] = []
            for name, find in engines.items():
                ranks = _ranks(find, judged)
                success = sum(0 < rank <= 3 for rank in ranks) / len(ranks)
                figures.append([name, success, sum(1 / rank for rank in ranks if rank) / len(ranks)])
            table(f"Relevance, {len(judged)} queries ({title})", ["engine", "success@3", "MRR"], figures)


def growth(sizes: list[int]) -> None:
    """From the smallest to the largest size as two charts in ``docs/``: a keystroke, and an edit."""
    searched: dict[str, dict[int, float]] = {}
    edited: dict[str, dict[int, float]] = {}
    built = []
    for sheets in sizes:
        spent, edits, took, grown, _first = _measure(sheets, 60)
        built.append([f"{sheets:,}", took, grown])
        for name, times in spent.items():
            searched.setdefault(name, {})[sheets] = percentile(times, 0.95)
            edited.setdefault(name, {})[sheets] = edits[name]
    for name, title, figures in (
        ("growth-search.svg", "A keystroke, p95 in ms", searched),
        ("growth-edit.svg", "From an edit to the search that finds it, ms", edited),
    ):
        lines = [Line(engine, list(points.items())) for engine, points in figures.items()]
        (ROOT / "docs" / name).write_text(chart(title, "sheets", lines), "utf-8")
        rows = [[engine, *points.values()] for engine, points in figures.items()]
        table(title, ["engine", *[f"{sheets:,}" for sheets in sizes]], rows)
    table("Building the index", ["sheets", "s", "MB more at the peak"], built)


__all__ = ["growth", "keystrokes", "relevance"]
