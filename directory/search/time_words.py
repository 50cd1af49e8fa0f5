"""The words with which people say when, in Dutch, French and English, and what each says.

A phrase says one of ``times.Times.codes``, or '' where it only tells when something happened, or how often.
"""

from functools import cache

from babel import Locale

from directory.models import LANGUAGES
from directory.number_words import YEARS
from search_index.text import STOP, words

Tokens = tuple[str, ...]

OPEN = frozenset(
    (
        "open opens opened reachable geopend openingsuren bereikbaar opent "
        "ouvert ouverte ouverts ouvertes ouvre ouvrent joignable"
    ).split()
)
# Who asks what is closed does not ask what is open.
CLOSED = frozenset("gesloten dicht ferme fermee fermes fermees closed shut".split())
# Not whom one visits in a closed centre.
CLOSED_PLACES = frozenset(
    "centre centres center centrum centra instelling instellingen afdeling facility prison deuren".split()
)
NOT = frozenset("niet pas not isn aren".split())
WHO = frozenset(
    "ik hij zij ze mijn haar zijn je il elle mon ma mes son sa i he she my his her we nous".split()
)
# What happens to somebody on a day, which is then no day on which anything is to be open.
HAPPENS = frozenset(
    (
        "opgepakt aangehouden gearresteerd meegenomen geslagen sloeg bedreigde weggelopen verdwenen "
        "vrijgelaten vrij vrijkomt vrijkomen zitting proces verhoor begrafenis begraven deurwaarder uitgezet "
        "overleden gestorven veroordeeld verkracht aangerand ontsnapt "
        "frappe frappee battu battue arrete arretee embarque menace menacee sort sortira libere liberee "
        "audience proces jugement tribunal interrogatoire enterrement funerailles huissier expulse expulsee "
        "decede decedee mort morte condamne condamnee fugue viole violee agresse agressee "
        "arrested hit beaten threatened released hearing trial court funeral bailiff bailiffs evicted died "
        "convicted raped missing"
    ).split()
)
_DAYS = (
    "maandag lundi monday", "dinsdag mardi tuesday", "woensdag mercredi wednesday",
    "donderdag jeudi thursday", "vrijdag vendredi friday", "zaterdag samedi saturday",
    "zondag dimanche sunday",
)  # fmt: skip
# With what a Dutch part of a day may be one word, and which day that is.
DUTCH_DAYS = {names.split()[0]: str(at) for at, names in enumerate(_DAYS)} | {
    "morgen": "tomorrow",
    "overmorgen": "overmorrow",
}
# What may stand after a day, or be one word with it: *dimanche soir*, *vrijdagnamiddag*; from when to when.
PARTS = {
    "am": (8, 12, "ochtend voormiddag morgen vroeg morning matin matinée"),
    "noon": (12, 14, "middag midi noon"),
    "pm": (13, 18, "namiddag afternoon après-midi aprèm"),
    "evening": (18, 24, "avond evening soir soirée"),
    "night": (26, 27, "nacht night nuit"),
}
# What says a time by itself.
_ALWAYS = (
    "24/7", "7/7", "24/24", "24u/24", "24h/24", "24/24u", "24h24", "24u24", "24 op 24", "24u op 24",
    "24h sur 24", "7j/7", "7d/7", "24 uur op 24", "24 heures sur 24", "7 dagen op 7", "7 jours sur 7",
    "7 op 7", "7 sur 7", "7 dagen per week", "7 jours par semaine", "7 days a week", "24 hours a day",
)  # fmt: skip
_WEEKEND = (
    "weekend", "weekends", "week-end", "week-ends", "in het weekend", "le week-end", "ce week-end",
    "this weekend", "dit weekend", "at the weekend",
)  # fmt: skip
_OVERMORROW = (
    "overmorgen", "après-demain", "day after tomorrow", "the day after tomorrow",
)  # fmt: skip
# A part of any day: *psychologue le soir*. Of somebody it tells when, in a longer text how often.
_USUALLY = {
    "any.am": (
        "'s morgens", "'s ochtends", "'s voormiddags", "le matin", "in the morning", "mornings",
        "in de voormiddag",
    ),
    "any.noon": ("over de middag", "sur le temps de midi", "pendant midi", "at lunch", "lunchtime"),
    "any.pm": (
        "'s namiddags", "l'après-midi", "in the afternoon", "afternoons", "in de namiddag",
    ),
    "evening": ("'s avonds", "le soir", "en soirée", "in the evening", "evenings", "evening"),
}  # fmt: skip
# What does beside "open" only: "nu" and "'s nachts" are said of much else.
_OF_OPEN = {
    "now": ("nu", "now", "maintenant", "momenteel", "actuellement", "right now"),
    "today": (
        "vandaag", "today", "aujourd'hui", "straks", "later vandaag", "later today", "plus tard", "tantôt",
    ),
    "today.am": (
        "vanmorgen", "vanochtend", "deze morgen", "deze ochtend", "deze voormiddag", "ce matin",
        "this morning",
    ),
    "today.noon": ("deze middag", "ce midi", "this noon"),
    "today.pm": (
        "vanmiddag", "vannamiddag", "deze namiddag", "cet après-midi", "cette après-midi", "this afternoon",
    ),
    "tomorrow": ("morgen", "tomorrow", "demain"),
    "tonight": ("vanavond", "deze avond", "tonight", "ce soir", "this evening"),
    "any.am": ("morgens", "voormiddag", "ochtend", "morning", "matin"),
    "any.noon": ("middag", "'s middags", "midi", "à midi", "noon", "at noon"),
    "any.pm": ("namiddag", "afternoon", "après-midi"),
    "evening": ("avond", "avonds", "soir", "soirée", "late", "laat", "tard"),
    "night": ("nacht", "nachts", "'s nachts", "vannacht", "night", "nights", "at night", "nuit", "la nuit"),
    "always": ("24 uur", "24u", "24h", "24 heures", "24 hours", "nonstop", "non-stop"),
    "holiday": (
        "feestdag", "feestdagen", "wettelijke feestdagen", "jour férié", "jours fériés", "férié", "fériés",
        "public holiday", "public holidays", "bank holiday", "bank holidays",
    ),
    "6 holiday": ("zon en feestdagen", "zon- en feestdagen"),
}  # fmt: skip
# Days of the year that people name: by their date, or by the English name that the calendar of holidays has.
_FEASTS = {
    "01-01": ("nieuwjaar", "nieuwjaarsdag", "nouvel an", "jour de l'an", "new year", "new year's day"),
    "05-01": ("dag van de arbeid", "fête du travail", "labour day"),
    "07-21": ("nationale feestdag", "fête nationale", "national holiday", "national day"),
    "08-15": ("assomption", "assumption"),
    "11-01": ("allerheiligen", "toussaint", "all saints"),
    "11-11": ("wapenstilstand", "armistice"),
    "12-25": ("kerst", "kerstmis", "kerstdag", "noël", "christmas", "christmas day"),
    "12-26": (
        "tweede kerstdag", "2de kerstdag", "2e kerstdag", "lendemain de Noël", "boxing day",
    ),
    "12-24": ("kerstavond", "veille de noël", "christmas eve"),
    "12-31": ("oudejaar", "oudejaarsavond", "réveillon", "new year's eve"),
    "Easter-Monday": (
        "paasmaandag", "tweede paasdag", "2de paasdag", "lundi de pâques", "easter monday",
    ),
    "Easter-Sunday": ("pasen", "pâques", "easter"),
    "Ascension-Day": ("hemelvaart", "ascension"),
    "Pentecost-Monday": (
        "pinkstermaandag", "tweede pinksterdag", "2de pinksterdag", "lundi de pentecôte", "whit monday",
    ),
}  # fmt: skip
# Who drinks "jour et nuit" asks for nothing that is open then.
_DAY_AND_NIGHT = ("dag en nacht", "jour et nuit", "day and night", "around the clock")
# When something happened, how often it does, or an hour of no day.
_OFTEN = (
    ("elke iedere", "dag avond nacht week ochtend weekend"),
    ("every each last", "day evening night week morning weekend"),
    ("chaque", "jour soir nuit semaine matin week-end"),
    ("tous", "les-jours les-soirs les-matins les-week-ends"),
    ("toutes", "les-nuits les-semaines"),
)
_PASSING = (
    "midi", "à midi", "entre midi", "noon", "'s middags", "hier soir", "la nuit passée", "gisterenavond",
    "gisteren avond", "vorige nacht", "afgelopen nacht", "ce soir", "this evening",
    *(f"{how} {what}" for hows, whats in _OFTEN for how in hows.split() for what in whats.split()),
)  # fmt: skip
GONE_BEFORE = frozenset("last vorige vorig afgelopen gisteren elke iedere every each chaque".split())
GONE_AFTER = frozenset("passe passee dernier derniere".split())
# From when something is so, or somebody there: *depuis lundi*, *né le 3 mars*.
SINCE = frozenset("depuis sinds sedert since ne nee nes geboren born".split())
# What is given for a day, and when it is given nobody asks: *colis de Noël*.
GIVEN = frozenset(
    (
        "colis cadeau cadeaux jouet jouets pakje pakjes pakket pakketten cadeautje cadeautjes speelgoed "
        "gift gifts present presents parcel parcels hamper hampers toy toys"
    ).split()
)
# Behind a number, which is no hour then.
AGES = YEARS | frozenset("mois maanden months".split())
# *Next Monday*, *lundi prochain* is Monday.
COMING = frozenset(
    "volgende komende aanstaande next coming this prochain prochaine ce cet cette deze".split()
)
# What stands before an hour, and how many minutes from it one means.
AROUND = dict.fromkeys("na apres after later".split(), 30) | dict.fromkeys(
    "tot jusque jusqu until till before avant voor".split(), -30
)
# What may stand before an hour at which something is to be open; between two of them.
AT = OPEN.union(AROUND, "om a at vanaf from de d des partir van tussen entre between vers rond".split())
AND = frozenset("en et and".split())
TO = AND.union("tot a to until till jusqu jusque".split())
_MONTHS_ALSO = {9: "sept", 3: "mrt"}


