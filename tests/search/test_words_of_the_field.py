"""Words of the trade, each alone in the box, as it is when the client says no more: none is a dead end, and
none is taken for a slip of another."""

import pytest

from directory.models import Service

# By the kind of help that comes first.
WORDS = {
    "legal_aid": (
        "kamer van inbeschuldigingstelling;chambre des mises en accusation;pre-trial chamber;"
        "dwangsom;verjaring;cassatie;astreinte;cassation;penalty payment;rijverbod;driving ban;"
        "notaris;notaire;notary;erfenis;héritage;inheritance;medeplichtig;complice;accomplice;"
        "racisme;discrimination;UNIA;ABVV;CSC;smokkel;juge de paix"
    ),
    "justice_welfare": (
        "PSD;SPS;forensisch psychiatrisch centrum;forensic psychiatric centre;gratie;effacement;"
        "uitwissing;royal pardon;CTRG;CCSP;cachot;isoleercel;taboe;tabou;stigma;sekte;secte;"
        "journalist;dans la presse"
    ),
    "prison": "transfèrement;celdeur;VHS;visite hors surveillance",
    "mental_health": (
        "vrijwillige opname;hospitalisation sous contrainte;involuntary admission;logopedie;logopède;"
        "autopsie;ontwikkelingsstoornis;trouble du développement;eerstelijnspsycholoog;"
        "psychologue de première ligne"
    ),
    "ocmw": (
        "studietoelage;bourse d'études;study grant;zomerkamp;colonie de vacances;summer camp;"
        "abonnement MIVB;revalidatiecentrum;centre de réadaptation;chaise roulante;PMR;AVIQ;"
        "hoorapparaat;appareil auditif;hearing aid;RVT;MRS;woonzorgcentrum;serviceflat;"
        "adresse postale;postal address;thuiszorg;aide ménagère;home care"
    ),
    "youth": (
        "jeugdhuis;CLB;PMS;pleegouders;famille d'accueil;foster parents;jeugdinstelling;CKG;loverboy;"
        "bande urbaine"
    ),
    "mutuality": "RIZIV;INAMI",
    "food_aid": "speelgoed;jouets;toys;ressourcerie;verhuisdienst;stove",
    "addiction": (
        "spuitenruil;échange de seringues;needle exchange;naloxon;naloxone;gebruiksruimte;jeu pathologique"
    ),
    "victim_support": (
        "mensenhandel;traite des êtres humains;human trafficking;verkeersongeval;accident de roulage;"
        "VGV;MGF;FGM;Myria"
    ),
    "migration": ("naturalisatie;naturalisation;naturalization;RvV;tuteur;ambassade;consulat;embassy"),
    "employment": (
        "gelijkstelling diploma;CVO;maatwerk;bénévolat;volunteering;sociale economie;"
        "promotion sociale;adult education"
    ),
    "municipality": "rijksregister;naamsverandering;changement de nom;stemrecht;droit de vote",
    "debt_mediation": "curator;curateur;guidance budgétaire;budget guidance;energiescan",
    "health": "orthodontie;beugel;appareil dentaire;braces",
}


@pytest.mark.parametrize(
    ("word", "kind"), [(word, kind) for kind, words in WORDS.items() for word in words.split(";")]
)
def test_a_word_of_the_field_leads_to_who_deals_with_it(results, starter, word, kind):
    found = results(word, 2)
    assert found.corrected is None
    assert kind in [Service.get(external_id=hit.external_id).category for hit in found.hits]


@pytest.mark.parametrize("word", ["shelter", "opvanghuis", "onderdak", "maison d'accueil", "refuge de nuit"])
def test_shelter_is_not_the_reception_of_victims(results, starter, word):
    """Both words of *maison d'accueil* stand in the name of a justice house's *accueil des victimes*."""
    kinds = [Service.get(external_id=hit.external_id).category for hit in results(word, 3).hits]
    assert not {"victim_support", "justice_house"}.intersection(kinds)


@pytest.mark.parametrize("word", ["hof van assisen", "assisen", "cour d'assises", "assize court"])
def test_a_jury_sits_in_a_court(results, starter, word):
    courts = {"tpi-bxl-nl", "tpi-bxl-fr", "tj-bxl-fr"}
    assert {hit.external_id for hit in results(word, 3).hits} == courts


@pytest.mark.parametrize(
    "typed", ["avocat interné", "advocaat geïnterneerde zoon", "lawyer for my interned son"]
)
def test_a_lawyer_for_who_is_interned_is_a_lawyer(results, starter, typed):
    assert {"baj-bxl-fr", "bjb-bxl-nl"} == {hit.external_id for hit in results(typed, 2).hits}


@pytest.mark.parametrize(
    "typed", ["psycholoog elsene", "psychologue ixelles", "psycholoog flagey", "psychologist 1050"]
)
def test_a_psychologist_is_not_asked_of_a_service_for_debts_that_has_one(results, starter, typed):
    assert results(typed, 1).hits[0].external_id == "freeclinic"
    assert results("psycholoog schulden", 1).hits[0].external_id.startswith("debt-")


