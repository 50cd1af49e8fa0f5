"""Likely duplicates: what is proposed, what is not, and how long it takes where there are many sheets."""

import random
import time

import peewee
import pytest

from directory import duplicates, editing, resemblance, snapshots
from directory.models import Location, Phone, Service


def sheet(external_id, name, category="other", phone="", place=("", ""), **more):
    row = Service.create(external_id=external_id, category=category, name_nl=name, **more)
    if phone:
        Phone.create(service=row, number=phone)
    if any(place):
        Location.create(service=row, street=place[0], postal_code=place[1])
    return row


def found():
    names = {row.id: row.external_id for row in Service.select()}
    return {frozenset((names[pair.one], names[pair.two])): pair for pair in duplicates.likely()}


def typed(**fields):
    return snapshots.empty() | fields


def test_the_starter_directory_proposes_no_pair(starter):
    assert found() == {}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Praatcafé De Zonnebloem", {"name"}),
        ("Praatcafe de Zonnebleom", {"name", "phone"}),
        ("PraatCafé Zonnebloem vzw", {"name", "phone"}),
        ("Le Tournesol", {"phone", "address", "email", "website"}),
    ],
)
def test_a_second_sheet_of_a_service_is_found_by_what_it_shares(starter, name, why):
    place = ("Zonnestraat 12", "1050")
    known = {"email": "info@zonnebloem.example", "website": "https://www.zonnebloem.example/"}
    sheet("a", "Praatcafé De Zonnebloem", phone="+3225294121", place=place, **known)
    first = {"phone": "+3225294121"} if "phone" in why else {}
    again = {"email": "Info@zonnebloem.example", "website": "zonnebloem.example"} if "email" in why else {}
    sheet("b", name, place=("Zonnestraat, 12", "1050") if "address" in why else ("", ""), **first, **again)
    assert set(found()[frozenset("ab")].why) == why


def test_what_only_many_share_makes_no_pair(starter):
    for at, town in enumerate(("Elsene", "Etterbeek", "Vorst")):
        sheet(f"x{at}", f"Jeugdhuis {town}", phone="+3225294122", place=("Kerkstraat 1", f"10{at + 4}0"))
    assert found() == {}


def test_the_same_name_elsewhere_with_another_phone_makes_no_pair(starter):
    sheet("a", "Huis van het Kind", phone="+3225294123", place=("A 1", "1050"))
    sheet("b", "Huis van het Kind", phone="+3225294124", place=("B 1", "1080"))
    assert found() == {}


def test_a_pair_that_was_judged_or_put_away_is_not_proposed_again(starter):
    one, two = sheet("a", "Zonnebloem huis"), sheet("b", "Zonnebloem-huis")
    three = sheet("c", "Zonnebloemhuis")
    assert set(found()) == {frozenset("ab"), frozenset("ac"), frozenset("bc")}
    duplicates.keep_apart(two, one, "eva")
    duplicates.keep_apart(one, two, "eva")
    assert set(found()) == {frozenset("ac"), frozenset("bc")}
    editing.archive(three, "eva")
    assert found() == {}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("OCMW Molenbeek", "ocmw-1080"),
        ("CPAS de Molenbeek-Saint-Jean", "ocmw-1080"),
        ("Tele-Onth", "tele-onthaal-106"),
        ("teleonthaal", "tele-onthaal-106"),
        ("Amphora kruidenier", "amphora"),
    ],
)
def test_a_name_that_is_being_typed_meets_the_sheet_that_has_it(starter, name, expected):
    ids = [Service.get_by_id(pair.two).external_id for pair in duplicates.alike(typed(name_nl=name))]
    assert ids[0].startswith(expected)


@pytest.mark.parametrize("name", ["", "O", "ocmw", "Nieuwe dienst", "Zonnebloem"])
def test_a_name_that_nobody_has_warns_of_nothing(starter, name):
    assert duplicates.alike(typed(name_nl=name)) == []


def test_half_a_phone_number_is_no_error_and_a_whole_one_counts(starter):
    row = sheet("a", "Zonnebloem", phone="+3225294125", place=("Zonnestraat 1", "1050"))
    place = {"street": "Zonnestraat 1", "postal_code": "1050"}
    half = typed(name_nl="Iets", phones=[{"number": "02 52"}], locations=[])
    whole = half | {
        "name_nl": "De Zonnebloem", "phones": [{"number": "02 529 41 25"}], "locations": [place],
    }  # fmt: skip
    assert duplicates.alike(half) == []
    assert [pair.two for pair in duplicates.alike(whole)] == [row.id]


