"""A worker of the server: what it logs, and what it does while nobody asks."""

import io
import logging
import os
import select
import socket
from types import SimpleNamespace

import gunicorn.config
import gunicorn.glogging
import pytest

from app import serving


@pytest.fixture
def worker(monkeypatch):
    """A worker of which what it logs is kept, in ``said``."""
    monkeypatch.setattr(serving.warm, "tidy", lambda: None)
    settings = gunicorn.config.Config()
    made = serving._Worker(1, os.getpid(), [], None, 30, settings, gunicorn.glogging.Logger(settings))
    made.said = io.StringIO()
    handler = logging.StreamHandler(made.said)
    logging.getLogger("gunicorn.error").addHandler(handler)
    yield made
    logging.getLogger("gunicorn.error").removeHandler(handler)
    made.tmp.close()


def ask(worker, sent):
    """What a client hears that sends these bytes."""
    ours, theirs = socket.socketpair()
    listener = SimpleNamespace(getsockname=lambda: ("127.0.0.1", 80))
    with ours:
        ours.sendall(sent)
        ours.shutdown(socket.SHUT_WR)  # gunicorn waits two seconds for whoever may have more to say
        worker.handle(listener, theirs, ("127.0.0.1", 1))
        return ours.recv(10_000)


@pytest.mark.parametrize("error", [SystemExit(1), ValueError("Kwetsuurtje"), OSError("Kwetsuurtje")])
@pytest.mark.parametrize("path", ["/sign-in?next=/resources?q%3DKwetsuurtje", "/cases/partner/Kwetsuurtje"])
def test_an_error_of_a_worker_is_logged_by_its_kind_alone(worker, error, path):
    def wsgi(_environ, _start):
        raise error

    worker.wsgi = wsgi
    answer = ask(worker, f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n".encode())
    assert b"Kwetsuurtje" not in answer
    assert worker.said.getvalue() == f"not answered: {type(error).__name__}\n"


def test_a_request_that_cannot_be_read_is_not_quoted_either(worker):
    answer = ask(worker, b"GET /cases/partner/Kwetsuurtje HTTP/x\r\n\r\n")
    assert b"400 Bad Request" in answer
    assert worker.said.getvalue() == "not answered: InvalidHTTPVersion\n"


def test_an_error_while_an_answer_is_written_is_logged_by_its_kind_too(worker):
    def wsgi(_environ, start):
        start("200 OK", [])
        yield b"x"
        raise ValueError("Kwetsuurtje")

    worker.wsgi = wsgi
    ask(worker, b"GET /cases/partner/Kwetsuurtje HTTP/1.1\r\nHost: x\r\n\r\n")
    assert worker.said.getvalue() == "not answered: ValueError\n"


@pytest.fixture
def waiting(worker, monkeypatch):
    """A worker that waits at a pipe; what it does meanwhile is kept, in ``done``."""
    worker.done = []
    worker.PIPE = os.pipe()
    worker.wait_fds = [worker.PIPE[0]]
    worker.asked = select.epoll()
    worker.asked.register(worker.PIPE[0], select.EPOLLIN)
    worker.steps = iter([True] * 5)
    worker.notify = lambda: worker.done.append("alive")

    def step():
        worker.done.append("step")
        return next(worker.steps, False)

    worker.ahead = SimpleNamespace(step=step)
    monkeypatch.setattr(serving.warm, "tidy", lambda: worker.done.append("tidy"))
    yield worker
    worker.asked.close()
    for end in worker.PIPE:
        os.close(end)


def test_while_nobody_asks_a_worker_tidies_and_makes_ready_what_is_asked_next(waiting):
    waiting.wait(0.01)
    assert waiting.done.count("step") == 6
    assert waiting.done.index("tidy") < waiting.done.index("step")
    assert waiting.done.count("alive") > 5, "it is not taken for dead"
    waiting.done.clear()
    waiting.wait(0.01)
    assert waiting.done.count("step") == 1


def test_who_asks_waits_for_one_step_at_most(waiting):
    def asking():
        waiting.done.append("step")
        os.write(waiting.PIPE[1], b"1")
        return True

    waiting.ahead = SimpleNamespace(step=asking)
    waiting.wait(60)
    assert waiting.done.count("step") == 1


def test_who_asks_at_once_waits_for_nothing(waiting):
    os.write(waiting.PIPE[1], b"1")
    waiting.wait(60)
    assert not {"tidy", "step"} & set(waiting.done)


def test_a_worker_that_is_told_to_end_reads_no_further(waiting):
    waiting.alive = False
    waiting.wait(0.01)
    assert "step" not in waiting.done


def test_where_somebody_always_asks_it_is_tidied_after_some_answers(waiting):
    waiting.wsgi = lambda _environ, start: start("200 OK", []) or []
    for _time in range(serving.MOST_UNTIDIED):
        assert "tidy" not in waiting.done
        ask(waiting, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    assert waiting.done.count("tidy") == 1