@pytest.mark.parametrize(
    ("typed", "not_of"),
    [
        ("werk zoeken brussel", "ocmw"), ("chercher du travail schaerbeek", "youth"),
        ("psycholoog brussel", "victim_support"), ("lawyer ixelles", "debt_mediation"),
    ],
)  # fmt: skip
def test_what_one_asks_for_is_not_asked_of_who_only_mentions_it_in_the_same_place(
    results, starter, typed, not_of
):
    assert Service.get(external_id=results(typed, 1).hits[0].external_id).category != not_of


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("mijn kind wordt gepest", {"awel-102", "ecoute-enfants-103"}),
        ("mon enfant est harcelé à l'école", {"awel-102", "ecoute-enfants-103"}),
        ("son in juvenile detention", {"tj-bxl-fr"}), ("counselling", {"la-gerbe", "dieda", "exil"}),
        ("enkelband en huurachterstand", {"debt-rizome"}), ("bracelet et loyer", {"debt-rizome"}),
        ("dutch course", {"casg-solidarite-savoir"}), ("cours de néerlandais", {"casg-solidarite-savoir"}),
        ("conditional release", {"jh-bxl-nl", "mj-bxl-fr"}), ("rijbewijs", {"gemeente-1000"}),
    ],
)  # fmt: skip
def test_what_several_words_of_the_field_ask_for(found, typed, first):
    assert found(typed)[0] in first


@pytest.mark.parametrize("typed", ["permis de conduire", "rijbewijs", "passport"])
def test_what_the_town_hall_does_no_ocmw_does(found, typed):
    """*Inhabitants of the commune* is for whom an OCMW is, and no reason to send somebody there."""
    assert not [one for one in found(typed, limit=4) if one.startswith("ocmw")]


@pytest.mark.parametrize("typed", ["bezoek", "bezocht", "visite", "visits", "bezoek haren"])
def test_a_visit_is_one_in_prison(found, starter, typed):
    """*Bezoek* alone had two services for children, *gevangenisbezoek* twenty-two."""
    assert "prison-haren" in found(typed)[:3]


@pytest.mark.parametrize("typed", ["pharmacie de garde", "dentiste de garde", "apotheek van wacht"])
def test_who_is_on_duty_minds_no_child(found, starter, typed):
    assert "huis-van-het-kind" not in found(typed, limit=6)


@pytest.mark.parametrize("typed", ["il boit", "elle boit", "boit"])
def test_who_drinks_is_not_in_a_place_that_begins_so(found, starter, typed):
    """*Boitsfort*."""
    assert found(typed)[0] in {"feda-bxl", "aa-fr", "cap-iti"}


@pytest.mark.parametrize("typed", ["loyer non payé", "facture non payée", "pension alimentaire non payée"])
def test_non_is_a_small_word(results, starter, typed):
    assert "non" not in results(typed).missed


@pytest.mark.parametrize("typed", ["maître lambert", "maître leclercq avocat", "meester jansen"])
def test_a_lawyer_has_a_title_too(results, starter, typed):
    answer = results(typed)
    assert answer.corrected is None
    assert not {"maître", "meester"} & set(answer.missed)


@pytest.mark.parametrize(
    "typed",
    [
        "la police a pris mon mari", "police mon fils", "mon fils est au commissariat", "mijn zoon politie",
        "mijn zoon zit op het politiebureau", "ze hebben mijn man meegenomen", "they took my husband",
        "mon mari est au poste",
    ],
)  # fmt: skip
def test_whom_the_police_took_needs_a_lawyer(found, starter, typed):
    """They had the line of the police alone, or nothing of the kind."""
    assert {"bjb-bxl-nl", "baj-bxl-fr"} <= set(found(typed))


@pytest.mark.parametrize(
    "typed",
    ["man in gevangenis geen geld", "husband in jail no income", "mari en prison plus de revenus"],
)
def test_no_money_since_he_is_in_prison_asks_for_both(found, starter, typed):
    answer = found(typed, limit=40)
    assert answer[0].startswith("ocmw-")
    assert {"caw-jww", "rizome-bxl"} <= set(answer)


@pytest.mark.parametrize("typed", ["therapeut", "thérapeute", "english speaking therapist", "psychotherapie"])
def test_a_therapist_is_one_of_mental_health(found, starter, typed):
    assert found(typed, limit=2) == ["la-gerbe", "dieda"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("rechten", {"atelier-droits-sociaux"}), ("kinderrechten", {"bjb-bxl-nl"}),
        ("rechten van gedetineerden", {"caw-jww"}), ("droits des détenus", {"ajw-bru", "slaj-v", "caw-jww"}),
        ("distribution de pain", {"voedsel-ukkel", "voedsel-berchem"}),
        ("il n'y a plus de pain", {"voedsel-ukkel", "voedsel-berchem"}),
        ("centre de prise en charge", {"cpvs-bxl"}), ("prise en charge violences", {"cpvs-bxl"}),
        ("sekswerker", {"athena", "freeclinic"}), ("travailleuse du sexe", {"athena", "freeclinic"}),
        ("grootouders zorgen voor kleinkind", {"huis-van-het-kind"}),
        ("caution prison", {"ajw-bru", "slaj-v", "caw-jww"}),
        ("commission d'indemnisation", {"accueil-victimes-bxl"}), ("fjc", {"cpvcf"}),
        ("enfant violent", {"cpvcf"}), ("violent kind", {"1712", "cpvcf"}),
        ("pauvreté marolles", {"nativitas"}), ("kind geslagen door ouder", {"1712", "vk-brussel"}),
    ],
)  # fmt: skip
def test_words_that_had_another_sense_than_was_taken(found, starter, typed, first):
    assert found(typed)[0] in first


