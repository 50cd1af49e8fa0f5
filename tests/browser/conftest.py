"""A real server and a real browser. Never skipped: without Chromium these tests fail and say how to get it.

``SHOTS=folder`` keeps a screenshot of each step that a test names with ``shot``.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
import warnings
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Error, sync_playwright

from app import db
from app.auth.accounts import add_user, begin_keyring
from app.config import secret
from tests.conftest import data_of, free_port
from tests.web.conftest import CHEAP, WORDS

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    # One piece to draw instead of some twenty: a page takes a fifth less of the processor.
    "--default-tile-width=1280", "--default-tile-height=900",
]  # fmt: skip
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PEOPLE = {
    "alice": "caseworker", "bob": "caseworker", "carl": "coordinator", "eva": "editor",
    "dora": "administrator",
}  # fmt: skip


# A form whose later request takes the place of the one on its way (hx-sync replace) gives that one up
# through htmx:abort, and htmx calls it an error. How far one types before an answer comes is up to the
# machine, so that is no complaint. A request given up in any other way (a draft, when its page is left)
# still is one.
REPLACED = """
  let replaced = false;
  const complain = console.error;
  addEventListener("htmx:abort", () => (replaced = true), true);
  addEventListener("htmx:abort", () => (replaced = false));
  console.error = (...said) =>
    (replaced && /^htmx:(afterRequest|sendAbort),/.test(said[0]) ? console.debug : complain)(...said);
"""


@dataclass
class Server:
    """A served Schakel: its address, its data, and the command line on it."""

    url: str
    env: dict
    process: subprocess.Popen | None = None

    def command(self, *words, typed=""):
        """Run ``schakel`` on this server's data."""
        line = [sys.executable, "-m", "app.cli", *words]
        done = subprocess.run(line, env=self.env, input=typed, capture_output=True, text=True, cwd=ROOT)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self):
        """Serve, and wait until it answers."""
        line = [sys.executable, "-m", "app.cli", "serve"]
        self.process = subprocess.Popen(
            line, env=self.env, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True
        )
        for _try in range(1800):
            try:
                urllib.request.urlopen(self.url + "/healthz", timeout=1)
                return
            except OSError:
                assert self.process.poll() is None, "the server ended by itself"
                time.sleep(0.05)
        raise AssertionError("the server does not answer")

    def kill(self):
        """End it at once with its workers, as a power cut would: one after another, the first process would
        make a new worker of itself that goes on answering."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@pytest.fixture(scope="session")
def peopled(ready_made, tmp_path_factory):
    """A server's data with the starter directory and one account of each role."""
    folder = tmp_path_factory.mktemp("peopled") / "data"
    config = data_of(ready_made, folder)
    base, pepper = db.open_database(config), secret(config, "pepper")
    for name, role in PEOPLE.items():
        add_user(f"{name}@example.org", [role], WORDS, pepper, CHEAP, name.title())
    begin_keyring(pepper)
    db.close(base)
    return folder


def make_server(made, folder, **settings):
    """A server on a copy of the data ``made`` (``ready_made`` or ``peopled``), not started yet."""
    shutil.copytree(made, folder)
    port = free_port()
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    env = {**kept, "DATA_DIR": str(folder), "PORT": str(port), "WORKERS": "2", **settings}
    return Server(f"http://127.0.0.1:{port}", env)


@pytest.fixture(scope="session")
def server(peopled, tmp_path_factory):
    """One server for all browser tests, with one account of each role."""
    made = make_server(peopled, tmp_path_factory.mktemp("browser") / "data")
    made.start()
    yield made
    made.kill()


