"""What a search understands, kind by kind."""

import pytest

from directory import search
from directory.models import Service, Stamp, ThesaurusGroup
from directory.search import Criteria, reading
from directory.thesaurus import groups, remove, store


@pytest.mark.parametrize(
    "spelling", ["OCMW Schaerbeek", "CPAS de Schaarbeek", "o.c.m.w. 1030", "cpas 1030", "C P A S schaarbeek"]
)
def test_one_desk_in_every_spelling(found, spelling):
    assert found(spelling)[0] == "ocmw-1030"


@pytest.mark.parametrize(
    "written", ["schuldbemiddeling anderlecht", "schuld bemiddeling anderlecht",
                "schulden bemiddelaar anderlecht", "bemiddeling schulden anderlecht",
                "SCHULDBEMIDDELAARS Anderlecht"],
)  # fmt: skip
def test_a_dutch_compound_joined_split_and_inflected(found, written):
    assert found(written)[0] == "debt-1070"


def test_a_word_that_is_known_is_never_corrected(results):
    for text in ("actiris", "praxis", "exil", "camd"):
        assert results(text).corrected is None
        assert results(text).hits[0].external_id == text


@pytest.mark.parametrize(
    ("typed", "meant", "shown"),
    [
        ("medimigrant", "medimmigrant", "medimmigrant"),  # one letter too few
        ("ocmw molenbeeck", "ocmw-1080", "ocmw molenbeek"),  # a place
        ("gevangneis haren", "prison-haren", "gevangenis haren"),  # exchanged
        ("nedimmigrant", "medimmigrant", "medimmigrant"),  # the first letter
        ("Samarcanse", "samarcande", "samarcande"),  # a neighbouring key
        ("zelfmordlij", "zelfmoordlijn-1813", "zelfmoordlijn"),  # half typed, with a slip
    ],
)
def test_a_slip_is_corrected_and_the_correction_is_shown(results, typed, meant, shown):
    answer = results(typed)
    assert answer.hits[0].external_id == meant
    assert answer.corrected == shown


@pytest.mark.usefixtures("starter")
def test_the_exact_word_stands_above_what_looks_like_it(found):
    sheet = Service.get(external_id="praxis")
    sheet.alt_names = "Actris"
    sheet.changed()
    assert found("actris")[0] == "praxis"


@pytest.mark.parametrize("whole", ["medimmigrant", "zelfmoordlijn", "justitiehuis brussel", "relais enfants"])
def test_the_list_settles_as_a_word_is_typed(found, whole):
    """Once the sheet stands on top, it stays there to the end of the word."""
    best = found(whole)[0]
    tops = [found(whole[:end])[:1] == [best] for end in range(2, len(whole) + 1)]
    assert tops[-1]
    first = tops.index(True)
    assert all(tops[first:]), [whole[: at + 2] for at, top in enumerate(tops) if not top]


def test_half_words_before_the_last_one_and_half_places(found, results):
    assert found("schuldb anderlecht")[0] == "debt-1070"
    assert found("schudbem molenb")[0] == "debt-1080"
    assert results("ocmw molenb").hits[0].reasons[0] == "competent:21012"
    assert not any(hit.reasons for hit in results("water").hits)  # a word, not half of Watermaal


def test_two_letters_are_enough_for_a_list(results):
    for half in ("oc", "cp", "sc", "dé", "ps", "ad"):
        assert results(half).total > 0


def test_a_place_says_who_is_competent_and_who_is_not_comes_last(results):
    answer = results("cpas 1080", limit=50)
    assert answer.hits[0].external_id == "ocmw-1080"
    assert "competent:21012" in answer.hits[0].reasons
    order = [hit.external_id for hit in answer.hits]
    others = [order.index(one) for one in order if one.startswith("ocmw-") and one != "ocmw-1080"]
    regional = [at for at, hit in enumerate(answer.hits) if "regional" in hit.reasons]
    assert others
    assert regional
    assert max(regional) < min(others)


@pytest.mark.parametrize("place", ["laken", "Laeken", "neder-over-heembeek", "1020", "marollen"])
def test_a_neighbourhood_is_served_by_its_municipality(found, place):
    assert found(f"ocmw {place}")[0] == "ocmw-1000"


def test_near_goes_by_distance_and_says_how_far(results):
    answer = results("amo près de Forest", limit=5)  # those that are one
    told = [
        (hit.external_id, [r for r in hit.reasons if r.startswith(("near", "located"))])
        for hit in answer.hits
    ]
    far = [float(reasons[0].split(":")[1]) for _one, reasons in told if reasons and "near" in reasons[0]]
    assert len(far) >= 3
    assert far == sorted(far)


