"""What a list says of a slip, and what is made of a word that nobody has."""

import pytest

from directory import indexing, thesaurus


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("rolk", "tolk"),
        ("lavocat", "avocat"),
        ("dici ailleurs", "ici ailleurs"),
        ("ocmw gent", None),
        ("lamutuelle", "mutuelle"),
        ("dehuur", "huur"),
    ],
)
def test_what_is_said_to_be_shown_is_what_is_shown(results, typed, shown):
    """Not a word by which nothing is found (*rook*, *gentleman*), while what stands there came by another."""
    assert results(typed).corrected == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ovocat", "avocat"), ("avocta", "avocat"), ("schuldbemidelling", "schuldbemiddeling"),
        ("huisarst", "huisarts"), ("pyschologue", "psychologue"), ("sycologue", "psychologue"),
        ("rizoom", "rizome"), ("onthall", "onthaal"), ("loyr", "loyer"), ("klaht", "klacht"),
        ("argnt", "argent"),
        ("loyer en retad", "loyer en retard"),
        # Letters that were left out of a long word.
        ("leefon", "leefloon"), ("zieknfods", "ziekenfonds"), ("justitehus", "justitiehuis"),
        # A slip in one half of a compound that the directory has otherwise.
        ("scguldenbemiddeling", "schuldbemiddeling"),
        ("schuldbemidlig", "schuldbemiddeling"), ("gezinhernigng", "gezinshereniging"),
        ("verblijfvergunnig", "verblijfsvergunning"), ("werkloosheiduitkerng", "werkloosheidsuitkering"),
    ],
)  # fmt: skip
def test_slips_of_words_that_somebody_has_are_mended(results, typed, shown):
    assert results(typed).corrected == shown


@pytest.mark.parametrize("typed", ["avoc", "psycho", "schuldbem", "loye", "interpr"])
def test_half_a_word_without_a_slip_is_as_good_as_it_was(found, typed):
    assert found(typed)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("cmw jette", "ocmw jette"), ("jca", "jac"), ("cwa", "caw"), ("tok", "tolk"), ("jca 1080", "jac 1080")],
)
def test_three_letters_may_be_exchanged_or_lack_one(results, typed, shown):
    assert results(typed).corrected == shown


@pytest.mark.parametrize("typed", ["gsm", "wants to sit down with the guy who robbed her", "kat", "xjz"])
def test_of_three_letters_no_other_slip_is_mended(results, typed):
    """A letter for another may be any word, and so may one of a sentence; nothing is called *took*."""
    assert not results(typed).corrected


def _exchanged(word, at):
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def test_what_is_shown_as_searched_is_what_is_searched(results):
    """The first sheet is the same as if the word had been typed without its slip."""
    results("tolk")
    known = thesaurus.current(indexing.state.thesaurus).vocabulary.starting("", 10_000)
    mended = agreed = 0
    for word in sorted(one for one in known if one.isalpha() and 5 <= len(one) <= 9)[::7]:
        answer = results(_exchanged(word, len(word) // 2))
        if answer.corrected and answer.hits:
            mended += 1
            first = [hit.external_id for hit in results(answer.corrected).hits[:1]]
            agreed += first == [answer.hits[0].external_id]
    assert mended > 150
    assert agreed / mended > 0.97, (agreed, mended)


@pytest.mark.parametrize(
    ("typed", "sheet"),
    [
        ("kien", "mm-galilee"), ("appy", "slaj-v"), ("oncme", "slaj-v"), ("brusel ontaal", "brussel-onthaal"),
        ("psycholoog hren", "smbg-famd"),
    ],
)  # fmt: skip
def test_so_are_the_needs_of_the_word_that_is_shown(found, typed, sheet):
    assert sheet in found(typed, limit=3)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("otampen", "stampen"),
        ("weigbrt", "weigert"),
        ("qnapt", "snapt"),
        ("ijl", "bijl"),
    ],
)
def test_a_slip_that_may_be_any_word_is_not_mended_but_the_words_of_needs_near_it_are_offered(
    results, typed, meant
):
    answer = results(typed)
    assert not answer.corrected
    assert meant in answer.suggestions.words


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("mijn zoon is slachtofffer van een overval", "mijn zoon is slachtoffer van een overval"),
        ("hij heeft mijn auto gestoken vandaag", None),
        # A strange letter makes another word.
        ("I attached the document to my application for housing", None),
        ("une détection précoce de l'autisme chez mon fils", None),
        ("mijn kleinzoon werd herdacht in de kerk", None),
        # Words that are cut short lack little.
        ("mijn zoon maakt zijn taak niet voor school", None),
        ("il est retombé dans l'héro depuis hier", "il est retombé dans heroin depuis hier"),
    ],
)
def test_in_a_sentence_what_is_surely_a_slip_is_mended(results, typed, shown):
    assert results(typed).corrected == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("dokte molenbeek", "dokters molenbeek"), ("schuldb anderlecht", None), ("psy anderlecht", None),
        ("advocat komt niet opdagen", "advocaten komt niet opdagen"),
    ],
)  # fmt: skip
def test_a_word_that_lacks_its_end_is_mended_half_a_word_is_not(results, typed, shown):
    assert results(typed).corrected == shown


