"""Where a group of the thesaurus leads, before it is kept: words that nothing has lead nowhere."""

from collections.abc import Iterable
from contextlib import suppress
from functools import cache

from directory import indexing, taxonomies, thesaurus
from directory.groups import content
from directory.models import LANGUAGES
from directory.search.found import found_by
from directory.search.words import term
from search_index.index import Index, IndexDamaged
from search_index.text import words


@cache
def _kinds_of_help() -> list[set[str]]:
    """The words of each category's name, in each language."""
    codes = taxonomies.codes("category")
    return [set(words(taxonomies.label("category", code, lang))) for code in codes for lang in LANGUAGES]


def _is_known(index: Index, label: str, code: str) -> bool:
    said = content(label)
    return (
        said in thesaurus.packaged_leads()
        or bool(found_by(index, [term("need", said, 1.0)]).met)
        or any(kind.issuperset(said) for kind in _kinds_of_help())
        or thesaurus.current(indexing.state.thesaurus).has(said, code)
    )


def unknown(labels: Iterable[str], code: str) -> list[str]:
    """Of words to which the group ``code`` is to lead ('' for a new one), those that nothing has: no sheet,
    as search looks for them there, no other group as one of its own, and no kind of help in its name.

    What the package leads to is known, since not every service has sheets of every kind. And so is
    everything while there is no index that can tell.
    """
    with suppress(indexing.NotReady, IndexDamaged):
        index = indexing.ready()  # which also looks whether the thesaurus was changed
        return [label for label in labels if not _is_known(index, label, code)]
    return []
