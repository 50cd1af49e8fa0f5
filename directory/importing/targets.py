"""What a column of a file can mean, and by which words people head it, in Dutch, French and English.

Targets of a services table are the fields of a sheet (``directory.snapshots``) where it has one; the others
(``name`` in the language of the file, ``street``, ``extension`` …) are put together in ``joining``.
"""

import re
from functools import lru_cache

from directory.territory import fold

# Target → headings, folded when compared. The first are HSDS's own.
HEADINGS: dict[str, str] = {
    "id": "id|external id|identifier|nummer|code|numero|identifiant|resource id|record id|ref|reference",
    "version": "version",
    "name": "name|title|naam|nom|titel|titre|service name|naam dienst|nom du service|dienst|service|"
    "program name|agency name|intitule|benaming|denomination|naam van de dienst",
    "name_nl": "name nl|naam nl|nom nl|naam in het nederlands|nom neerlandais|nederlandse naam|name in dutch",
    "name_fr": "name fr|naam fr|nom fr|naam in het frans|nom francais|franse naam|name in french",
    "name_en": "name en|naam en|nom en|name in english|english name",
    "alt_names": "alternate name|alternative name|alt names|afkorting|abreviation|sigle|aka|acronym|"
    "other names|andere namen|autres noms",
    "category": "category|categorie|type|kind of service|soort dienst|type de service|soort|rubriek|rubrique|"
    "service category|thema|theme",
    "organisation": "organisation|organization|organisatie|organization name|organisation name|agency|"
    "organisme|nom de l organisme|instelling|naam instelling|association|"
    "naam organisatie|nom de l organisation|vzw|asbl|provider",
    "company_number": "company number|ondernemingsnummer|ondernemingsnr|n bce|n d entreprise|kbo nummer|"
    "numero d entreprise|kbo|bce|btw|tva|bce kbo|tax id|"
    "vat",
    "description": "description|omschrijving|beschrijving|body|short desc|short description|aanbod|"
    "service type|level of service|what it does|activites|activiteiten|service description|presentation|"
    "missions|offre|dienstverlening|services offerts",
    "description_nl": "description nl|omschrijving nl|beschrijving nl|what it does in dutch",
    "description_fr": "description fr|omschrijving fr|beschrijving fr|what it does in french",
    "description_en": "description en|omschrijving en|beschrijving en|what it does in english",
    "phone": "phone|phone number|number|telephone|telefoon|tel|gsm|telefoonnummer|numero de telephone|"
    "telefoonnr|tel nr|n de tel|n de telephone|tel 1|tel 2|gsm nummer|gsm nr|n de gsm|"
    "phones|toll free phone number|hotline|main phone|contact phone|phone 1|telefoon 1|mobile|portable",
    "extension": "extension|ext|poste|toestel",
    "phone_note": "phone note|phone type",
    "fax": "fax|fax number|faxnummer",
    "more_locations": "more locations|andere adressen|autres adresses",
    "street": "street|address|adres|adresse|address 1|straat|rue|street address|physical address|location|"
    "straat en nummer|rue et numero|adres 1|postal address|mailing address|"
    "straat nr|rue et n|straat en nr|straatnaam|adres straat en nr|adresse postale|postadres",
    "house_number": "house number|huisnummer|numero de maison|huisnr",
    "box": "box|bus|boite|bte|busnummer|numero de boite",
    "street_2": "address 2|suite",
    "postal_code": "postal code|postcode|code postal|zip|zip code|zipcode|post code|cp|pc",
    "municipality": "municipality|city|gemeente|commune|stad|ville|town|localite|plaats",
    "municipality_nl": "municipality nl|gemeente nl",
    "municipality_fr": "municipality fr|commune fr|gemeente fr",
    "state": "state province|state|province|provincie",
    "email": "email|e mail|mail|email address|e mail address|e mailadres|adresse e mail|courriel|"
    "contact email",
    "website": "website|url|web|web site|website address|site|site web|webpage|homepage|link|website url|"
    "site internet|internet|webstek",
    "languages": "languages|language|talen|langues|taal|langue|spoken languages|gesproken talen|"
    "langues parlees|languages spoken|languages staff speak",
    "phone_interpreter": "phone interpreter|telephone interpreter|telefoontolk|tolk|interprete|"
    "interprete par telephone",
    "interpretation": "interpretation services|interpretation|tolkdienst|interpretation service",
    "audience": "audience|for whom|doelgroep|public|public cible|voor wie|target group|target audience|"
    "public vise|publics|publics cibles|doelpubliek|"
    "who can use it|population|populations served|an individual must be one of these to qualify",
    "eligibility": "eligibility|eligibility description|voorwaarden|conditions|requirements|"
    "conditions d acces|toegangsvoorwaarden|conditions d admission",
    "age_from": "age from|minimum age|min age|leeftijd van|age minimum|from age",
    "age_to": "age to|maximum age|max age|leeftijd tot|age maximum|to age",
    "territory": "territory|service area|service areas|werkgebied|territoire|area|areas|competent for|"
    "zone|counties|cities|area served|coverage|bevoegd voor|werkingsgebied|zone d intervention|zone d action",
    "opening_hours": "opening hours|hours|openingsuren|horaires|heures d ouverture|hours of operation|"
    "uren|schedule|open hours|heures|business hours|horaire|openingstijden|horaire d ouverture|"
    "horaires d ouverture",
    "access": "access|application process|how to get in|toegang|acces|intake|how to apply|aanmelding|"
    "inscription|rendez vous|afspraak|comment s inscrire",
    "wait_time": "wait time|wachttijd|delai d attente",
    "cost": "cost|fees|fees description|kostprijs|prijs|cout|prix|tarif|price|fee|tarifs|tarieven|kosten|"
    "income eligibility and fees",
    "source": "source|bron|source url",
    "source_date": "source date|assured date|laatst gewijzigd|updated|last updated|datum bron|bijgewerkt|"
    "bijgewerkt op|mis a jour|mise a jour|mis a jour le|derniere mise a jour|laatste update|"
    "laatste wijziging",
    "status": "status|statut|etat",
    "organization_id": "organization id|organisation id|organisatie id|agency id|org id",
    "location_id": "location id|site id",
    "service_id": "service id|services id",
    "service_at_location_id": "service at location id",
    "contact_id": "contact id",
}  # fmt: skip
# What says how a service is called.
NAMES = {"name", "name_nl", "name_fr", "name_en"}
# HSDS headings of the smaller tables that are taken by their own names.
KEPT_BY_NAME = (
    "weekday opens_at closes_at byday freq interval byweekno bymonthday byyearday valid_from valid_to until "
    "count taxonomy_term_id link_id link_type link_entity value code term identifier identifier_type title "
    "address_type location_type type number_type department description name"
).split()  # fmt: skip
# What the number of a house is called in the column behind that of the street; elsewhere it is an id.
AFTER_STREET = set("nummer numero number nr no n num".split())
# Headings of one thing in Dutch and in French: target → (Dutch, French). A sheet has one street for both.
PAIRS = {
    "name": ("naam|naam dienst|dienst|titel|benaming", "nom|nom du service|titre|intitule|denomination"),
    "description": ("omschrijving|beschrijving|aanbod|activiteiten", "description|presentation|activites"),
    "municipality": ("gemeente|stad|plaats", "commune|ville|localite"),
    "street": ("adres|straat|straat en nummer|adres 1", "adresse|rue|rue et numero|adresse 1"),
}
# More than one column may mean these: their texts are put one under another, or in a list. Hours in more than
# one are never guessed, but for a column of each day.
MANY = {
    "phone", "description", "description_nl", "description_fr", "description_en", "languages", "access",
    "cost", "audience", "eligibility", "territory", "street", "alt_names", "email", "website",
    "opening_hours",
}  # fmt: skip
BY_HEADING: dict[str, str] = {
    fold(heading): target
    for target, headings in reversed(HEADINGS.items())
    for heading in reversed([target, *headings.split("|")])
}
# Languages as a heading names them, and what stands between two things that one column holds.
TONGUES = {
    word: lang
    for lang, words in (
        ("nl", "nl nederlands neerlandais dutch"), ("fr", "fr frans francais french"), ("en", "en english"),
    )
    for word in words.split()
}  # fmt: skip
_BETWEEN = {"en", "et", "and"}
# No heading has more words; a cell may be a whole text.
_MOST_WORDS = 12
# One column of several, as an envelope has them: taken apart by ``addresses``.
_TOWN = {"postal_code", "municipality"}
_ADDRESS = {"street", "house_number", "box", *_TOWN}


