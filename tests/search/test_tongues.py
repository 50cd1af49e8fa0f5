"""Which language is to be spoken, and by whom it is; who interprets."""

import pytest

from directory import languages
from directory.answers import CaseContext
from directory.models import LANGUAGES, Service, ServiceLanguage
from directory.search import tongues
from directory.search.tokens import of_a_name
from search_index.text import words


@pytest.fixture
def arabic(starter):
    """Exil speaks Arabic."""
    sheet = Service.get(external_id="exil")
    ServiceLanguage.create(service=sheet, code="ar")
    sheet.changed()


@pytest.mark.parametrize(
    "typed",
    [
        "psycholoog arabisch", "psychologue arabe", "arabic speaking psychologist",
        "Arabischtalige psycholoog", "psy arabophone", "psychologue qui parle arabe",
    ],
)  # fmt: skip
def test_who_speaks_the_language_that_is_typed_comes_first_and_says_so(results, arabic, typed):
    answer = results(typed)
    assert answer.hits[0].external_id == "exil"
    assert "staff_language:ar" in answer.hits[0].reasons
    assert answer.missed == []


@pytest.mark.parametrize("typed", ["moroccan arabic interpreter", "interprète arabe marocain"])
def test_a_language_of_two_words_is_named_by_both(results, starter, typed):
    assert tongues.asked(tuple(words(typed))).codes == ("ary",)
    assert results(typed).missed == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("italophone", "it"), ("psychologue polonophone", "pl"), ("avocats roumanophones", "ro"),
        ("turcophones", "tr"), ("hispanophone", "es"),
    ],
)  # fmt: skip
def test_who_speaks_it_in_french_is_one_word(typed, code):
    assert tongues.asked(tuple(words(typed))).codes == (code,)


def test_where_nobody_speaks_it_an_interpreter_does(results, arabic):
    hits = results("psycholoog turks").hits
    Service.update(phone_interpreter="yes").where(Service.external_id == "la-gerbe").execute()
    Service.get(external_id="la-gerbe").changed()
    assert hits[0].external_id != "la-gerbe"
    assert results("psycholoog turks", limit=1).hits[0].reasons == ("interpreter",)


def test_a_language_alone_lists_who_speaks_it_and_no_other(results, arabic):
    assert {hit.external_id for hit in results("arabisch").hits} >= {"exil"}
    told = {"staff_language:ar", "interpreter", "sends_interpreters"}
    hits = results("arabe 1080").hits
    assert hits
    assert all(told & set(hit.reasons) for hit in hits)


@pytest.mark.parametrize("typed", ["tolk turks", "turc", "interpreter turkish"])
def test_who_sends_interpreters_says_so_and_not_that_it_has_one_by_telephone(results, starter, typed):
    """As its sheet says, and the filter; whoever has one by telephone says that. The head counts lines."""
    answer = results(typed, limit=60)
    said = {hit.external_id: set(hit.reasons) for hit in answer.hits}
    one = {"interpreter", "sends_interpreters"}
    assert said["setis-bxl"] & one == {"sends_interpreters"}
    assert said["brussel-onthaal"] & one == {"interpreter"}
    counts = dict(answer.spoken)
    for reason in ("interpreter", "sends_interpreters"):
        assert counts[reason] == sum(reason in each for each in said.values()) > 0


