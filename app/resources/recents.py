"""The last searches of somebody, readable by that person alone.

A search may hint at a client ("drugs, 1080"), so each is sealed to the account's public key, at one
length, and only the private key of a signed-in browser opens it.
"""

from urllib.parse import parse_qsl

from app.auth.models import User
from app.resources.models import Recent
from app.vault import keys
from app.vault.errors import VaultError
from directory.transactions import writing

MOST = 8
# Every sealed search is of this length, so that a length tells nothing. The longest that the form makes, of
# 200 signs of four bytes with every filter, is shorter.
LENGTH = 3072


def _context(user: User) -> bytes:
    return b"recent search " + user.uuid.encode()


def _rows(user: User) -> list[Recent]:
    return list(Recent.select().where(Recent.user == user).order_by(Recent.id.desc()).limit(MOST))


def _open(user: User, private: bytes, row: Recent) -> str:
    try:
        return keys.open_text(private, bytes(row.sealed), _context(user))
    except VaultError:  # sealed to a key that the account has replaced since
        return ""


def of(user: User, private: bytes | None) -> list[str]:
    """The query strings of the last searches, newest first; none without the private key."""
    if private is None:
        return []
    return [found for row in _rows(user) if (found := _open(user, private, row))]


def _apart(query: str) -> tuple[str, dict[str, str]]:
    """The words of a search, whatever their capitals, and its filters."""
    said = dict(parse_qsl(query))
    return said.pop("q", "").casefold(), said


def _grew(query: str, last: str) -> bool:
    """Whether a search is the last one typed on, with the same filters."""
    (words, filters), (begun, before) = _apart(query), _apart(last)
    return filters == before and words.startswith(begun)


def keep(user: User, private: bytes | None, query: str) -> None:
    """Remember a search (its query string) as the newest. One that grew out of the last takes its place:
    "schuld" goes when "schuldbemiddeling" follows; and so does the same one with other capitals, of which the
    newest stays. With other filters it is another search.
    """
    if private is None or not query or len(query.encode()) > LENGTH:
        return
    with writing(Recent._meta.database):  # what another page keeps at the same moment stays
        known = [(row.id, _open(user, private, row)) for row in _rows(user)]
        if known and known[0][1] == query:
            return
        grown = {row for row, text in known[:1] if _grew(query, text)}
        same = {row for row, text in known if _apart(text) == _apart(query)}
        kept = [row for row, text in known if text and row not in grown | same][: MOST - 1]
        Recent.delete().where(Recent.user == user, Recent.id.not_in(kept)).execute()
        Recent.create(user=user, sealed=keys.seal_text(bytes(user.public_key), query, LENGTH, _context(user)))


def clear(user: User) -> None:
    """Forget them all."""
    Recent.delete().where(Recent.user == user).execute()
