"""Every page that a link leads to, as each role: judged by axe, in its width, in dark and on a phone."""

import os
import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from directory import clock
from tests.browser.conftest import PHONE, WIDE, follow, too_wide, violations

# One page of each kind is enough: ids in an address are one kind.
_ID = re.compile(r"/[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/resources/)[^/]+|(?<=/refer/)[^/]+|(?<=/thesaurus/)[^/]+")
MOST = 90
LINKS = "[...document.querySelectorAll('a[href]:not([download])')].map((a) => a.href)"

# What one presses that stands in no line of words, and is narrower or lower than 24 px (WCAG 2.5.8).
PRESSED = "a[href], button, summary, select, textarea, input:not([type=hidden])"
SMALL = """(pressed) => [...document.querySelectorAll(pressed)]
  .filter((one) => one.checkVisibility() && !one.matches(".hidden, .skip") && !one.closest("label"))
  .filter((one) => getComputedStyle(one).display !== "inline")
  .map((one) => [one.innerText || one.name, one.getBoundingClientRect()])
  .filter(([_words, at]) => at.width > 0 && (at.width < 24 || at.height < 24))
  .map(([words, at]) => `${words.trim()}: ${at.width} x ${at.height}`)"""


def too_wide_in_large_letters(page):
    """By how much the page is too wide where a reader has the letters twice as large (WCAG 1.4.4)."""
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%', 'important')")
    over = too_wide(page)
    page.evaluate("document.documentElement.style.removeProperty('font-size')")
    return over


# What each role has beside the directory, and must have been looked at.
MUST = {
    "alice": {
        "/cases/today",
        "/cases/…",
        "/cases/…/people",
        "/cases/…/board",
        "/cases/…/question",
        "/cases/…/tasks/…",
        "/cases/desk",
    },
    "carl": {
        "/cases/team",
        "/cases/settings",
        "/statistics",
        "/cases/…/handover",
        "/cases/…/tasks/…",
        "/editor/freshness",
    },
    "eva": {"/editor/freshness", "/editor/imports", "/editor/away"},
    "dora": {"/admin/people", "/editor/sources"},
}


def kind_of(url):
    parts = urlsplit(url)
    names = sorted(re.findall(r"(\w+)=", parts.query))
    if parts.path != "/resources" and "case" in names:  # the same page, that was opened from a case
        names.remove("case")
    return _ID.sub("/…", parts.path) + ("?" + "&".join(names) if names else "")


def walk(page, begin, skipped=()):
    """Follow links breadth first; yields one address of each kind, but none that begins with ``skipped``."""
    waiting, seen = [begin], {kind_of(begin)}
    while waiting and len(seen) < MOST:
        url = waiting.pop(0)
        answer = page.goto(url)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        assert answer.status == 200, url
        yield kind_of(url)
        for link in page.evaluate(LINKS):
            inside = urlsplit(link).netloc == urlsplit(page.url).netloc
            kind = kind_of(link)
            if inside and "#" not in link and "export" not in link and kind not in seen:
                seen.add(kind)
                waiting += [] if kind.startswith(skipped) else [link]


def something_to_do(page):
    """A task and an appointment, which Today has too; and a visit that has been, about which it asks."""
    case, tomorrow = page.url, (clock.today() + timedelta(days=1)).isoformat()
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    page.locator('form[action$="/tasks"]').locator("xpath=ancestor::details").locator("summary").click()
    page.locator("#words").fill("Bellen")
    follow(page.locator("#words"), "Enter")
    page.goto(f"{case}/ties")
    page.locator("#on").fill(tomorrow)
    page.locator("#hour").fill("10:00")
    follow(page.locator("#hour"), "Enter")
    expect(page.locator("li.person[id^=a]")).to_have_count(1)
    page.locator("#n-way").select_option("visit")
    page.locator("#n-next").fill(yesterday)
    follow(page.locator("#n-next"), "Enter")
    expect(page.locator("li.person[id^=t]")).to_have_count(1)
    page.goto(case)


@pytest.mark.parametrize(
    ("who", "lang", "size", "dark"),
    [
        ("alice", "nl", WIDE, False),
        ("carl", "fr", PHONE, True),  # a coordinator is a caseworker and an editor too
        ("eva", "fr", WIDE, True),
        ("dora", "en", PHONE, False),
    ],
)
def test_no_page_that_a_link_leads_to_has_a_fault(visit, who, lang, size, dark):
    page = visit(who, lang, size=size, dark=dark)
    page.goto("/resources?q=ocmw")
    if who in ("alice", "carl"):
        page.goto("/cases")
        page.locator("#title").fill("Overal kijken")
        page.locator("#title").press("Enter")
        page.wait_for_url("**/cases/*-*")
        something_to_do(page)
    faults, kinds = {}, []
    # What everybody sees of the directory, a caseworker looks at, and a coordinator as its editor.
    for kind in walk(page, page.url, () if who in ("alice", "carl") else ("/resources",)):
        kinds.append(kind)
        if folder := os.environ.get("SHOTS"):
            name = f"{who}-{lang}-{re.sub(r'[^a-z0-9]+', '-', kind)}.png"
            page.screenshot(path=str(Path(folder) / name), full_page=True)
        over = too_wide(page)
        if found := [*violations(page), *([("too wide", over)] if over > 0 else [])]:
            faults[kind] = found
        if small := page.evaluate(SMALL, PRESSED):
            faults.setdefault(kind, []).append(("too small to be hit", small))
        if (over := too_wide_in_large_letters(page)) > 0:
            faults.setdefault(kind, []).append(("too wide in large letters", over))
        if len(page.locator("h1").all()) != 1:
            faults.setdefault(kind, []).append("one h1")
    assert faults == {}
    assert MUST[who] <= set(kinds), kinds