def test_of_whoever_signs_the_head_counts_nobody_on_the_telephone(results, starter):
    assert [reason for reason, _count in results("gebarentaal").spoken] == [
        "asked_language:sgn", "sends_interpreters",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_that_a_filter_names_is_one_when_it_is_typed(lang):
    """But *Fins*, which are ends in French, and ours, which are words like others."""
    typed = {code: tuple(words(languages.name(code, lang))) for code in languages.CODES}
    others = {code: said for code, said in typed.items() if code not in LANGUAGES and said != ("fins",)}
    read = {code: tongues.asked(said) for code, said in others.items()}
    assert [code for code, found in read.items() if not found] == []


def test_to_finish_is_no_finnish():
    assert of_a_name("finish") == "finish"
    assert of_a_name("finnsih") == "finnish"


def test_a_word_that_only_looks_like_a_language_is_none():
    for word in ("tarif", "pool", "lets", "franstalig", "english", "nederlands", "talig", "dar"):
        assert tongues.asked((word,)) is None, word
    assert tongues.asked(("roemeense", "polonaises", "turque")).codes == ("ro", "pl", "tr")


def test_the_form_of_an_association_is_no_part_of_its_name(found):
    assert found("ADEPPI asbl")[0] == found("adeppi vzw")[0] == "adeppi"


@pytest.mark.parametrize(
    "typed",
    [
        "ne parle pas français", "madame ne parle pas bien le néerlandais", "cliënt spreekt geen nederlands",
        "spreekt geen frans", "my client does not speak French", "she doesn't understand Dutch",
        "kent amper Frans", "il parle mal le français",
    ],
)  # fmt: skip
def test_who_does_not_speak_the_language_needs_an_interpreter(found, typed):
    """And not who works in that language."""
    assert set(found(typed, limit=2)) == {"setis-bxl", "brussel-onthaal"}


def test_who_speaks_the_other_of_our_languages_needs_none(found, results):
    assert found("lawyer french not dutch")[0] == "baj-bxl-fr"
    assert results("geen frans", also=False).hits != results("geen frans").hits, "the very words alone"
    assert "setis-bxl" not in [hit.external_id for hit in results("geen frans", also=False).hits]


def test_who_asks_for_a_language_of_ours_gets_it(found):
    assert found("franstalig justitiehuis")[0] == "mj-bxl-fr"
    assert found("nederlandstalige zelfmoordlijn")[0] == "zelfmoordlijn-1813"


def test_a_small_word_that_is_written_on_to_the_next_is_cut_off(found):
    assert found("huis van hetkind")[0] == "huis-van-het-kind"


def test_who_is_surely_open_at_the_time_that_is_named_stands_above_its_like(found):
    assert found("voedsel zondag")[0] == "voedsel-ukkel"


@pytest.mark.parametrize(
    "typed",
    [
        "parle turc",
        "quelqu'un qui parle albanais pour un rendez-vous",
        "iemand die Albanees spreekt",
        "arabe",
    ],
)
def test_who_sends_interpreters_answers_a_language_alone(found, typed):
    """Where no staff speak it; an appointment is nothing that anybody asks for."""
    assert {"setis-bxl", "brussel-onthaal"} <= set(found(typed)[:3])


@pytest.fixture
def signing(starter):
    """Exil signs in Flemish Sign Language."""
    sheet = Service.get(external_id="exil")
    ServiceLanguage.create(service=sheet, code="vgt")
    sheet.changed()


@pytest.mark.parametrize(
    "typed",
    ["gebarentaal", "langue des signes", "sign language", "sourd", "doof", "VGT", "psycholoog gebarentaal"],
)
def test_who_signs_is_found_by_all_its_names(results, signing, typed):
    hits = results(typed).hits
    assert hits[0].external_id == "exil"
    assert "staff_language:vgt" in hits[0].reasons


@pytest.mark.parametrize("typed", ["gebarentaal", "tolk gebarentaal", "langue des signes", "doof", "deaf"])
def test_where_nobody_signs_it_is_who_sends_interpreters_and_not_by_telephone(results, starter, typed):
    hits = results(typed).hits
    assert {hit.external_id for hit in hits[:2]} == {"setis-bxl", "brussel-onthaal"}
    assert not any("interpreter" in hit.reasons for hit in hits)


@pytest.mark.parametrize(
    ("noted", "client"), [("ar", "ary"), ("ary", "ar"), ("ku", "kmr"), ("zgh", "ber"), ("sgn", "sfb")]
)
def test_a_clients_variant_meets_what_is_noted_of_the_staff(results, starter, noted, client):
    sheet = Service.get(external_id="exil")
    ServiceLanguage.create(service=sheet, code=noted)
    sheet.changed()
    answer = results("psycholoog", case=CaseContext("21012", (client,)))
    assert answer.hits[0].external_id == "exil"
    assert f"staff_language:{noted}" in answer.hits[0].reasons
    assert (f"asked_language:{client}", 1) in answer.spoken, "the head counts what the line says"


@pytest.mark.parametrize(
    "typed",
    [
        "dokter die pasjtoe spreekt", "doctor who speaks pashto", "arts die pasjtoe spreekt",
        "doctor speaking pashto", "médecin qui parle pachto", "pashto doctor",
    ],
)  # fmt: skip
def test_a_doctor_who_speaks_it_is_no_interpreter(results, starter, typed):
    sheet = Service.get(external_id="wgc-de-brug")
    ServiceLanguage.create(service=sheet, code="ps")
    sheet.changed()
    assert results(typed).hits[0].external_id == "wgc-de-brug"


@pytest.mark.parametrize(
    "typed",
    [
        "can't speak french", "doesnt speak french", "dont speak dutch", "doesn't speak dutch or french",
        "speaks neither french nor dutch", "kan geen frans of engels", "spreekt geen frans of nederlands",
        "ne parle ni français ni néerlandais", "parle pas français ou néerlandais",
    ],
)  # fmt: skip
def test_who_does_not_speak_our_languages_is_not_led_to_who_works_in_them(results, starter, typed):
    first = {hit.external_id for hit in results(typed).hits[:2]}
    assert first == {"setis-bxl", "brussel-onthaal"}


@pytest.mark.parametrize(
    "typed", ["geen nederlands, spreekt frans", "psycholoog frans of nederlands", "kan frans en engels"]
)
def test_a_language_that_is_spoken_asks_for_no_interpreter(typed):
    tokens = words(typed)
    assert tongues.interpreted(tokens) == tokens


@pytest.mark.parametrize("typed", ["poolse advocaat", "avocat polonais", "avocat qui parle polonais"])
def test_whose_staff_speak_it_come_before_who_has_the_word_in_a_name(results, starter, typed):
    named = Service.create(
        external_id="named", category="legal_aid", name_nl="Advocaten Zuid", name_fr="Avocats"
    )
    polish = Service.create(
        external_id="polish", category="legal_aid", name_nl="Kantoor Kowalski",
        description_nl="Advocaat voor vreemdelingen.", description_fr="Avocat pour étrangers.",
    )  # fmt: skip
    ServiceLanguage.create(service=polish, code="pl")
    for sheet in (named, polish):
        sheet.changed()
    assert [hit.external_id for hit in results(typed).hits[:2]] == ["polish", "named"]


@pytest.mark.parametrize(
    ("typed", "in_full"),
    [
        ("avocat nl", "avocat nederlandstalig"), ("psycholoog NL", "psycholoog nederlandstalig"),
        ("justitiehuis FR", "justitiehuis francophone"),
        ("tribunal jeunesse nl", "tribunal jeunesse nederlandstalig"),
    ],
)  # fmt: skip
def test_a_language_may_be_noted_by_its_two_letters(results, starter, typed, in_full):
    """They were a piece of web addresses: *psycholoog nl* found a page for debts that ends in ``/nl``."""
    noted, told = results(typed), results(in_full)
    assert [hit.external_id for hit in noted.hits] == [hit.external_id for hit in told.hits]
    assert (noted.corrected, noted.missed) == (None, [])


def test_by_themselves_or_in_an_address_two_letters_are_those_letters(found):
    assert "freeclinic" in found("fr")
    assert found("caw.be/nl")[0] == "caw-jww"
    assert tongues.in_full(["mari", "me", "fr"]) == ["mari", "me", "fr"]


@pytest.mark.parametrize("typed", ["ocmw nl", "ocmw nederlandstalig", "CPAS FR", "cpas francophone"])
def test_the_desks_of_municipalities_work_in_both_languages_whatever_their_sheets_say(found, typed):
    assert [one.startswith("ocmw-") for one in found(typed, limit=5)] == [True] * 5
    assert found(f"{typed} molenbeek")[0] == "ocmw-1080"


def test_of_three_words_the_language_alone_is_no_answer(found):
    """Where nobody has all of them, two are asked for: not each service that says to be Dutch-speaking."""
    sheets = found("justitie huis nederlandstalig", limit=100)
    assert sheets[0] == "jh-bxl-nl"
    assert not {"awel-102", "zelfmoordlijn-1813", "wgc-de-brug"}.intersection(sheets)