@lru_cache(maxsize=5_000)
def _parts(words: tuple[str, ...]) -> frozenset[str]:
    """What headings that stand one behind another mean; nothing where some of the words are none."""
    if not words:
        return frozenset()
    for end in range(len(words), 0, -1):
        target, rest = BY_HEADING.get(" ".join(words[:end]), ""), words[end:]
        rest = rest[1:] if rest and rest[0] in _BETWEEN else rest
        if target and (not rest or (found := _parts(rest))):
            return frozenset({target}) if not rest else found | {target}
    return frozenset()


def meaning(heading: str) -> str:
    """What a heading means, or '': in one language, in two at once ("Gemeente / Commune"), with the language
    behind it ("Dienst NL"), or of parts of an address ("Postcode en gemeente").
    """
    words = tuple(fold(heading).split())
    if len(words) > _MOST_WORDS:
        return ""
    if found := BY_HEADING.get(" ".join(words), ""):
        return found
    if len(words) > 1 and words[-1] in TONGUES:
        plain = meaning(" ".join(words[:-1]))
        of_one = plain if plain == "street" else f"{plain}_{TONGUES[words[-1]]}"
        return of_one if of_one in HEADINGS else ""
    parts = _parts(words)
    if len(parts) > 1 and parts <= _ADDRESS and len(parts & _TOWN) != 1:  # "Adres gemeente" is its town alone
        return "street" if "street" in parts else "municipality" if parts == _TOWN else ""
    return next(iter(parts)) if len(parts) == 1 else ""


