"""``schakel serve``: one process makes everything ready and makes workers of itself."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from app import serving
from app.config import ConfigError, load
from tests.conftest import data_of, free_port

ROOT = Path(__file__).parent.parent


@contextmanager
def served(folder, *options, **settings):
    port = free_port()
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    env = {**kept, "DATA_DIR": str(folder), "WORKERS": "2", **({} if options else {"PORT": str(port)})}
    env |= settings
    line = [
        sys.executable,
        "-m",
        "app.cli",
        "serve",
        "--prepare",
        *(one.format(port=port) for one in options),
    ]
    process = subprocess.Popen(
        line, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)  # gunicorn gives a worker that does not answer its signal 30 s
        process.stdout.close()
        process.stderr.close()


def asked(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.status, answer.read().decode()


def until(url, seconds=40):
    end = time.monotonic() + seconds
    while True:
        try:
            return asked(url)
        except OSError:
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.05)


def workers(process):
    found = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=False)
    return [int(pid) for pid in found.stdout.split()]


def test_workers_share_what_was_read_and_none_shares_a_connection(ready_made, tmp_path):
    data_of(ready_made, tmp_path / "data")
    with served(tmp_path / "data") as (process, url):
        until(url + "/healthz")
        with ThreadPoolExecutor(4) as pool:  # pages that ask the database, of both workers at once
            answers = list(pool.map(asked, [f"{url}/hsds/services?page={n % 3 + 1}" for n in range(24)]))
        assert {status for status, _body in answers} == {200}
        assert len({body for _status, body in answers}) == 3
        first = workers(process)
        assert len(first) == 2
        # A worker that dies is replaced by one that knows as much.
        for pid in first:
            os.kill(pid, signal.SIGKILL)
        assert until(url + "/hsds/services?page=1") == answers[0]
        until(url + "/healthz")


LATE = """
import time
from app import cli, serving
begins = serving._Worker.init_process
serving._Worker.init_process = lambda worker: (time.sleep(1), begins(worker))
cli.main(["serve"])
"""


def test_a_server_that_is_told_to_end_while_it_makes_a_worker_ends_at_once(ready_made, tmp_path):
    data_of(ready_made, tmp_path / "data")
    env = {**os.environ, "DATA_DIR": str(tmp_path / "data"), "WORKERS": "1", "PORT": str(free_port())}
    process = subprocess.Popen([sys.executable, "-c", LATE], env=env, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        while not workers(process):
            assert process.poll() is None
            time.sleep(0.01)
        process.terminate()
        assert process.wait(10) == 0
    finally:
        process.kill()
        process.wait()


def test_clients_that_begin_a_request_and_fall_silent_do_not_stop_the_others(ready_made, tmp_path):
    data_of(ready_made, tmp_path / "data")
    with served(tmp_path / "data") as (_process, url), ExitStack() as held:
        until(url + "/healthz")
        address = ("127.0.0.1", int(url.rpartition(":")[2]))
        half = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\nemail"
        for words in (
            b"POST /sign-in HTTP/1.1\r\nHost: x\r\n",
            b"POST /sign-in HTTP/1.1\r\nHost: x\r\n" + half,
        ):
            held.enter_context(socket.create_connection(address)).sendall(words)
        begun = time.monotonic()
        until(url + "/healthz")
        # As many such clients as workers; gunicorn itself ends a worker after 30 s.
        assert time.monotonic() - begun < 4 * serving.SILENT_SECONDS


def test_it_makes_ready_what_is_missing_and_says_how_to_begin(tmp_path):
    with served(tmp_path / "data") as (process, url):
        assert until(url + "/healthz") == (200, "ok\n")
        said = [process.stdout.readline() for _line in range(3)]
        assert said[0].startswith("Starter directory: ")
        assert "/setup?token=" in said[1]
        assert said[2] == f"Schakel listens on {url}\n"


def test_the_line_of_the_first_visit_has_the_port_that_was_asked_for(ready_made, tmp_path):
    data_of(ready_made, tmp_path / "data")
    with served(tmp_path / "data", "--port={port}") as (process, url):
        until(url + "/healthz")
        said = [process.stdout.readline() for _line in range(2)]
        assert said[0].startswith(f"First visit: {url}/setup?token=")
        assert said[1] == f"Schakel listens on {url}\n"


def test_what_cannot_be_served_is_refused_in_one_line(tmp_path):
    with served(tmp_path / "data", WORKERS="many") as (process, _url):
        said, wrong = process.communicate(timeout=40)
    assert (process.returncode, said) == (1, "")
    assert wrong.startswith("schakel: ")
    assert wrong.count("\n") == 1


@pytest.mark.parametrize(
    ("option", "named"),
    [
        ("--port=99999", "PORT"), ("--port=0", "PORT"), ("--port=abc", "PORT"), ("--workers=0", "WORKERS"),
        ("--workers=-3", "WORKERS"), ("--host=198.51.100.7", "198.51.100.7:8000"),
        ("--host=nergens.invalid", "nergens.invalid:8000"),
    ],
)  # fmt: skip
def test_nor_is_what_stands_on_the_command_line(tmp_path, option, named):
    with served(tmp_path / "data", option) as (process, _url):
        said, wrong = process.communicate(timeout=40)
    assert (process.returncode, said) == (1, "")
    assert wrong.startswith("schakel: ")
    assert named in wrong
    assert wrong.count("\n") == 1
    assert not (tmp_path / "data").exists()


def test_a_port_that_another_has_is_told_in_one_line_before_anything_is_made(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with served(tmp_path / "data", f"--port={port}") as (process, _url):
            said, wrong = process.communicate(timeout=40)
    assert (process.returncode, said) == (1, "")
    assert wrong == f"schakel: cannot listen on 127.0.0.1:{port}: Address already in use\n"
    assert not (tmp_path / "data").exists()


def test_a_server_that_starts_while_another_ends_waits_for_it(monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        config = load({"PORT": str(other.getsockname()[1])})
        monkeypatch.setattr(serving.time, "sleep", lambda _seconds: other.close())
        serving.can_listen(config)


@pytest.mark.parametrize("host", ["a..b", "a" * 70, "no such host"])
def test_what_is_no_name_of_a_host_is_told_as_a_setting_that_is_wrong(host):
    with pytest.raises(ConfigError, match="cannot listen on"):
        serving.can_listen(load({"HOST": host, "PORT": "8000"}))


@pytest.mark.parametrize("host", ["::1", "[::1]"])
def test_an_address_of_ipv6_is_served_and_told_in_brackets(ready_made, tmp_path, host):
    data_of(ready_made, tmp_path / "data")
    with served(tmp_path / "data", HOST=host) as (process, url):
        there = url.replace("127.0.0.1", "[::1]")
        assert until(there + "/healthz") == (200, "ok\n")
        said = [process.stdout.readline() for _line in range(2)]
        assert said[0].startswith(f"First visit: {there}/setup?token=")
        assert said[1] == f"Schakel listens on {there}\n"


def test_all_that_is_wrong_is_named_before_anything_is_made_each_in_a_line(tmp_path):
    wrong = {"WORKERS": "many", "HTTPS": "maybe", "MAIL_URL_FILE": str(tmp_path / "none"), "PEPPER": "salt"}
    wrong |= {"CHECK_MONTHS": "7", "DATABASE_URL": "mysql://x", "HSDS_KEYS": "short", "SECRET_KEY": "00"}
    with served(tmp_path / "data", **wrong) as (process, _url):
        said, told = process.communicate(timeout=40)
    assert (process.returncode, said) == (1, "")
    lines = told.splitlines()
    assert all(line.startswith("schakel: ") for line in lines)
    assert len(lines) == len(wrong)
    assert [name for name in wrong if sum(f" {name} " in f"{line} " for line in lines) != 1] == []
    assert "salt" not in told
    assert not (tmp_path / "data").exists()