@pytest.mark.parametrize("typed", ["hommes violents", "homme violent", "mannen die slaan"])
def test_men_who_hit_have_somebody_too(found, starter, typed):
    assert "praxis" in found(typed, limit=4)


@pytest.mark.parametrize("typed", ["elektronisch toezicht", "enkelband", "maison de justice"])
def test_a_justice_house_is_not_the_desk_for_victims_in_it(found, starter, typed):
    assert "accueil-victimes-bxl" not in found(typed)
    assert {"jh-bxl-nl", "mj-bxl-fr"} <= set(found(typed))


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("huis van justitie", "justice_house"), ("hommes battus", "victim_support"),
        ("battered men", "victim_support"), ("Payoke", "victim_support"), ("MSOC", "addiction"),
        ("hartproblemen", "health"), ("straatverplegers", "health"), ("noodnummer", "health"),
        ("I cannot sleep", "mental_health"), ("je n'arrive pas à dormir", "mental_health"),
        ("kind gehandicapt", "ocmw"), ("mon enfant est handicapé", "ocmw"), ("disabled child", "ocmw"),
        ("mantelzorger", "ocmw"), ("carer", "ocmw"), ("geradicaliseerde zoon", "youth"),
        ("vroedvrouw", "family"), ("sage-femme", "family"), ("midwife", "family"),
    ],
)  # fmt: skip
def test_what_one_of_its_words_led_elsewhere(results, starter, typed, kind):
    """Men in prison for *hommes battus*, a bed for *cannot sleep*, food for a baby for *kind gehandicapt*."""
    answer = results(typed)
    assert not answer.corrected
    assert Service.get(external_id=answer.hits[0].external_id).category == kind


@pytest.mark.parametrize(
    "typed", ["vrouw met kinderen op straat", "femme avec enfants à la rue", "mother and baby homeless"]
)
def test_a_family_without_a_home_is_no_child_that_ran_away(found, starter, typed):
    assert any(one.startswith("ocmw") for one in found(typed, limit=5))
    assert not {"child-focus", "sos-jeunes", "ecoute-enfants-103"} & set(found(typed, limit=5))


@pytest.mark.parametrize("typed", ["computer", "internet", "laptop", "ordinateur"])
def test_who_has_no_computer_is_no_offender(found, starter, typed):
    assert {"bapo", "casg-familles", "debt-teleservice"} <= set(found(typed, limit=6))
    assert not {"iter", "cab-bxl", "bjb-bxl-nl"} & set(found(typed, limit=6))


def test_what_stands_in_a_word_of_another_service_is_not_it(found, starter):
    """*CAP* of a general social service is not in *CAP-ITI*, nor who is *enfermé à la maison* who left prison
    without a home, nor an *assistante sociale* the *Assistance morale*."""
    assert "cap-iti" not in found("CAW", limit=5)
    assert not {"cpvcf", "1712"} & set(found("uit de gevangenis komen en geen huis", limit=4))
    assert "cpvcf" in found("mon mari m'enferme à la maison", limit=3)
    assert "smbg-famd" not in found("assistante sociale", limit=3)


@pytest.mark.parametrize("typed", ["numéro d'urgence", "numéro urgence", "numéros d'urgence"])
def test_the_emergency_number_is_no_line_that_listens(found, starter, typed):
    assert set(found(typed, limit=2)) == {"police-101", "emergency-112"}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("psychologue sans papiers", "exil"), ("psycholoog vluchteling", "exil"),
        ("undocumented psychologist", "exil"), ("psy réfugié", "exil"),
    ],
)  # fmt: skip
def test_who_has_no_papers_and_asks_for_a_psychologist_finds_who_is_there_for_that(
    found, starter, typed, first
):
    """*Papiers* is the rarer word: it led to residence alone."""
    assert found(typed, limit=1) == [first]


@pytest.mark.parametrize(
    "typed", ["schuldbemiddeling zonder papieren", "dettes sans papiers", "undocumented debts"]
)
def test_debts_of_who_has_no_papers_are_debts(results, starter, typed):
    hits = results(typed).hits[:3]
    assert {Service.get(external_id=hit.external_id).category for hit in hits} == {"debt_mediation"}


@pytest.mark.parametrize("typed", ["school voor mijn kind", "école pour mon enfant", "school for my child"])
def test_a_school_for_a_child_asks_for_school(found, starter, typed):
    assert found(typed, limit=1) == ["inseraction"]
