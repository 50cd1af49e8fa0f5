"""Made-up sheets in three languages, as many as one likes, always the same ones.

The build of a sheet (kinds of help, descriptions, audiences, hours, territories) is that of the packaged
starter directory; names, streets, numbers and addresses are invented. Sheet 7 of 1,000 is sheet 7 of 100,000.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

from directory import territory

DATA = territory.DATA
Row = dict[str, str]
# (Dutch, French) nouns of which houses and streets are named; no person among them.
NOUNS = [tuple(pair.split("/")) for pair in (
    "Wissel/Aiguillage Brug/Passerelle Linde/Tilleul Kompas/Boussole Haven/Port Anker/Ancre Vuurtoren/Phare "
    "Molen/Moulin Spoor/Rail Draad/Fil Wortel/Racine Horizon/Horizon Ladder/Échelle Boog/Arche Sleutel/Clé "
    "Lantaarn/Lanterne Paraplu/Parapluie Brem/Genêt Zwaluw/Hirondelle Egel/Hérisson Populier/Peuplier "
    "Klaver/Trèfle Schelp/Coquille Steiger/Ponton Kade/Quai Veer/Plume Mus/Moineau Wilg/Saule Beuk/Hêtre "
    "Berk/Bouleau Vlinder/Papillon Bron/Source Heuvel/Colline Oever/Rive Zaad/Graine Noot/Noix Kers/Cerise "
    "Appel/Pomme Distel/Chardon Varen/Fougère Mos/Mousse Kei/Galet Leem/Argile Vlas/Lin Hop/Houblon "
    "Gist/Levure Smidse/Forge Wever/Tisserand Kuiper/Tonnelier Pottenbakker/Potier Karren/Charrette "
    "Horzel/Frelon"
).split()]  # fmt: skip
STREETS = (
    ("straat", "Rue"), ("laan", "Avenue"), ("plein", "Place"), ("steenweg", "Chaussée"), ("kaai", "Quai"),
)  # fmt: skip
SYLLABLES = (
    "ba be bo da de do fa fi ga ka ko la li lo ma mi mo na ne no pa po ra ri ro sa se so ta te to "
    "va vi vo za "
    "zo"
).split()
ENDINGS = "lin mar nis ter dal vox ris nova lia bel pont sol vert gan mond kor".split()


@cache
def starter() -> list[Row]:
    """The rows of the packaged directory."""
    with open(DATA / "services.csv", encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


@cache
def towns() -> list[Row]:
    """The nineteen municipalities."""
    with open(DATA / "municipalities.csv", encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@cache
def needs() -> list[Row]:
    """The groups of the packaged thesaurus: words for a need in three languages."""
    with open(DATA / "synonyms.csv", encoding="utf-8", newline="") as handle:
        return [row for row in csv.DictReader(handle) if row["terms_nl"] and row["terms_fr"]]


@cache
def _of_category() -> dict[str, list[Row]]:
    kinds: dict[str, list[Row]] = {}
    for row in starter():
        kinds.setdefault(row["category"], []).append(row)
    return kinds


def _coined(random: Random) -> str:
    """A word that nobody uses: so that the vocabulary grows with the directory, as that of real ones does."""
    return ("".join(random.choices(SYLLABLES, k=random.randint(1, 3))) + random.choice(ENDINGS)).capitalize()


def _house(random: Random) -> tuple[str, str]:
    """What a house calls itself, in Dutch and in French."""
    nl, fr = random.choice(NOUNS)
    draw = random.random()
    if draw < 0.35:
        name = _coined(random)
        return name, name
    if draw < 0.6:
        name = _coined(random)
        return f"{nl}huis {name}", f"Maison {fr} {name}"
    return f"De {nl}", f"L'{fr}" if fr[0] in "AEIOUÉH" else f"La {fr}"


def _term(need: Row, lang: str, random: Random) -> str:
    return random.choice((need[f"terms_{lang}"] or need["terms_nl"]).split("|"))


def _description(lang: str, first: Row, second: Row, need: Row, town: str, random: Random) -> str:
    link = {"nl": "Ook voor", "fr": "Aussi pour", "en": "Also for"}[lang]
    at = {"nl": "in", "fr": "à", "en": "in"}[lang]
    sentence = second[f"description_{lang}"].split(".")[0].split(";")[0]
    return f"{first[f'description_{lang}']} {link}: {_term(need, lang, random)}. {sentence} {at} {town}."


def sheet(number: int) -> Row:
    """Sheet ``number`` (from 0), by the columns of ``services.csv``."""
    random = Random(f"sheet {number}")
    kind = random.choice(starter())
    alike = [row for row in _of_category()[kind["category"]] if row is not kind]
    second = random.choice(alike or starter())
    town, need = random.choice(towns()), random.choice(needs())
    house, noun, street = _house(random), random.choice(NOUNS), random.choice(STREETS)
    service = _term(need, "nl", random), _term(need, "fr", random)
    at = random.randint(1, 340)
    digits = f"{random.randint(2000000, 7999999)}"
    slug = f"{house[0].lower().replace(' ', '-')}-{number}"
    row = {name: kind[name] for name in kind}
    row |= {
        "id": f"bench-{number:06}",
        "name_nl": f"{house[0]} {town['name_nl']} – {service[0]}",
        "name_fr": f"{house[1]} {town['name_fr']} – {service[1]}",
        "street": f"{noun[0]}{street[0]} {at} / {street[1]} {noun[1]} {at}",
        "postal_code": random.choice(town["postal_codes"].split("|")),
        "municipality_nl": town["name_nl"],
        "municipality_fr": town["name_fr"],
        "phone": f"02 {digits[:3]} {digits[3:5]} {digits[5:]}",
        "email": f"info-{number}@example.org",
        "website": f"{slug}.example.org",
        "languages": random.choice(("nl", "fr", "nl;fr", "nl;fr;en", "fr;ar", "nl;fr;tr")),
        "phone_interpreter": random.choice(("yes", "no", "", "")),
        "territory": random.choice(("BRU", "BRU", town["nis_code"])),
        "source": "made up",
        "source_date": "",
    }
    for lang in ("nl", "fr", "en"):
        place = town["name_nl"] if lang == "nl" else town["name_fr"]
        row[f"description_{lang}"] = _description(lang, kind, second, need, place, random)
    return row


def write(folder: Path, count: int, each: int = 20_000) -> Iterator[Path]:
    """Sheets 0 to ``count`` as CSV files of at most ``each`` rows (an import takes 50 MB at most)."""
    folder.mkdir(parents=True, exist_ok=True)
    for begin in range(0, count, each):
        path = folder / f"sheets-{begin}.csv"
        with open(path, "w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, list(starter()[0]))
            writer.writeheader()
            writer.writerows(sheet(number) for number in range(begin, min(begin + each, count)))
        yield path