@pytest.mark.parametrize(
    ("piece", "sheet"),
    [("02/412.47.8", "debt-1080"), ("+32 2 412 478", "debt-1080"), ("0032 2 412 47 86", "debt-1080"),
     ("4124786", "debt-1080"), ("medimmigrant.be", "medimmigrant"),
     ("https://www.medimmigrant.be/", "medimmigrant"),
     ("supportsocial@", "ocmw-1070")],
)  # fmt: skip
def test_a_piece_of_a_number_or_an_address_in_any_spelling(found, piece, sheet):
    assert found(piece)[0] == sheet


def test_the_company_number_of_the_organisation_is_found(found, starter):
    from directory.models import Organisation

    who = Organisation.create(name_nl="Stichting Zonnewijzer", company_number="0403170701")
    sheet = Service.get(external_id="praxis")
    sheet.organisation = who
    sheet.changed()
    numbers = ("0403.170.701", "BE 0403 170 701", "BE0403170701", "be0403.170.701", "403170701")
    for typed in (*numbers, "Zonnewijzer"):
        assert found(typed)[0] == "praxis", typed


def test_each_result_says_which_words_matched_where_and_in_which_language(results):
    hit = next(h for h in results("néerlandophone avocat").hits if h.external_id == "bjb-bxl-nl")
    assert {match.typed for match in hit.why} == {"neerlandophone", "avocat"}
    assert {(m.field, m.lang) for m in hit.why} & {("text", "fr"), ("name", "fr")}


def test_what_was_also_searched_is_named_and_can_be_switched_off(results):
    assert "CPAS" in results("ocmw elsene").also_searched
    without = results("minimex", also=False)
    assert without.also_searched == []
    assert results("minimex").total > without.total


@pytest.mark.usefixtures("starter")
def test_an_editors_group_counts_in_the_next_search_and_not_after_it_is_removed(found):
    group = ThesaurusGroup(code="own-1", kind="need", terms_nl="kwik/kwek kwak", leads_to="zelfmoordlijn")
    store(group)
    assert found("kwek de kwak")[0] == "zelfmoordlijn-1813"
    remove(group)
    assert "zelfmoordlijn-1813" not in found("kwek de kwak")


def test_a_new_version_brings_its_words_where_no_editor_had_a_hand(starter):
    """A group as an older version packaged it follows; one that an editor changed or removed does not."""
    followed, kept, away = groups()[:3]
    words = followed.terms_nl
    ThesaurusGroup.update(terms_nl="oud").where(ThesaurusGroup.id == followed.id).execute()
    kept.terms_nl = "zelf geschreven"
    store(kept)
    remove(away)
    Stamp.update(value=1).where(Stamp.name == "thesaurus-package").execute()
    now = {group.code: group.terms_nl for group in groups()}
    assert now[followed.code] == words != "oud"
    assert now[kept.code] == "zelf geschreven"
    assert away.code not in now


def test_words_with_which_a_question_is_asked_ask_for_nothing(found):
    for asked in ("waar kan mijn cliënt {} vinden", "où trouver {}", "who can help my client with {}"):
        assert found(asked.format("schuldbemiddeling anderlecht"))[0] == "debt-1070"


def test_the_longest_need_that_was_typed_is_the_one_that_counts(results):
    """What is typed around a need does not make a need of it."""
    hits = [hit.external_id for hit in results("dokter nodig maar geen papieren").hits[:3]]
    assert {"medimmigrant", "caso-mdm"} & set(hits)
    assert [hit.external_id for hit in results("cannot pay a lawyer").hits[:1]] in (
        ["bjb-bxl-nl"], ["baj-bxl-fr"], ["justibus"],
    )  # fmt: skip


def test_who_says_of_itself_that_it_is_in_a_quarter_counts_as_there(found):
    assert found("opleiding gedetineerde haren")[0] == "adeppi"


def test_a_need_with_small_words_is_not_found_by_its_big_word_alone(results):
    assert "dakloze" in results("op straat").also_searched
    assert "dakloze" not in results("straat").also_searched


def test_nothing_found_offers_ways_out_that_lead_somewhere(results):
    answer = results("schuldbemiddeling", category="prison", municipality="21012")
    assert answer.hits == []
    out = answer.suggestions
    assert out.relax
    for name, count in out.relax:
        changed = {"category": "prison", "municipality": "21012"} | {name: ""}
        assert results("schuldbemiddeling", **changed).total == count > 0
    answer = results("epicerie sociale", category="food_aid", municipality="21013")
    for code, count in answer.suggestions.neighbours:
        assert results("epicerie sociale", category="food_aid", municipality=code).total == count


