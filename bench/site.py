"""A Schakel of its own in a folder: made by the commands that an operator uses, then opened or served."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee

from app import config, db
from bench import corpus
from bench.peers.base import FIELDS, Row
from directory import facts, indexing, taxonomies, territory
from directory.models import Location, Phone, Service, ServiceArea, ServiceLanguage

EMAIL, WORDS = "bench@example.org", "measured-with-care-7-times"
READY = 120.0  # seconds that a server may take to answer


class Broken(Exception):
    """A command of ``schakel`` failed; the message is what it said."""


class Site:
    """``DATA_DIR`` with a number of sheets: made up ones, or (None) the packaged directory."""

    def __init__(self, folder: Path, sheets: int | None) -> None:
        self.folder, self.sheets = folder, sheets
        self.data = folder / "data"
        self.took: dict[str, float] = {}

    def env(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {**kept, "DATA_DIR": str(self.data), "PYTHONPATH": os.getcwd()}

    def schakel(self, *arguments: str, typed: str = "") -> str:
        """Run one command and return what it printed."""
        command = [sys.executable, "-m", "app.cli", *arguments]
        done = subprocess.run(
            command, env=self.env(), input=typed, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Broken(f"schakel {' '.join(arguments[:2])}: {(done.stderr or done.stdout).strip()[-400:]}")
        return done.stdout

    def make(self) -> "Site":
        """Database, one account, the sheets, the index."""
        self.schakel("db", "upgrade")
        self.schakel("user", "add", EMAIL, "--role", "caseworker", "--password-stdin", typed=WORDS + "\n")
        begin = time.perf_counter()
        starter = [corpus.DATA / "services.csv"]
        files = starter if self.sheets is None else corpus.write(self.folder / "csv", self.sheets)
        for path in files:
            self.schakel("directory", "import", str(path))
        self.took["import"] = time.perf_counter() - begin
        return self

    def poured(self) -> "Site":
        """The same rows put straight into the tables: for sizes at which an import would take minutes."""
        self.schakel("db", "upgrade")
        self.open()
        for begin in range(0, self.sheets or 0, 5000):
            end = min(begin + 5000, self.sheets or 0)
            rows = [corpus.sheet(number) for number in range(begin, end)]
            with Service._meta.database.atomic():
                _pour(rows, begin)
        return self

    def open(self) -> None:
        """Make this process use the site, as a worker does."""
        db.open_database(config.load({"DATA_DIR": str(self.data)})).connect(reuse_if_open=True)
        indexing.use_index(self.data / "index")

    def rows(self) -> Iterator[Row]:
        """Every sheet as the other engines get it. The site is open."""
        numbers = [number for (number,) in Service.select(Service.id).order_by(Service.id).tuples()]
        for begin in range(0, len(numbers), 2000):
            some = Service.select().where(Service.id.in_(numbers[begin : begin + 2000]), ~Service.archived)
            for sheet in peewee.prefetch(some, Location.select(), Phone.select()):
                yield row_of(sheet)


def _pour(rows: list[corpus.Row], before: int) -> None:
    """Insert ``rows`` as sheets; ``before``: how many there are."""
    texts = ("category", "name_nl", "name_fr", "description_nl", "description_fr", "description_en", "email",
             "website", "audience", "opening_hours", "access", "cost", "source")  # fmt: skip
    sheets, places, phones, spoken, areas = [], [], [], [], []
    for number, row in enumerate(rows, before + 1):
        sheets.append(
            {"id": number, "uuid": row["id"], "external_id": row["id"],
             "phone_interpreter": row["phone_interpreter"] or "unknown",
             **{name: row[name] for name in texts}}
        )  # fmt: skip
        town = {name: row[name] for name in ("street", "postal_code", "municipality_nl", "municipality_fr")}
        nis = territory.nis_of(row["postal_code"])
        places.append({"service": number, "municipality": nis, **town})
        phones.append({"service": number, "number": "+32" + row["phone"].replace(" ", "")[1:]})
        spoken += [{"service": number, "code": code} for code in row["languages"].split(";")]
        areas.append({"service": number, "code": row["territory"]})
    kinds: list[tuple[type[peewee.Model], list[dict[str, object]]]] = [
        (Service, sheets), (Location, places), (Phone, phones), (ServiceLanguage, spoken),
        (ServiceArea, areas),
    ]  # fmt: skip
    for model, many in kinds:
        for begin in range(0, len(many), 500):
            model.insert_many(many[begin : begin + 500]).execute()


def row_of(sheet: Service) -> Row:
    """The texts of one sheet by field; a number in the spellings in which it is typed."""
    numbers = [phone.number for phone in sheet.phones]
    spelled = [f"{facts.format_phone(n)} {n.replace('+32', '0')} {n.lstrip('+')}" for n in numbers]
    places = [f"{p.street} {p.postal_code} {p.municipality_nl} {p.municipality_fr}" for p in sheet.locations]
    texts = {
        "name": f"{sheet.name_nl} {sheet.name_fr} {sheet.name_en}",
        "alt": sheet.alt_names,
        "category": " ".join(
            taxonomies.label("category", sheet.category, lang) for lang in ("nl", "fr", "en")
        ),
        "place": " ".join(places),
        "contact": " ".join((*spelled, sheet.email, sheet.website)),
        "audience": f"{sheet.audience} {sheet.access}",
        "text": f"{sheet.description_nl} {sheet.description_fr} {sheet.description_en}",
    }
    return Row(str(sheet.external_id), {name: texts[name] for name in FIELDS})


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(site: Site, workers: int = 2) -> Iterator["Server"]:
    """``schakel serve`` until the block ends."""
    port, begin = free_port(), time.perf_counter()
    command = [sys.executable, "-m", "app.cli", "serve", "--port", str(port), "--workers", str(workers)]
    log = (site.folder / "serve.log").open("ab")
    with log, subprocess.Popen(command, env=site.env(), stdout=log, stderr=log) as process:
        try:
            server = Server(port, process)
            server.wait(begin)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


class Server:
    """A running server. ``started``: seconds from the command to the first answer."""

    def __init__(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.port, self.process, self.started = port, process, 0.0

    def wait(self, begin: float) -> None:
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 5) as link:
                    link.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                    if b" 200 " in link.recv(100):
                        self.started = time.perf_counter() - begin
                        return
            except OSError:
                pass
            if self.process.poll() is not None or time.perf_counter() - begin > READY:
                raise Broken("schakel serve does not answer")
            time.sleep(0.01)

    def workers(self) -> list[int]:
        """Process ids of the workers."""
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def memory(self) -> tuple[float, float]:
        """(PSS, RSS) of a worker in MB, the mean of all."""
        totals, workers = {"Pss": 0, "Rss": 0}, self.workers()
        for pid in workers:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                name, _, rest = line.partition(":")
                if name in totals:
                    totals[name] += int(rest.split()[0])
        return totals["Pss"] / 1024 / len(workers), totals["Rss"] / 1024 / len(workers)
