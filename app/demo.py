"""A server to try things on: three people and three cases, all made up (``DEMO=1``).

The passphrase is drawn for each installation and kept beside its other secrets: no password of ours
opens anything anywhere. A banner stays for as long as a demo account exists.
"""

from datetime import timedelta

from app import demo_life
from app.auth.accounts import add_user, begin_keyring
from app.auth.models import User
from app.cases import appointments, clock, interpreters, notes, partners, people, referrals, tasks, ties, work
from app.cases.custody import Period
from app.cases.models import Case, Person
from app.cases.notes import Content
from app.cases.opening import Opened
from app.config import Config, ConfigError, secret
from app.vault import passphrase
from directory.models import Service

DOMAIN = "@demo.example"
PEOPLE = {
    "emma": ("Emma Voorbeeld", ["caseworker"]),
    "karim": ("Karim Exemple", ["coordinator", "editor"]),
    "dora": ("Dora Beheer", ["administrator"]),
}
# (title, notes with their types and domains, task, service to refer to)
CASES = [
    (
        "Zonnebloem (verzonnen)",
        [
            (
                "Belde na het eerste bezoek in Haren. Was geschrokken, wil weten hoe het nu verder gaat.",
                "1a 2a",
            ),
            ("Uitgelegd wat een voorlopige hechtenis is. Belt maandag terug over de huur.", "2a 2g"),
        ],
        "Terugbellen over de huur",
        "ocmw-1080",
    ),
    (
        "Famille Tournesol (fictive)",
        [("Passée avec la lettre de la banque. Deux mois de loyer en retard depuis l'arrestation.", "2g 2i")],
        "Préparer la lettre pour la médiation de dettes",
        "ocmw-1070",
    ),
    ("Mme Exemple (fictive)", [("Le fils de neuf ans ne veut pas aller à la visite.", "5b")], "", ""),
]


def _words(config: Config) -> str:
    return secret(config, "demo_passphrase").hex()[:20]


def is_demo() -> bool:
    """Whether this server holds demo accounts."""
    return bool(User.select().where(User.email.endswith(DOMAIN)).exists())


def sign_in_lines(config: Config) -> list[str]:
    """How to sign in, for the terminal."""
    names = ", ".join(f"{name}{DOMAIN}" for name in PEOPLE)
    return [f"Demo: sign in as {names}", f"      passphrase {_words(config)}"]


def _fill(karim: User, emma: User, index: int) -> None:
    title, told, task, external_id = CASES[index]
    case, opened = work.open_case(emma, title)
    for text, types in told:
        notes.add_note(case, opened, emma, Content(text, types.split(), channel="phone"))
    if task:
        tasks.add_task(case, opened, emma, task, clock.today() + timedelta(days=2 + index))
    sheet = Service.get_or_none(Service.external_id == external_id)
    if sheet is not None:
        referrals.begin(case, opened, emma, "info", sheet)
    if index == 0:
        work.share(case, opened, emma, karim, "deputy")
        _family(case, opened, emma)
        demo_life.fill(case, opened, emma, karim)


def _family(case: Case, opened: Opened, emma: User) -> None:
    """Whom the first case is about, how they stay in touch, and who works along."""
    client = {"territory": "lives", "municipality": "21012", "language": "ar", "language2": "fr",
              "interpreter": "yes", "reach": "0470 00 00 00, na 16 u"}  # fmt: skip
    people.save_client(case, opened, emma, client)
    child = {"relation": "child_minor", "name": "Noor (verzonnen)", "birth_year": "2017", "home": "yes",
             "remark": "Weet dat papa vastzit"}  # fmt: skip
    people.save_person(case, opened, emma, Person(case=case, kind="household"), child)
    linked = Person(case=case, kind="linked")
    people.save_person(case, opened, emma, linked, {"relation": "spouse", "status": "suspect"})
    begin = clock.today() - timedelta(days=15)
    people.add_period(case, opened, emma, linked, Period("remand", begin, prison="Haren"))
    visit = {"way": "family_visit", "who": "Met Noor", "how_often": "elke woensdag"}
    ties.save(case, opened, emma, None, visit, ["permission"])
    day = (clock.today() + timedelta(days=3)).isoformat()
    meeting = appointments.make(case, opened, emma, day, "10:00", {"about": "Brief van de huisbaas"})
    if found := interpreters.providers():
        interpreters.book(case, opened, emma, meeting, found[0].external_id, "ar")
    partners.save(
        case, opened, emma, None, {"name": "Mr. Voorbeeld", "role": "lawyer", "phone": "02 000 00 00"}
    )


def fill(config: Config, cost: passphrase.Cost | None = None) -> None:
    """Make the people and the cases; a second time changes nothing.

    Raises:
        ConfigError: this server has accounts of real people.
    """
    if is_demo():
        return
    if User.select().exists():
        raise ConfigError("DEMO needs a DATA_DIR of its own: this one has accounts of real people")
    pepper, words = secret(config, "pepper"), _words(config)
    begin_keyring(pepper)
    people = {
        name: add_user(name + DOMAIN, roles, words, pepper, cost or passphrase.Cost(), shown)
        for name, (shown, roles) in PEOPLE.items()
    }
    for index in range(len(CASES)):
        _fill(people["karim"], people["emma"], index)