def test_in_a_directory_without_sheets_no_other_words_are_tried(database, monkeypatch):
    """Each of them would be one more search, at every keystroke of the first days."""
    real, read = reading.read, []
    monkeypatch.setattr(reading, "read", lambda *asked: read.append(asked[-1]) or real(*asked))
    for typed in ("schuldbemiddeling molenbeek", "logemant pour ma mère"):
        answer = search.find(Criteria(q=typed))
        assert answer.total == 0
        assert not answer.degraded
        assert answer.suggestions.words == []
        assert typed in read
        assert all(typed.startswith(text) for text in read)
        read.clear()


@pytest.mark.parametrize("typed", ["aspirateur de lit", "cours de piano", "een frigootje", "BE 0999.999.999"])
def test_small_words_answer_nothing_by_themselves(results, typed):
    """What nobody offers is said to be missing, with the ways out, not hidden in a long list."""
    answer = results(typed)
    assert answer.total == 0


@pytest.mark.parametrize("typed", ["avocat p", "avocat pr", "lawyer pr", "advocaat ge", "advocaat in b"])
def test_the_first_letters_of_a_word_do_not_outweigh_the_word_before(found, typed):
    assert found(typed)[0] in {"lva-bxl", "bjb-bxl-nl", "baj-bxl-fr"}


@pytest.mark.parametrize("typed", ["lee", "hon", "enk", "huu", "gok"])
def test_a_list_does_not_vanish_between_two_letters_and_four(results, typed):
    assert results(typed).total


@pytest.mark.parametrize(
    ("typed", "code"), [("ukel", "21016"), ("cpas ixeles", "21009"), ("saitn-gilles", "21013")]
)
def test_a_mended_name_of_a_municipality_is_a_place(results, typed, code):
    assert f"competent:{code}" in results(typed).hits[0].reasons


def test_who_types_one_of_several_words_for_the_same_finds_what_each_leads_to(found):
    assert set(found("expulsion")) & set(found("uithuiszetting"))


@pytest.mark.parametrize("typed", ["ocmw", "O.C.M.W.", "ovmw", "ocmw anderlecht", "ocmw sint-jans-molenbeek"])
def test_the_service_itself_stands_above_one_of_its_desks(found, typed):
    assert found(typed)[0].startswith("ocmw-")


def test_the_kind_of_help_stands_above_whoever_is_competent_for_all(found):
    assert found("maison médicale 1070")[0] == "wgc-medikuregem"


def test_near_is_not_for_whoever_serves_another_municipality(results):
    answer = results("debt mediation near Forest")
    assert all(set(hit.reasons) & {"regional", "competent:21007"} for hit in answer.hits[:2])


@pytest.mark.parametrize(
    "typed",
    ["mevrouw wordt geslagen door haar man", "madame est battue par son mari", "her husband beats her"],
)
def test_who_is_beaten_is_not_sent_to_the_groups_for_who_beats(found, typed):
    assert "praxis" not in found(typed)[:5]
    assert set(found(typed)[:3]) == {"ecoute-violences-conjugales", "cpvcf", "1712"}


@pytest.mark.parametrize(
    ("typed", "first"),
    [("dettes Forest", "ocmw-1190"), ("voedselhulp 1060", "ocmw-1060"), ("food parcel Evere", "ocmw-1140")],
)
def test_where_a_municipality_has_no_service_of_its_own_its_ocmw_has_one(found, typed, first):
    assert found(typed)[0] == first


@pytest.mark.parametrize("typed", ["obsèques", "enterrement", "funeral", "begrafenis", "uitvaart"])
def test_one_word_for_a_need_is_known_in_each_language(found, typed):
    assert found(typed)[0].startswith("ocmw-")


def test_the_name_of_a_neighbourhood_may_be_that_of_a_service(found):
    assert found("haren")[0] == "prison-haren"
    assert found("marollen")[0] == "marolles-ecoute"
    assert found("anderlecht")[0] == "ocmw-1070"


def test_half_a_compound_that_says_nothing_is_not_asked_for(found):
    assert set(found("bemiddelingsdienst")[:3]) == {"bravvo-mediation", "mediation-1080", "moderator"}


def test_a_guess_that_finds_nothing_is_not_told(results):
    answer = results("aarlens")  # of Aarlen, where nobody is
    assert (answer.total, answer.corrected) == (0, None)


@pytest.mark.parametrize("typed", ["food aid Midi station", "aide alimentaire Gare du Midi"])
def test_stations_are_places_in_each_language(found, typed):
    assert found(typed)[0] == "ocmw-1070"