@pytest.mark.parametrize(
    ("typed", "sheet"),
    [
        ("hij drinkt en sslaat mij", "1712"), ("he hhits his wife and wants to stop", "1712"),
        ("abri pour ffemme battue", "cpvcf"), ("ma soeur veut se suiicder", "prevention-suicide"),
        ("bbomma", "slaj-v"), ("mijn dochter wil niet meer levne", "zelfmoordlijn-1813"),
        ("hij wil niet emer leven met deze pijn", "zelfmoordlijn-1813"),
        ("Hij Wil Niet Meer Levne", "zelfmoordlijn-1813"),
        # A slip beside it makes up no other danger: no *saigne*.
        ("he keeps sayign he wants to die", "prevention-suicide"),
        # In a long sentence, of which not every word is looked at.
        ("my 16 year old son says he wanst to die and I do not know what to do", "prevention-suicide"),
        ("my son who is in prison told me that he does not xant to live anymore", "prevention-suicide"),
    ],
)  # fmt: skip
def test_a_danger_with_a_likely_slip_is_seen_first(found, typed, sheet):
    assert found(typed)[0] == sheet


@pytest.mark.parametrize(
    "typed", ["hij wil niet meer geven", "my mother is afraid of falling", "lennik road psych"]
)
def test_a_real_word_becomes_no_danger(results, typed):
    assert not {"zelfmoord", "partnergeweld"} & set(results(typed).also_searched)


@pytest.mark.parametrize("typed", ["motor", "geslapen", "forcent", "colonne", "tard", "geven", "keuze"])
def test_an_ordinary_word_is_no_slip_of_another(results, typed):
    """No *moord*, *geslagen* or *Forest*."""
    assert results(typed).corrected is None


def test_an_ordinary_word_that_nobody_has_is_missing(found):
    assert found("motor") == found("colonne") == found("keuze") == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("cpas foret", "cpas forest"), ("cpas nette", "cpas jette"), ("huisarts lakens", "huisarts laken"),
        ("psychologue foret", "psychologue forest"), ("dans la foret", None), ("cherche foret", None),
        ("psychologue forcent", None), ("psychologue cherche une maison dans la foret", None),
    ],
)  # fmt: skip
def test_an_ordinary_word_may_be_a_slip_of_a_place_beside_a_desk_or_one_other_word(results, typed, shown):
    assert results(typed).corrected == shown


@pytest.mark.parametrize(
    "typed",
    [
        "hij wil niet meer geven om zijn kinderen", "she has a fear of falling at night",
        "mijn zoon heeft vannacht goed geslapen bij haar", "my son wants to diet before summer",
        "mes parents me forcent à me marier", "madame papen cherche un logement",
    ],
)  # fmt: skip
def test_an_ordinary_word_of_a_sentence_is_no_slip_of_another(results, typed):
    assert results(typed).corrected is None


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        # A strange letter, where the others tell what was meant.
        ("ik wil niet meer meven", "ik wil niet meer leven"),
        ("ma soeur veut se tmer", "ma soeur veut se tuer"),
        ("demme battue cherche un abri", "femme battue cherche un abri"),
        # An ordinary word, where they tell of a danger.
        ("she says she ants to die", "she says she wants to die"),
        ("mon père me voile", "mon père me viole"),
        ("my husband bats me", "my husband beats me"),
        # Or where it makes the very words of a term.
        ("retard de loer", "retard de loyer"),
        ("runway teenager", "runaway teenager"),
        ("restos du choeur", "restos du coeur"),
        # A small word that is nearer than one that only stands for a word of a term: no *poor*, no *porn*.
        ("elle a pas d'argent poour un avocat", "elle a pas d'argent pour un avocat"),
        ("psychologues poru enfants", "psychologues pour enfants"),
        # What something is called with the word beside it.
        ("bravo mediation", "bravvo mediation"),
        ("ik wil stierven", "ik wil sterven"),
        # Half a word, and one that is two slips away, is the one of a term too.
        ("mijn zoon wil stsrv", "mijn zoon wil sterven"),
        ("juridisch acvi", "juridisch advies"),
        ("learn freen", "learn french"),
        ("retard de looy", "retard de loyer"),
        # So is one of three letters that lacks one.
        ("rde kruis", "rode kruis"),
        ("i want to kll myself", "i want to kill myself"),
        # Or is another form of what somebody has.
        ("boeten niet betaald", "boete niet betaald"),
        ("kamers", "kamer"),
        # Or where it is surely one: what so many are called.
        ("caps", "cpas"),
        ("caps molenbeek", "cpas molenbeek"),
        # A word that a text has by chance, where it stands alone beside a municipality.
        ("cas 1060", "cpas 1060"),
        ("cas d'etterbeek", "cpas d'etterbeek"),
        ("le cas de 1060", "le cpas de 1060"),
        ("cas", None),
        ("cas sociaux 1060", None),
        ("caw 1060", None),
        ("cps jette", "cpas jette"),
        ("cps", None),
    ],
)
def test_a_word_is_mended_to_what_it_is_beside_the_others(results, typed, shown):
    assert results(typed).corrected == shown


@pytest.mark.parametrize(
    ("typed", "near", "not_near"),
    [("colonne", "", "volonte"), ("rink", "drink", "")],
)
def test_of_an_ordinary_word_only_what_is_a_slip_away_is_near(results, typed, near, not_near):
    found = results(typed)
    assert not found.hits
    assert not near or near in found.suggestions.words
    assert not_near not in found.suggestions.words


def test_an_ordinary_word_of_a_sentence_begins_no_other(found):
    """*Taak* is no *taakstraf*, and *kring* no *kringloop*."""
    begun = set(found("taakstraf"))
    assert begun
    assert not begun & set(found("mijn zoon maakt zijn taak thuis niet af")[:3])


@pytest.mark.parametrize("typed", ["mon mrai", "schudlen Schaarbeek", "debtt help"])
def test_what_is_shown_as_searched_is_what_comes_first(results, typed):
    answer = results(typed, limit=3)
    shown = results(answer.corrected, limit=3)
    assert [hit.external_id for hit in answer.hits] == [hit.external_id for hit in shown.hits]
