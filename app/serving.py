"""The web server: gunicorn, set up by the program itself.

The application is made once and the process then makes workers of itself. What they only read (the program,
thesaurus, index, templates) was loaded once and is shared; a connection is not, and each opens its own.
"""

import errno
import select
import signal
import socket
import struct
import sys
import time
from typing import Any

from flask import Flask
from flask_babel import force_locale, gettext
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.sync import SyncWorker

from app import db
from app.ahead import Ahead
from app.config import Config, ConfigError
from app.exchange import schedule
from app.factory import create_app
from app.i18n import CODES
from app.resources.words import language_name
from directory.models import Service
from directory.search import warm

# So long may a client be silent in the middle of its request. A worker reads one request at a time: whoever
# begins one and goes on at leisure keeps it from everybody else. The proxy in front takes slow clients
# (README); this is for where none stands, and against a client that does nothing at all.
SILENT_SECONDS = 5
# So long is waited for a server that has the address still.
ENDING_SECONDS = 5
# With these a server is told to end.
ENDS = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
# Nobody asked for so many seconds: nobody waits for what is done now. Where that never happens, it is done
# after so many answers.
BREATH, MOST_UNTIDIED = 0.02, 20


class _KindsOnly:
    """A worker's log that says of an error what kind it is. gunicorn would add the address that was asked,
    with the words of a search or a partner's link in it, and a traceback; a time-out is such an error.
    """

    def __init__(self, log: Any) -> None:
        self._log = log

    def exception(self, _message: str, *_about: Any, **_more: Any) -> None:
        """Within an ``except``, as gunicorn calls it."""
        self._log.error("not answered: %s", type(sys.exc_info()[1]).__name__)

    warning = exception  # it quotes the first line of a request that it cannot read

    def __getattr__(self, name: str) -> Any:
        return getattr(self._log, name)


class _Worker(SyncWorker):
    """Answers one request after another. Not one that keeps a connection open: browsers then stay with one
    worker while another is idle."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        log: Any = self.log
        self.log: Any = _KindsOnly(log)
        self.untidied = 0

    def init_process(self) -> None:
        """Until it is told to end."""
        self.ahead = Ahead(self.app.wsgi())
        self.asked = select.epoll()
        for listener in self.sockets:
            # Of workers that wait, one is woken, the one that answered last: who types stays with a worker
            # that knows the words before, and no other gets up in vain.
            self.asked.register(listener, select.EPOLLIN | select.EPOLLEXCLUSIVE)
        super().init_process()

    def init_signals(self) -> None:
        """The pipe is there, through which a signal wakes who waits."""
        super().init_signals()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDS)
        self.asked.register(self.PIPE[0], select.EPOLLIN)

    def handle(self, listener: Any, client: Any, addr: Any) -> None:
        """One request."""
        # Of receiving alone: an answer may take a slow line as long as it needs.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", SILENT_SECONDS, 0))
        super().handle(listener, client, addr)
        self.untidied += 1
        if self.untidied >= MOST_UNTIDIED:
            self._tidy()

    def _tidy(self) -> None:
        self.untidied = 0
        warm.tidy()
        db.empty_logs_again()

    def wait(self, timeout: float) -> Any:
        """Until somebody asks. Once nobody did for a moment, things are put in order, and what the next
        searches need is made ready."""
        if not self.asked.poll(BREATH):
            self._tidy()
            while self.alive and self.ahead.step():
                self.notify()
                if self.asked.poll(0):
                    break
            else:
                self.asked.poll(timeout)
        return super().wait(0)


# The most that gunicorn takes: a long text in the browser's address bar is a search too.
LONGEST_LINE = 8190


class _Arbiter(Arbiter):
    def spawn_worker(self) -> Any:
        """A signal to end waits until the worker listens to it. One that came between its birth and that was
        taken by gunicorn's own handler, which a worker does not read: the server ended 30 seconds later."""
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDS)
        try:
            return super().spawn_worker()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Server(BaseApplication):
    def __init__(self, app: Flask, settings: dict[str, Any]) -> None:
        self._app, self._settings = app, settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app

    def run(self) -> None:
        _Arbiter(self).run()


# The pages with which a day begins, and what the first person of each worker would wait for.
_FIRST = (
    "base.html", "auth/sign_in.html", "resources/search.html", "resources/sheet.html", "cases/today.html",
    "cases/page.html", "cases/quick.html",
)  # fmt: skip


def _load(app: Flask) -> None:
    """Templates, catalogs and names of languages that every worker needs."""
    for name in _FIRST:
        app.jinja_env.get_template(name)
    with app.test_request_context():
        for code in CODES:
            with force_locale(code):
                gettext("Directory")
                language_name(code)


def can_listen(config: Config) -> None:
    """Before anything is made: whether the address can be had. gunicorn would tell of it in eleven lines,
    once all is loaded. A server that is ending, as where one starts anew, is waited for.

    Raises:
        ConfigError: it cannot, and why.
    """
    patience = time.monotonic() + ENDING_SECONDS
    while True:
        try:
            kind, *_more, where = socket.getaddrinfo(config.host, config.port, type=socket.SOCK_STREAM)[0]
            with socket.socket(kind) as tried:
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                tried.bind(where)
            return
        except OSError as error:
            if error.errno != errno.EADDRINUSE or time.monotonic() > patience:
                raise ConfigError(f"cannot listen on {config.address}: {error.strerror}") from error
            time.sleep(0.1)
        except UnicodeError as error:  # a name with nothing between two stops, or too long to be one
            raise ConfigError(f"cannot listen on {config.address}: this is no name of a host") from error


def made(config: Config) -> Flask:
    """The application, ready to be shared by workers: loaded, warm, and without a connection.

    Raises:
        ConfigError, SchemaBehind: it refuses to start, with what to show the operator.
    """
    app = create_app(config)
    _load(app)
    warm.up()
    db.close(Service._meta.database)
    return app


def run(app: Flask, address: str, workers: int) -> None:
    """Answer at ``address`` (host:port) until the process is told to end."""
    config: Config = app.config["SCHAKEL"]

    def born(_server: Any, _worker: Any) -> None:
        if config.feeds_schedule:
            schedule.start(config)  # a thread, which no worker would inherit

    settings = {
        "bind": address,
        "workers": workers,
        "worker_class": _Worker,
        "preload_app": True,
        "post_fork": born,
        "control_socket_disable": True,
        "limit_request_line": LONGEST_LINE,
        "loglevel": "warning",
    }
    _Server(app, settings).run()
