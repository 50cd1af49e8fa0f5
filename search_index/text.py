"""How text in three languages becomes comparable words."""

import re
import unicodedata
from functools import lru_cache

import Stemmer

_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "’": "'", "ʼ": "'", "`": "'", "´": "'"}
)
# Signs that are not seen, and break a word where it may be broken or nowhere.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_ELISION = re.compile(r"\b(?:l|d|qu|n|s|j|m|t|c)'(?=\w)")
# *O C M W* too; *il n y a pas*, *y a t il* and *i m a* are elisions with a blank in the place of the sign.
_ACRONYM = re.compile(r"\b[a-z](?:\.[a-z])+\b\.?|\b(?!(?:[a-z] )?(?:y a|i [md])\b)[a-z](?: [a-z]){2,}\b")
_WORD = re.compile(r"[a-z0-9]+")
# A longer one is cut: no word is so long, and what is done for a word grows with it.
LONGEST_WORD = 40
# Without their own cache, which costs more than it saves beside ours.
_STEMMERS = {
    "nl": Stemmer.Stemmer("dutch", 0),
    "fr": Stemmer.Stemmer("french", 0),
    "en": Stemmer.Stemmer("english", 0),
}
_ALL, _NONE = tuple(_STEMMERS.values()), frozenset[str]()
# Short words have no stem, nor have numbers.
SHORTEST_STEMMED = 4
# Words that say nothing about a need, in the three languages.
STOP = frozenset(
    (
        "de het een en van voor in op aan met bij te naar of om die dat is zijn mijn ik wil we er dan als je "
        "meer alles "
        "u uw haar hun ons onze der den des ten ter tot uit over door wie wat waar hoe kan kunnen moet "
        "moeten na tijdens heeft heb hebben wordt worden was niet geen ook nog maar zich hem hij zij ze dit "
        "deze iemand iets le la les l d j n qu un une des du et pour au aux dans sur avec chez ou qui que se "
        "veut est ma mon mes ta ton tes notre nos votre vos je "
        "en ce cette ces sa son ses leur leurs nous vous il elle on ne pas plus par y a ai as ont sont peut "
        "peux doit dois faire fait quel quelle comment quelqu quelque chose besoin apres avant pendant "
        "the a an of for to and with at on my i who wants his her their our your he she they it is are was "
        "be can do does has have how what where need needs someone something not from by or after before "
        "during asbl vzw npo non"
    ).split()
)
# With which one tells what somebody said, and what only holds a sentence together. Unlike the others they
# are known in any inflection where they are part of a term.
TOLD = frozenset(
    (
        "zegt zei zeiden zeg zeggen gezegd vertelt vertelde verteld blijft bleef denkt dacht vraagt vond "
        "belt heel soms steeds echt precies blijkbaar eigenlijk misschien omdat dus wij mijne zo zal zullen "
        "zult werd werden geweest nu want maar toen sinds sedert disait disent raconte racontait pense "
        "pensait croit repete explique dire vraiment juste aussi parce mais donc alors hui aujourd encore "
        "depuis etait etaient ete avait avaient aura sera elles ils celui cela ca comme meme deja peu "
        "apparemment vient says say said saying tell tells told telling think thinks thought keeps kept "
        "asks asked just really very still maybe because but much more this that these those than then if "
        "or as about again now today only also yes hello hi ok m s t ve ll isn wasn couldn wouldn don doesn "
        "didn will shall may might am seems seem since until while both each heard mentioned volgens selon "
        "according beweert beweren pretend pretendent belde hoorde hoort wonders claims gisteren zelf wilde "
        "wilden kon konden mocht moest durf durft stond wist veulent voulait voulais pouvait peuvent font "
        "faisait fais maintenant terwijl tandis lorsque savait wanted came schiet kort tekort "
        "hier daar here morgen yesterday altijd toujours always nooit jamais vaak souvent often presque "
        "almost bientot erg beaucoup weinig daarna daarvoor ervoor erna ensuite later tard plots soudain "
        "suddenly alstublieft bedankt merci thanks goeiedag already too maken maakt gemaakt"
    ).split()
)
# With which one asks how to reach somebody, and which tell something as a part of a term: *no contact with
# kids*, *phone interpreter*.
CONTACT = frozenset("contact contacts telefoon telephone phone".split())
# Words with which a question is asked, and "help" itself, which all sheets offer. They may be part of a term,
# but by themselves they ask for nothing.
ASKING = frozenset(
    (
        "hulp aide steun support soutien dienst service services diensten vind vinden vindt zoek zoekt "
        "zoeken krijg krijgt krijgen kun kunt mag mogen zou zouden wou willen gaan ga gaat terecht client "
        "clienten klant klanten mevrouw meneer welke wanneer waarheen naartoe graag even help helpt helpen "
        "nodig me mij jou jullie toch wel er al alsjeblieft weet kent zit zitten trouver trouve trouvez "
        "cherche cherchent chercher cliente clients clientes madame monsieur pourrait pouvez pouvons puis "
        "adresser adresse aller va vais quand combien aimerait voudrais voudrait veux aider donner donne "
        "obtenir recevoir svp quels quelles te moi lui eux tu toi si tres suis etre existe connait "
        "connaissez savoir sais sait savez savent find finds finding look looking get gets getting go goes "
        "whom which when would could should like want wants please any some there am been being us him them "
        "bel gsm nr tel woon woont woonde habite habites habitent habitons habitait live lives pris prend "
        "prennent vandaag demain matin ben tegen komen ja euh bonjour allo kost rdv c mis mist missen helps "
        "helping helped know did doing were so have had anyone cannot unable contre against "
        "raak raakt geraak geraakt openingsuren openingstijden uren horaire horaires heures ouverture hours "
        "opening "
        "probleem problemen probleme problemes problem problems souci soucis "
        "afspraak afspraken rendez rdvs appointment appointments tomorrow email mail mailadres emailadres "
        "adres address telefoonnummer telefoonnummers nummer numero number site web website webadres "
        "contactgegevens contactpersoon contactpersonen "
        "contactinfo contacteren contacter coordonnees joindre joignable bereiken bereik bereikbaar reach "
        "opnemen details telefoneren telephoner gsmnummer nummers numeros numbers phones adresses adressen "
        "heure ouvre ouvrent e faut quoi qqn quelques plusieurs avoir doen doet gedaan welk mezelf allemaal "
        "vd vh somebody whose asap "
        "aanvraag aanvragen aanvraagt demander explain explaining expliquer uitleg uitleggen apply applying "
        "hulpcentrum hulpcentra hulpdienst hulpverlening hulpinstantie hulpinstanties hulporganisatie "
        "hulporganisaties hulppunt"
    ).split()
)
# What a street is: in every address, and with its name no more than that.
STREETS = frozenset("straat laan steenweg plein rue avenue chaussee boulevard place street road".split())
ASKING |= CONTACT | STREETS
SILENT = STOP | ASKING | TOLD
# Small words that are of one language alone.
LANG_OF = {
    word: lang
    for lang, several in {
        "nl": "het een van voor ik hij zij ze mijn niet geen wil haar heeft naar omdat dat wie waar zegt",
        "fr": "le la les du des je il elle mon ma mes pas veut est une pour avec chez dans sa ses qui ou",
        "en": "the he she my his wants want to of for with his does how someone who where says",
    }.items()
    for word in several.split()
}