def _folded(said: dict[str, tuple[str, ...]]) -> dict[Tokens, str]:
    return {tuple(words(phrase)): code for code, several in said.items() for phrase in several}


@cache
def days() -> dict[str, str]:
    """The names of days in the three languages, and what is said of each of them (*zondags*, *Sundays*)."""
    names = {name: str(at) for at, several in enumerate(_DAYS) for name in several.split()}
    return names | {f"{name}s": code for name, code in names.items()}


@cache
def months() -> dict[str, int]:
    """The names of months, and their abbreviations."""
    found: dict[str, int] = {}
    for lang in LANGUAGES:
        named = Locale.parse(lang).months["format"]
        for number in range(1, 13):
            for said in (named["wide"][number], named["abbreviated"][number], _MONTHS_ALSO.get(number, "")):
                found |= dict.fromkeys(words(said), number)
    return found


@cache
def parts() -> dict[str, str]:
    """Parts of a day by their words."""
    return {"".join(words(word)): part for part, (*_hours, said) in PARTS.items() for word in said.split()}


@cache
def phrases() -> dict[Tokens, str]:
    """What is a time wherever it stands."""
    said = {"always": _ALWAYS, "weekend": _WEEKEND, "": _PASSING, "overmorrow": _OVERMORROW}
    return _folded(said) | {tuple(words(day)): code for day, code in days().items()}


@cache
def usual() -> dict[Tokens, str]:
    """What is one beside a few words that tell of nobody, and beside "open"."""
    return _folded(_USUALLY) | _folded(_FEASTS)


@cache
def of_open() -> dict[Tokens, str]:
    """What is one beside "open" alone."""
    return _folded(_OF_OPEN)


@cache
def day_and_night() -> dict[Tokens, str]:
    """What is one beside "open", or where it tells of nobody."""
    return _folded({"always": _DAY_AND_NIGHT})


@cache
def signs() -> frozenset[str]:
    """Words without any of which no time is asked for, nor a number is one."""
    told = {word for each in (phrases(), usual(), day_and_night()) for phrase in each for word in phrase}
    return OPEN.union(AROUND, months(), told) - STOP


@cache
def names() -> frozenset[str]:
    """Names of days (folded) in the three languages."""
    return frozenset(word for day in _DAYS for word in words(day))