def many(count, seed=1):
    chance = random.Random(seed)
    parts = [a + b for a in "bdfgklmnprst" for b in ("a", "e", "i", "o", "u")]
    words = ["".join(chance.choices(parts, k=3)) for _ in range(2500)]
    common = ["centre", "dienst", "service", "huis", "maison", "planning", "wijk", "social"]
    rows = [
        {
            "external_id": f"m{at}", "uuid": f"u{at}", "category": chance.choice(["ocmw", "health", "other"]),
            "name_nl": " ".join((*chance.choices(common, k=2), chance.choice(words), chance.choice(words))),
        }
        for at in range(count)
    ]  # fmt: skip
    for batch in peewee.chunked(rows, 500):
        Service.insert_many(batch).execute()
    ids = [row[0] for row in Service.select(Service.id).tuples()]
    phones = ({"service": one, "number": f"+322{chance.randrange(10**7):07}"} for one in ids)
    for batch in peewee.chunked(phones, 500):
        Phone.insert_many(batch).execute()


def test_ten_thousand_sheets_compare_a_sliver_of_all_pairs_and_answer_typing_at_once(database):
    begin = time.process_time()
    many(10_000)
    writing = time.process_time() - begin  # how fast the machine is now
    sheet("one", "Zonnebloem onthaalhuis Anker"), sheet("two", "Zonnebloem onthaalhuis Anker")
    begin = time.process_time()
    pairs = found()
    assert time.process_time() - begin < 5 * writing  # 1.4 times; all pairs would be minutes
    assert frozenset(("one", "two")) in pairs
    begin = time.process_time()
    assert duplicates.alike(typed(name_nl="Zonnebloem onthaal"))
    assert time.process_time() - begin < writing / 10


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Avenue Raymond 62-64 / Raymondlaan 62-64", "Raymondlaan 62-64"),
        ("Avenue Raymond / Raymondlaan 62", "Avenue Raymond, 62"),
        ("Rue Haute 298A", "298A, rue Haute"),
        ("Chaussée de Mons 12", "Chée de Mons 12 bte 3"),
        ("Kerkstraat 5 bus 3", "kerkstraat 5"),
    ],
)
def test_an_address_is_one_however_it_is_written(one, other):
    assert resemblance.houses(one, "1070") & resemblance.houses(other, "1070")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kerkstraat 5", "Kerkstraat 15"), ("Kerkstraat 5", "Kapelstraat 5"), ("Kerkstraat", "Kerkstraat")],
)
def test_another_house_is_another(one, other):
    assert not resemblance.houses(one, "1070") & resemblance.houses(other, "1070")
    assert not resemblance.houses(one, "1070") & resemblance.houses(one, "1080")


@pytest.mark.parametrize(
    "name",
    [
        "Openbaar Centrum voor Maatschappelijk Welzijn van Anderlecht",
        "Centre Public d'Action Sociale d'Anderlecht",
        "CPAS Anderlecht",
    ],
)
def test_a_name_in_full_meets_the_short_one(starter, name):
    first = duplicates.alike(typed(name_nl=name))[0]
    assert Service.get_by_id(first.two).external_id == "ocmw-1070"
    sheet("b", name)  # of a list that does not say what kind each is
    assert set(found()) == {frozenset(("ocmw-1070", "b"))}


def test_a_number_that_one_sheet_has_is_worth_a_look_while_typing(starter):
    again = typed(name_nl="Iets anders", phones=[{"number": "02/529.41.20", "note": ""}])
    [pair] = duplicates.alike(again)
    assert (Service.get_by_id(pair.two).external_id, pair.why) == ("ocmw-1070", ("phone",))
    assert found() == {}


def test_a_public_line_that_one_sheet_has_asks_nothing(starter):
    assert Phone.select().where(Phone.number == "1813").count() == 1
    assert duplicates.alike(typed(name_nl="Iets anders", phones=[{"number": "1813", "note": ""}])) == []


def test_a_dutch_and_a_french_sheet_with_one_phone_at_one_address_are_a_pair(database):
    place = ("Zonnestraat 12", "1050")
    sheet("nl", "Onthaal", phone="+3225294121", place=place)
    sheet("fr", "", phone="+3225294121", place=("Zonnestraat, 12", "1050"), name_fr="Accueil")
    assert set(found()) == {frozenset(("nl", "fr"))}
    Service.update(name_nl="Opvang").where(Service.external_id == "fr").execute()
    sheet("x", "Nog een")  # so that what is kept is looked at anew
    assert found() == {}, "names in one language that differ say that they are two"