# What stands before a word, and is one word with it where a blank or an apostrophe was left out.
_BEFORE = ("vande", "van", "het", "des", "les", "de", "le", "la")


def without_article(word: str) -> list[str]:
    """What a word may be without a small one that is written on to it: ``lavocat``, ``hetkind``."""
    found = [word[len(small) :] for small in _BEFORE if word.startswith(small)]
    if word[:1] in set("ldjmtsnc") and word[1:2] in set("aeiouyh"):
        found.append(word[1:])
    return [rest for rest in found if len(rest) > 2]


def fold(text: str) -> str:
    """Lower case, no accents, ligatures written out."""
    low = text.lower()
    if low.isascii():
        return low.replace("`", "'")
    # Only now a letter of another alphabet of Latin letters (𝕬, Ａ) is one, and it may be a capital.
    plain = unicodedata.normalize("NFKD", low.translate(_UNSEEN).translate(_LIGATURES)).lower()
    return "".join(c for c in plain if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of a text, folded: elisions cut off, acronyms (``O.C.M.W.``, ``o c m w``) in one piece, none
    longer than LONGEST_WORD."""
    flat = fold(text)
    if flat.isalpha() and flat.isascii():  # one word, as most are that the thesaurus brings
        return [flat[:LONGEST_WORD]]
    flat = _ELISION.sub("", flat)
    flat = _ACRONYM.sub(lambda found: found.group().replace(".", "").replace(" ", ""), flat)
    return [word[:LONGEST_WORD] for word in _WORD.findall(flat)]


@lru_cache(maxsize=100_000)
def stem(word: str, lang: str) -> str:
    """The word's stem in a language (nl, fr, en); short words and numbers have none: ''."""
    if len(word) < SHORTEST_STEMMED or word.isdigit():
        return ""
    return str(_STEMMERS[lang].stemWord(word))


# Words that only look like a form of another: who is "en préventive" is in prison, who is *onschuldig* has no
# debts for that, and where somebody *woont* is no *woning*; *maintenant* is now and no *maintenance*; Mons
# and Gent are towns; who is "à l'armée" has no *arme*, and who is "en arrêt maladie" was not arrested. A
# residence is a right to stay and no *resident*, who is there in every other sheet; *housing* is no house,
# *planning* no plan, *Portalis* no portal, and *zonne* not *gezond*, of which the stem is *zon* too.
_OWN = frozenset(
    (
        "preventive aids maintenant onschuldig woon woont habite habites habitent mons gent armee armees "
        "arret arrets residence housing planning portalis zonne zonnen zonnig zonnige"
    ).split()
)
_PARTICIPLE = re.compile(r"(?:ge(\w{4,})|((?:be|ver|ont|her)\w{3,}))[dt]")
# "Médiatrice", of which the stemmer does not know that it is a *médiateur*.
_WOMAN = re.compile(r"(\w{3,})trices?")


@lru_cache(maxsize=5_000)
def stems(word: str, lang: str = "") -> frozenset[str]:
    """The word's stems in ``lang``, or in each of the three languages; also that of the verb of which it may
    be the Dutch participle (*betaald*, *gewerkt*), and of a man's French calling (*médiatrice*)."""
    if len(word) < SHORTEST_STEMMED or word.isdigit() or word in _OWN:
        return _NONE
    asked = (_STEMMERS[lang],) if lang in _STEMMERS else _ALL
    found = [stemmer.stemWord(word) for stemmer in asked]
    if lang in {"", "nl"} and (verb := _PARTICIPLE.fullmatch(word)):
        found.append(_STEMMERS["nl"].stemWord(verb[1] or verb[2]))
    if lang in {"", "fr"} and (woman := _WOMAN.fullmatch(word)):
        found.append(_STEMMERS["fr"].stemWord(f"{woman[1]}teur"))
    return frozenset(found)