def path_of_chromium():
    """Where Chromium is installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    assert found, "browser tests need Chromium: apt-get install chromium"
    return found


@pytest.fixture(scope="session")
def chromium():
    """A function that gives the one browser of this process, or a new one where it has ended. The headless
    shell is Chromium without windows on a desk and their files: the same pages for less of the processor."""
    found = shutil.which("chromium-headless-shell") or path_of_chromium()
    with sync_playwright() as running:
        browsers = []

        def at_hand():
            if not browsers or not browsers[-1].is_connected():
                browsers.append(running.chromium.launch(executable_path=found, args=FLAGS))
            return browsers[-1]

        yield at_hand
        for browser in browsers[-1:]:
            browser.close()


def end_browser():
    """End the Chromium of this process at once."""
    drivers = subprocess.run(
        ["pgrep", "-P", str(os.getpid()), "-f", "driver/node"], capture_output=True, text=True
    )
    for driver in drivers.stdout.split():
        subprocess.run(["pkill", "-9", "-P", driver], check=False)


def close(context, patience=30):
    """Close a context. Chromium now and then never answers this (seen where a navigation was on its way);
    it has no time limit of its own, and the whole run would wait. After ``patience`` seconds the browser is
    ended, which the summary of the run tells, and the next test gets a new one."""
    late = threading.Timer(patience, end_browser)
    late.start()
    try:
        context.close()
    except Error:
        if not late.finished.is_set():
            raise
        warnings.warn(f"Chromium did not close a window within {patience} s and was ended", stacklevel=1)
    finally:
        late.cancel()


@pytest.fixture
def visit(chromium, server):
    """A function that opens a page as somebody: ``visit("alice", "nl", size=PHONE, dark=True, js=False)``.
    ``lossy`` forgives requests that found no server.

    Whatever a page writes to its console, or asks of another host, fails the test.
    """
    contexts, complaints = [], []

    def opened(who="", lang="nl", size=WIDE, dark=False, js=True, at=None, lossy=False):
        context = chromium().new_context(
            base_url=(at or server).url, locale=f"{lang}-BE", viewport=size, java_script_enabled=js,
            color_scheme="dark" if dark else "light",
        )  # fmt: skip
        contexts.append(context)
        context.add_init_script(REPLACED)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if _bad(line, lossy) else None)
        page.on("request", lambda asked: complaints.append(asked.url) if _foreign(asked.url) else None)
        if who:
            _enter(context, who)
            page.goto("/")
        return page

    yield opened
    for context in contexts:
        close(context)
    assert not complaints


def _bad(line, lossy=False):
    # A refused form (422), an ended session (401), a draft of somebody who is off the team (404), of another
    # account (403) or of a form that is not valid any more (400), two drafts that disagree (409), and a link
    # that was stopped (410) are answers, not faults.
    answers = (
        r"status of (400|401|403|404|409|410|422)|Status Error Code (400|401|403|404|409|410|422)|^\[object"
    )
    if lossy:  # the server is killed, a page is left while it keeps a draft, or an answer is not waited for
        answers += r"|ERR_(CONNECTION|EMPTY|CONTENT_LENGTH|INTERNET)|^htmx:(sendError|sendAbort|afterRequest)"
    return line.type == "error" and not re.search(answers, line.text)


def _foreign(url):
    return not url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:"))


def _enter(context, who):
    """Sign in as the form does, without drawing its page, which took half a second of every test."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', context.request.get("/sign-in").text())[1]
    form = {"csrf_token": token, "email": f"{who}@example.org", "password": WORDS}
    answer = context.request.post("/sign-in", form=form)
    assert answer.ok, answer.status
    assert "/sign-in" not in answer.url


def type_in(page, who, words=WORDS):
    """On the sign-in page: type who one is, and send it."""
    page.locator("#email").fill(f"{who}@example.org")
    page.locator("#password").fill(words)
    page.locator("#password").press("Enter")


def sign_in(page, who, words=WORDS):
    """Sign in through the form, as a person does."""
    page.goto("/sign-in")
    type_in(page, who, words)
    page.wait_for_url(lambda url: "/sign-in" not in url)


def follow(control, key=""):
    """Press what leads to another page, and wait until that page is there.

    A click by itself returns before the browser has left: what is asked next is then asked of the old page,
    and a reload may meet one that is no longer shown.
    """
    with control.page.expect_navigation():
        control.press(key) if key else control.click()


def violations(page, options=""):
    """What axe-core finds wrong on the page, of any level, in the light and the size it is shown in."""
    if not page.evaluate("window.axe !== undefined"):
        page.evaluate(AXE.read_text("utf-8"))
    # Not loading the page's files a second time: only rules that are not run ask for them.
    asked = f"{{{options} resultTypes: ['violations'], preload: false, iframes: false}}"
    found = page.evaluate(f"axe.run(document, {asked})")
    return [
        (one["id"], one["impact"], [node["target"] for node in one["nodes"]]) for one in found["violations"]
    ]


def too_wide(page):
    """By how many pixels the page is wider than its window; 0 where it fits."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@contextmanager
def otherwise(page):
    """The same page, not loaded again, on a phone and in dark where it was wide and light, and so on. Without
    motion: colours that are still on their way are none of either light."""
    size, dark = page.viewport_size, page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    page.set_viewport_size(WIDE if size == PHONE else PHONE)
    page.emulate_media(color_scheme="light" if dark else "dark", reduced_motion="reduce")
    yield
    page.set_viewport_size(size)
    page.emulate_media(color_scheme="dark" if dark else "light")


@pytest.fixture
def check():
    """Hold a page to axe (no violation of any level), to its width, and keep a screenshot under a name."""

    def checked(page, name):
        if folder := os.environ.get("SHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
        assert violations(page) == [], name
        over = too_wide(page)
        assert over <= 0, f"{name} is {over} px too wide"

    return checked


@pytest.fixture
def check_both(check):
    """``check`` in both sizes and both lights: as the page is shown, and as ``otherwise``."""

    def checked(page, name):
        check(page, name)
        with otherwise(page):
            check(page, f"{name}-otherwise")

    return checked
