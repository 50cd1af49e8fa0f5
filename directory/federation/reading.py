"""What a feed looks like: an HSDS API, asked for its list first and then for what is new in it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from directory.federation.fetching import Answer, FetchProblem

# The address and the ETag that we know → the answer, within the limits of the one who asks.
Get = Callable[[str, str], Answer]
MOST_SERVICES, MOST_PAGES = 50_000, 2_000
# From how many on whole pages are asked rather than one service after another.
MANY = 40
LONGEST_ID = 120
Made = dict[str, Any]


@dataclass(frozen=True)
class Listed:
    """A service in the list of a feed. ``modified`` is '' where it does not say."""

    remote: str
    name: str
    modified: str


def _json(answer: Answer) -> Any:
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise FetchProblem("unreadable", "JSON") from error


def _contents(page: Any) -> list[Made]:
    found = page.get("contents") if isinstance(page, dict) else None
    if not isinstance(found, list):
        raise FetchProblem("unreadable", "HSDS")
    return [one for one in found if isinstance(one, dict) and _id(one)]


def _id(made: Made) -> str:
    given = made.get("id")
    return str(given)[:LONGEST_ID] if isinstance(given, str | int) else ""


def _text(value: Any) -> str:
    return " ".join(value.split())[:255] if isinstance(value, str) else ""


def _pages(get: Get, url: str, first: Any = None) -> Iterator[list[Made]]:
    number = 1
    while number <= MOST_PAGES:
        page = first if number == 1 and first is not None else _json(get(f"{url}&page={number}", ""))
        contents = _contents(page)
        yield contents
        total = page.get("total_pages")
        if page.get("last_page") is True or not contents or (isinstance(total, int) and number >= total):
            return
        number += 1
    raise FetchProblem("large", str(MOST_SERVICES))


def found_at(get: Get, address: str) -> str:
    """The address of the API that ``address`` means: itself, or ``/hsds`` below it.

    Raises:
        FetchProblem: there is none.
    """
    base = address.rstrip("/")
    asked = [base] if base.endswith("/hsds") else [base, f"{base}/hsds"]
    problem = FetchProblem("unreadable", "HSDS")
    for one in asked:
        try:
            _contents(_json(get(f"{one}/services?per_page=1", "")))
            return one
        except FetchProblem as error:
            if error.kind not in {"status", "unreadable", "moved"}:
                raise
            if error.kind == "moved":
                problem = error
    raise problem


def listing(get: Get, base: str, etag: str) -> tuple[list[Listed] | None, str]:
    """(Every service of the feed, the ETag of the list). None: nothing changed since ``etag``.

    Raises:
        FetchProblem: it cannot be read, or makes no sense.
    """
    url = f"{base}/services?minimal=true&lang=nl"
    answer = get(url, etag)
    if answer.status == 304:
        return None, etag
    first = _json(answer)
    found: dict[str, Listed] = {}
    pages = 0
    for contents in _pages(get, url, first):
        pages += 1
        for one in contents:
            at = one.get("last_modified") or one.get("modified_date")
            found[_id(one)] = Listed(_id(one), _text(one.get("name")), _text(at))
        if len(found) > MOST_SERVICES:
            raise FetchProblem("large", str(MOST_SERVICES))
    # A list in several answers can change in the second while the first stays.
    return list(found.values()), answer.etag if pages == 1 else ""


def documents(get: Get, base: str, wanted: set[str]) -> Iterator[Made]:
    """The services of these ids with all that hangs on them; one that is gone meanwhile is left out."""
    left = set(wanted)
    if len(left) > MANY:
        for contents in _pages(get, f"{base}/services?full=true&per_page=100&lang=nl"):
            for one in contents:
                nested = any(isinstance(value, list) for value in one.values())
                if nested and _id(one) in left:
                    left.discard(_id(one))
                    yield one
            if not left:
                return
    for remote in sorted(left):
        try:
            made = _json(get(f"{base}/services/{quote(remote, safe='')}?lang=nl", ""))
        except FetchProblem as error:
            if error.kind == "status" and error.detail in {"404", "410"}:
                continue
            raise
        if isinstance(made, dict) and _id(made) == remote:
            yield made
