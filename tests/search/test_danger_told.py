"""What is told on the telephone of violence, of death and of a body on the floor, without a name for it;
and the door that the police broke, which is none."""

import pytest

LINES = {"ecoute-violences-conjugales", "1712", "cpvcf", "vk-brussel", "sos-enfants-ulb", "police-101"}
VICTIMS = {"accueil-victimes-bxl", "lva-bxl", "cpvs-bxl"}
LIFE = {"zelfmoordlijn-1813", "prevention-suicide"}


@pytest.mark.parametrize(
    "typed",
    [
        "hij heeft mij bij de keel gegrepen", "hij heeft mij geduwd en ik ben gevallen",
        "hij sluit mij op in de kamer", "hij pakt mijn gsm af en laat mij niet buiten",
        "mijn zoon heeft mij gestampt", "hij gooit met alles als hij kwaad is",
        "hij heeft de deur ingestampt", "hij staat weer voor mijn deur te roepen", "hij achtervolgt mij",
        "hij controleert alles wat ik doe", "mijn ex wacht mij op aan de school",
        "hij zegt dat hij mij zal vinden", "hij heeft mij gewurgd", "mijn broer wil mij uithuwelijken",
        "ik heb blauwe plekken", "il m'a étranglée", "il m'a poussée dans les escaliers", "il m'enferme",
        "il me prend mon gsm et me laisse pas sortir", "mon fils m'a donné un coup de pied",
        "il casse tout à la maison", "il a défoncé la porte", "il est devant chez moi et il crie",
        "il me suit partout", "il contrôle tout ce que je fais", "mon ex m'attend à la sortie de l'école",
        "il dit qu'il va me retrouver", "j'ai des bleus partout", "mes parents veulent me marier de force",
        "il m'a giflée devant les enfants", "he grabbed me by the throat", "he pushed me down the stairs",
        "he locks me in", "he follows me everywhere", "he is outside my door shouting",
        "he smashes things when he is angry", "my son kicked me", "forced marriage", "he slapped me",
        "hij dwingt mij tot seks", "mijn man neemt mijn loon af en geeft mij niks",
        "hij dreigt foto's van mij rond te sturen", "mijn schoonmoeder slaat mij",
        "mijn vader van 80 wordt geslagen door mijn broer",
        "hij heeft gezegd dat als ik wegga hij de kinderen iets aandoet",
        "hij is met de kinderen weg en ik mag ze niet zien ik heb schrik",
        "hij heeft mijn haar uitgetrokken", "hij heeft een sigaret op mij uitgeduwd",
        "ik durf niet naar huis", "mijn zoon van 17 duwt en slaat mij", "zijn vrienden bedreigen ons",
        "ze hebben mijn ruiten ingegooid", "hij belt mij honderd keer per dag",
        "il me force à coucher avec lui", "il prend tout mon salaire",
        "il menace de publier des photos de moi nue", "ma belle-mère me frappe",
        "mon frère frappe notre père de 80 ans", "il a dit que si je pars il tuera les enfants",
        "il m'a tiré les cheveux", "il m'a brûlée avec une cigarette", "j'ose pas rentrer chez moi",
        "mon fils de 17 ans me pousse et me tape", "ses amis nous menacent", "on a cassé mes vitres",
        "il m'appelle cent fois par jour", "il m'a craché dessus", "il a frappé le petit",
        "he forces me to have sex", "he takes all my money and gives me nothing",
        "he threatens to post naked pictures of me", "my mother in law beats me",
        "my brother hits our old father", "if i leave he will kill the kids", "he pulled my hair",
        "i don't dare to go home", "my teenage son pushes me and hits me", "his friends threaten us",
        "he calls me a hundred times a day", "hij heeft een mes op mijn buik gezet",
        "mijn vriend heeft mijn arm omgedraaid", "hij laat mij niet met mijn familie praten",
        "hij schreeuwt tegen mij voor de kinderen", "hij volgt mij met een app op mijn telefoon",
        "mijn broer heeft mijn moeder aangevallen", "mijn zus wordt door haar man gekleineerd en geslagen",
        "hij heeft mijn paspoort verstopt", "er staat een man voor de deur die geld eist",
        "ze komen mij zoeken voor zijn schulden",
        "hij heeft mij in de gevangenis bedreigd tijdens het bezoek",
        "mijn dochter heeft een agressieve vriend", "hij raakt mijn dochter aan",
        "ik ben ontsnapt met de kinderen waar kan ik naartoe", "il m'a mis un couteau sur le ventre",
        "il m'a tordu le bras", "il hurle sur moi devant les enfants",
        "il me surveille avec une application", "mon frère a agressé ma mère",
        "ma soeur se fait rabaisser et frapper par son mari", "il a caché mon passeport",
        "un homme à ma porte réclame de l'argent", "on vient me chercher pour ses dettes",
        "il m'a menacée pendant la visite", "ma fille a un copain violent", "il touche ma fille",
        "je me suis enfuie avec les enfants où aller", "il m'a jetée par terre",
        "he put a knife to my stomach", "he twisted my arm", "he doesn't let me see my family",
        "he yells at me in front of the kids", "he tracks me with an app", "my brother attacked my mother",
        "he hid my passport", "a man at my door wants money", "my daughter has a violent boyfriend",
        "he touches my daughter", "he broke my nose",
    ],
)  # fmt: skip
def test_who_is_held_hunted_or_hurt_is_for_the_lines(found, typed):
    assert (LINES | VICTIMS) & set(found(typed)), found(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "ik wil er niet meer zijn", "het hoeft voor mij niet meer", "ik heb pillen klaarliggen",
        "hij heeft een touw gekocht", "ze heeft een afscheidsbrief geschreven", "hij staat op de brug",
        "mijn dochter kerft zichzelf", "je veux plus être là", "j'ai préparé des médicaments pour en finir",
        "il a acheté une corde", "elle a laissé une lettre d'adieu", "il est sur le pont",
        "à quoi bon continuer", "mon fils parle de mourir en cellule", "I don't want to be here anymore",
        "she left a goodbye letter", "he bought a rope", "my son talks about dying",
        "ik wil slapen en niet meer wakker worden", "hij zei aan de telefoon vaarwel",
        "mijn man in de cel zegt dat het voor hem gedaan is", "ze heeft haar polsen overgesneden",
        "hij wil van het dak springen", "iedereen is beter af zonder mij",
        "je voudrais m'endormir et ne plus me réveiller", "il m'a dit adieu au téléphone",
        "mon mari en cellule dit que pour lui c'est fini", "elle s'est ouvert les veines",
        "il veut sauter du toit", "tout le monde serait mieux sans moi",
        "i want to sleep and never wake up", "he said goodbye on the phone and hung up",
        "she cut her wrists", "everyone is better off without me", "hij heeft zich proberen ophangen",
        "mijn zoon heeft een overdosis proberen nemen", "ze zegt dat ze rust wil voor altijd",
        "hij geeft al zijn spullen weg", "ik ben moe van het leven", "il a essayé de se pendre",
        "elle dit qu'elle veut la paix pour toujours", "il donne toutes ses affaires",
        "je suis fatiguée de vivre", "il a tenté de se suicider en prison", "he tried to hang himself",
        "i am tired of living", "she says she wants peace forever",
    ],
)  # fmt: skip
def test_who_says_goodbye_is_for_those_for_a_life(found, typed):
    assert (LIFE | {"emergency-112", "police-101"}) & set(found(typed)), found(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "hij ademt niet", "ze reageert niet meer", "hij heeft te veel pillen genomen", "il respire plus",
        "elle répond plus elle est par terre", "il a pris trop de cachets", "he is not breathing",
        "she took too many pills", "mijn zoon ligt op de grond en beweegt niet",
        "ze heeft schuim op de mond", "brand in de keuken", "ik ruik gas",
        "mon fils est par terre il bouge plus", "elle a de la mousse à la bouche",
        "il y a le feu dans la cuisine", "ça sent le gaz", "my son is on the floor not moving",
        "fire in the kitchen", "i smell gas", "mijn man heeft pijn op de borst", "hij bloedt hard",
        "ze krijgt geen lucht", "de baby ademt raar", "mon mari a mal à la poitrine", "il saigne beaucoup",
        "elle étouffe", "le bébé respire bizarrement", "my husband has chest pain", "he is bleeding a lot",
        "she can't breathe",
    ],
)  # fmt: skip
def test_who_does_not_wake_up_is_for_the_ambulance(found, typed):
    assert "emergency-112" in found(typed), found(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "la police a défoncé la porte", "politie heeft de deur ingebeukt", "police broke down our door",
        "wanneer laten ze hem buiten", "ils le laissent pas sortir de prison", "advocaat antwoordt niet meer",
        "he won't let me see the kids", "medicatie klaarzetten thuisverpleging", "wie zal mij helpen",
        "deurwaarder aan de deur eist geld", "huissier à la porte réclame l'argent", "opvang voor de hond",
        "il lui est interdit de voir sa famille", "hij mag zijn familie niet zien", "gasrekening te hoog",
        "il touche des allocations pour sa fille", "mon fils a cassé une vitrine", "hij leest berichten",
        "mal de tête tout le temps",
    ],
)  # fmt: skip
def test_what_has_the_same_words_is_none(found, typed):
    assert not (LINES | LIFE | {"emergency-112"}).intersection(found(typed)), found(typed)
