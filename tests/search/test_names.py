"""Names with a slip, and names of people, which are none."""

import pytest


@pytest.mark.parametrize("name", ["Lea", "Ali", "Wim", "Noa", "Els", "Sam", "Mia"])
@pytest.mark.parametrize("said", ["mijn zoon {} zit in de gevangenis", "le mari de {} boit", "{} wil dood"])
def test_a_short_name_in_a_sentence_stays(results, said, name):
    assert results(said.format(name)).corrected is None


@pytest.mark.parametrize("typed", ["téléesrvice", "teleservic", "teleservixe"])
def test_a_slip_in_a_name_written_in_one_is_mended(results, typed):
    found = results(typed)
    assert found.corrected == "tele service"
    assert found.hits[0].external_id == "debt-teleservice"


NAMES = ["Peeters", "Lejeune", "Femke", "Aerts", "Thierry", "Steven", "Mourier", "Verhaegen"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "said",
    [
        "mijn zoon {} wil graag werken in Brussel", "la fille de madame {} se drogue",
        "mijn man {} is vorige week aangehouden en zit nu in de gevangenis van Haren en wij hebben geen geld",
        "madame {} ne veut plus payer les dettes de son mari et elle cherche un avocat qui parle arabe",
    ],
)  # fmt: skip
def test_a_name_in_a_sentence_is_known_by_its_capital(results, said, name):
    answer = results(said.format(name))
    assert answer.corrected is None
    assert not {"zelfmoord", "suicide"} & set(answer.also_searched)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("waar is het Rode Kruus in Molenbeek", "waar is het Rode kruis in Molenbeek"),
        ("ik zoek de Bijzondere Jeugdzrog voor mijn zoon", "ik zoek de Bijzondere jeugdzorg voor mijn zoon"),
        ("où est la Maison Médcale du quartier svp", "où est la Maison medicale du quartier svp"),
        ("Rode Kruus", "Rode kruis"),
    ],
)
def test_the_name_of_a_service_in_a_sentence_is_mended_all_the_same(results, typed, shown):
    assert results(typed).corrected == shown


@pytest.mark.parametrize(
    ("typed", "sheet"),
    [("rasb", "sasb-sireas"), ("smar", "samarcande"), ("shaer", "ocmw-1030"), ("namssen", "nansen")],
)
def test_a_word_alone_is_what_leads_somewhere_though_nearer_ones_lead_nowhere(found, typed, sheet):
    assert sheet in found(typed)


@pytest.mark.parametrize("typed", ["BICO", "Tejo"])
def test_a_short_name_that_nobody_has_is_no_beginning_of_another_word(results, typed):
    """They were shown as *bicker* and *témoin*."""
    answer = results(typed)
    assert not answer.hits
    assert answer.corrected is None


@pytest.mark.parametrize(
    ("typed", "shown", "first"), [("shae", "schaerbeek", "ocmw-1030"), ("awll", "awel", "awel-102")]
)
def test_a_short_word_alone_is_a_slip_of_a_name_first(results, typed, shown, first):
    """They were shown as *shame* and *all*."""
    answer = results(typed)
    assert answer.corrected == shown
    assert answer.hits[0].external_id == first


def test_two_short_words_of_a_name_are_found_written_in_one(results):
    answer = results("ajwbru")
    assert answer.corrected == "ajw bru"
    assert [hit.external_id for hit in answer.hits] == ["ajw-bru"]


@pytest.mark.parametrize(
    "typed",
    ["mijn zoon, Steven", "mijn zoon  Steven", "mijn zoon (Steven)", "mijn zoon: Steven",
     "mijn zoon - Steven", "mijn zoon\u00a0Steven", "zoon,Steven", "mijn zoon,\nSteven"],
)  # fmt: skip
def test_whatever_stands_before_a_name_it_is_no_danger(results, typed):
    answer = results(typed)
    assert answer.corrected is None
    assert "zelfmoordlijn-1813" not in [hit.external_id for hit in answer.hits]


