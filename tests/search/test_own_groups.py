"""A word that an editor says to mean the same as a known one does what that does, from the next search on."""

import peewee
import pytest

from app.resources import thesaurus_form
from directory import indexing, search, thesaurus
from directory.groups import Term
from directory.models import ThesaurusGroup
from directory.search import Criteria
from directory.terms import Thesaurus
from directory.thesaurus import store

pytestmark = pytest.mark.usefixtures("starter")  # to be written to

NEW = "gloeboeloe"
SAID_FOR = {
    "advocaat": "gloeboeloe", "voedselbank": "xarquipof", "voedselpakket": "zwimmelbux",
    "médecin": "quifrojat", "leefloon": "vorzepuk", "psycholoog": "jaxitrool", "slachtofferhulp": "hunkeploq",
    "uithuiszetting": "wuvrizant", "dakloos": "kyxobrem",
}  # fmt: skip


def test_it_finds_what_the_known_word_finds(found):
    """Whether sheets have that word, needs, or a group of which it is one already."""
    before = {known: (found(known), set(found(known, 100))) for known in SAID_FOR}
    assert not any(map(found, SAID_FOR.values()))
    for known, new in SAID_FOR.items():
        store(ThesaurusGroup(code=f"own-{known}", kind="equivalent", terms_nl=f"{new}|{known}"))
    for known, new in SAID_FOR.items():
        (best, every), others = before[known], found(new, 100)
        assert len(set(best) & set(others[:12])) >= 2, known
        assert set(others) <= every, known
        # The rest has only its inflections and longer words.
        assert len(others) >= 0.8 * len(every), known


def test_a_word_that_two_groups_of_the_package_share_does_not_make_them_one(found):
    """*Sociaal huis* is the OCMW in some towns, and a general service in others."""
    assert not any(one.startswith("ocmw-") for one in found("CASG", 5))


def test_of_a_group_the_words_are_named_that_found_something(results):
    store(
        ThesaurusGroup(
            code="own-1", kind="equivalent", terms_nl="gloeboe|schuldbemiddeling", terms_fr="floubouche"
        )
    )
    assert results("floubouche").also_searched[0] == "schuldbemiddeling"
    assert "gloeboe" not in results("floubouche").also_searched


def test_what_is_stored_while_the_groups_are_read_counts_in_the_next_search(starter, monkeypatch):
    """By another process: the stamp that this one keeps is the one from before it read."""
    group = ThesaurusGroup.select().where(ThesaurusGroup.kind == "equivalent").first()

    def store_also(rows):
        monkeypatch.undo()
        group.terms_nl += "|zeemeerminnetje"
        store(group)
        return Thesaurus(rows)

    store(group)
    monkeypatch.setattr(thesaurus, "Thesaurus", store_also)
    search.find(Criteria(q="ocmw"))
    search.find(Criteria(q="ocmw"))
    assert "zeemeerminnetje" in thesaurus.current(indexing.state.thesaurus).vocabulary


@pytest.mark.parametrize("leads", ["first:WGC De Brug|Athena", "WGC De Brug|first:Athena"])
def test_what_a_need_leads_to_first_comes_before_the_others(found, leads):
    store(ThesaurusGroup(code="own-1", kind="need", terms_nl=NEW, leads_to=leads))
    first, other = ("wgc-de-brug", "athena") if leads.startswith("first") else ("athena", "wgc-de-brug")
    assert found(NEW)[:2] == [first, other]


def test_where_the_groups_cannot_be_read_the_next_search_reads_them(starter, monkeypatch):
    def locked():
        monkeypatch.undo()
        raise peewee.OperationalError("database is locked")

    search.find(Criteria(q="ocmw"))
    store(ThesaurusGroup(code="own-1", kind="need", terms_nl=NEW, leads_to="voedselbank"))
    monkeypatch.setattr(thesaurus, "groups", locked)
    with pytest.raises(peewee.OperationalError):
        search.find(Criteria(q=NEW))
    assert search.find(Criteria(q=NEW)).total


def test_a_group_as_large_as_the_form_takes_is_compared_with_itself_once(monkeypatch):
    """Of 400 words each was compared with all, for each of them: 19 s in which no search was answered."""
    compared = []
    equal = Term.__eq__
    monkeypatch.setattr(Term, "__eq__", lambda one, other: compared.append(1) or equal(one, other))
    many = "|".join(f"woord{number}" for number in range(thesaurus_form.MOST))
    Thesaurus([ThesaurusGroup(code="own-1", kind="equivalent", terms_nl=many)])
    assert len(compared) < 10_000


def test_a_word_of_a_need_may_stand_for_itself_alone(results):
    """*Enfermée* is said for *prison*: *mari en prison* asked for the police, as does who is locked in."""
    also = "category=interpreting"
    group = ThesaurusGroup(code="own-1", kind="need", leads_to="category:interpreting")
    for words, found in (("enfermée/gloeboe mari", True), ("=enfermée/gloeboe mari", False)):
        group.terms_nl = words
        store(group)
        assert (also in results("mari en prison").also_searched) is found
        assert also in results("enfermée par mon mari").also_searched
    assert "dringende politiehulp" not in results("mon mari est en prison").also_searched