def in_two_languages(header: list[str]) -> dict[str, str]:
    """Heading → target of what a table says in Dutch and in French, each in a column of its own."""
    found: dict[str, str] = {}

    def named(words: str, target: str, lang: str) -> str:
        plain = (h for h in header if fold(h) in words.split("|"))
        tongue = (h for h in header if meaning(h) == target and TONGUES.get(fold(h).split()[-1]) == lang)
        return next(plain, "") or next(tongue, "")

    for target, (dutch_words, french_words) in PAIRS.items():
        dutch, french = named(dutch_words, target, "nl"), named(french_words, target, "fr")
        # "Description" is English too: it is French where the names are.
        if dutch and french and (target != "description" or "name_fr" in found.values()):
            plain = target == "street"
            found |= {dutch: target if plain else f"{target}_nl", french: "" if plain else f"{target}_fr"}
    return found


# Lists made of nested data head a column by its way there ("position.address"): its last word tells what it
# is, of a place or a contact; a name, an id or a date may be that of anything.
_OF_PARTS = set(
    "street house_number box postal_code municipality phone email website opening_hours languages".split()
)
_WRAPPERS = {"fields", "properties", "attributes", "record", "data"}
_NESTED = re.compile(r"\w+(\.\w+)+")


def of_nested(heading: str) -> str:
    """What a dotted heading means, or ''."""
    if not _NESTED.fullmatch(heading):
        return ""
    wrapper, _dot, inner = heading.partition(".")
    if fold(wrapper) in _WRAPPERS:
        return BY_HEADING.get(fold(inner), "") or of_nested(inner)
    target = BY_HEADING.get(fold(heading.rpartition(".")[2]), "")
    return target if target in _OF_PARTS else ""


# What stands on the page of the wizard, in this order; the others are for the tables of a package.
OFFERED = tuple(name for name in HEADINGS if name not in ("service_at_location_id", "contact_id", "state"))