@pytest.mark.parametrize(
    "typed",
    [
        "mevrouw Peeters ocmw",
        "Mme Peeters cpas",
        "meneer Peeters schulden",
        "mevrouw Wouters ocmw",
        "mevrouw wouters ocmw",
        "mevrouw Janse huur",
        "dr. Peeters schulden",
        "dr Peeters schulden",
        "M. Peeters dettes",
        "juffrouw Aalst ocmw",
        "mw. Aalst ocmw",
        "mademoiselle Mons cpas",
        "mejuffrouw Van Mechelen ocmw",
        "mijn cliente Femke huur",
        "mijn cliente, Femke, huur",
        "madame Dubois cpas",
        "monsieur El Amrani dettes",
    ],
)
def test_behind_a_title_somebody_is_named_and_nothing_else(results, typed):
    answer = results(typed)
    desk = "ocmw" in typed or "cpas" in typed
    assert answer.corrected is None
    assert answer.outside == []
    assert answer.hits[0].external_id != "ocmw-1150"
    assert answer.missed
    if desk:  # a woman who is named is no *dame du CPAS*, which is a social worker
        assert not {"CAW", "CASG"} & set(answer.also_searched)
        assert answer.hits[0].external_id.startswith("ocmw-")


def test_what_is_known_behind_a_title_is_still_asked_for(results):
    assert results("een dame zoekt opvang").hits[0].external_id == "cpvcf"
    assert results("madame alcoolique").also_searched == results("femme alcoolique").also_searched
    assert results("ocmw Schaerbek").hits[0].external_id == "ocmw-1030"


def test_who_wants_to_be_belgian_is_in_no_prisons_address(found):
    """*Belg* was found in the site of the *prisons belges*, and nothing on the line said so."""
    assert not any(one.startswith("prison") for one in found("ik wil Belg worden", limit=30))
    assert "prison-haren" in found("epi-belges")[:3] or "prison-haren" in found("belges")


@pytest.mark.parametrize(
    "name",
    ["Mohamed", "Wouters", "Laurent", "Diallo", "Mertens", "Bilal", "Fatima Benali", "Janssens", "Yılmaz"],
)
@pytest.mark.parametrize("said", ["{}", "{} huur", "dettes {}"])
def test_a_usual_name_is_no_slip_of_a_word(results, starter, said, name):
    """*Mohamed* was *ashamed*, *Wouters* were *dokters*, and *Mertens* the mothers of detainees."""
    for typed in (said.format(name), said.format(name.lower())):
        answer = results(typed)
        assert answer.corrected is None, typed
        assert said != "{}" or not answer.hits or name == "Laurent", typed


def test_a_usual_name_that_somebody_has_is_found_all_the_same(found):
    assert found("gillis")[0] == "ocmw-1060"


@pytest.mark.parametrize("said", ["Mohamed loyer", "loyer mohamed", "Fatima Benali loyer", "claes loyer"])
def test_beside_a_usual_name_a_word_asks_for_what_it_asks_by_itself(found, results, starter, said):
    """*Loyer* is a part of needs alone: beside a word that nobody has, it found nothing."""
    assert found(said)[0] == found("loyer")[0]
    assert results(said).missed


def test_nothing_is_offered_in_the_place_of_a_usual_name(results, starter):
    """*Did you mean: ashamed*."""
    assert results("mohamed").suggestions.words == []
    assert "loyer" in results("xqzwv loyer").suggestions.words


@pytest.mark.parametrize("typed", ["jan peeters schulden", "PEETERS Jan schulden"])
def test_a_first_name_is_no_half_of_a_municipality(results, starter, typed):
    """Sint-Jans-Molenbeek."""
    answer = results(typed)
    assert answer.hits[0].external_id.startswith("debt-")
    assert answer.hits[0].external_id != "debt-1080"
    assert {word.lower() for word in answer.missed} == {"jan", "peeters"}


def test_behind_a_saint_it_is(found, starter):
    assert found("sint jan ocmw")[0] == "ocmw-1080"


@pytest.mark.parametrize(
    "typed", ["Mme Dimanche dettes", "mevrouw Zondag schulden", "meneer Maandag", "mme vendredi cpas"]
)
def test_behind_a_title_a_day_is_a_name(results, starter, typed):
    assert results(typed).open_then == []


def test_half_the_name_of_a_flower_is_no_health(found, starter):
    """*Gezond* and *zonne* have one stem, *zon*."""
    assert "freeclinic" not in found("zonne", limit=20)
    assert found("gezonde voeding")
