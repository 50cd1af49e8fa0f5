"""What makes the first case of the demo live: partners, a paper that expires, an urgent task, a referral that
nobody heard of for twelve days, a conference; and a sheet that colleagues ask about residence papers.
"""

from datetime import timedelta

from app.auth.models import User
from app.cases import clock, conferences, consent, desk, notes, partners, referrals, tasks
from app.cases.models import Case, Note, Referral, ReferralEvent
from app.cases.notes import Content
from app.cases.opening import Opened
from directory import editing, snapshots
from directory.clock import now
from directory.models import Service

SILENT, DEBTS, ASKED, RESIDENCE = 12, "debt-1080", "sasb-sireas", "life_domain:residence"
# (days ago, words, interventions, domains, channel, minutes)
NOTES = [
    (2, "Samen de brief van de griffie gelezen. Bezoek kan vanaf woensdag.", "2e 3b", "prison_contact",
     "appointment", 40),
    (5, "Belde overstuur: de huisbaas dreigt met opzeg. Morgen samen bellen.", "1a 3", "housing money",
     "phone", 25),
    (9, "Haar verblijfskaart vervalt volgende week. Wat heeft de gemeente nodig?", "2k", "residence",
     "phone", 15),
    (14, "Eerste gesprek. Haar man is gisteren aangehouden.", "1b 2a", "family criminal_law",
     "appointment", 60),
]  # fmt: skip
LETTERHEAD = {
    "service_name": "Dienst Voorbeeld (verzonnen)", "service_address": "Voorbeeldstraat 1, 1000 Brussel",
    "service_phone": "02 000 00 00", "service_mail": "info@demo.example",
}  # fmt: skip


def _notes(case: Case, opened: Opened, emma: User) -> None:
    for ago, words, types, domains, channel, minutes in NOTES:
        content = Content(words, types.split(), domains.split(), channel, minutes)
        row = notes.add_note(case, opened, emma, content)
        Note.update(at=now() - timedelta(days=ago)).where(Note.id == row.id).execute()


def _tasks(case: Case, opened: Opened, emma: User, karim: User) -> None:
    today = clock.today()
    tasks.add_task(case, opened, emma, "Huisbaas bellen: opzeg tegenhouden", today, urgent=True, holder=emma)
    paper = "Verblijfskaart vervalt: samen naar de gemeente"
    tasks.add_task(case, opened, emma, paper, today + timedelta(days=9), kind="deadline")
    late = today - timedelta(days=1)
    tasks.add_task(case, opened, emma, "Advocaat vragen naar de datum van de raadkamer", late, holder=karim)


def _partners(case: Case, opened: Opened, emma: User) -> None:
    debts = {
        "sheet": DEBTS, "role": "debt",
        "purpose": "Afbetalingsplan huur",
        "since": str(clock.today() - timedelta(days=SILENT)), "next_step": "Afspraak vastleggen",
        "caller": "Emma belt hen", "mandate": "Dossier opvragen",
        "mandate_until": str(clock.today() + timedelta(days=20)),
    }  # fmt: skip
    partners.save(case, opened, emma, None, debts)
    school = {"name": "Basisschool De Regenboog (verzonnen)", "role": "school", "purpose": "Noor opvolgen",
              "next_step": "Juf belt ons", "caller": "De school belt Emma"}  # fmt: skip
    partners.save(case, opened, emma, None, school)
    minutes = {"on": str(clock.today() - timedelta(days=4)), "told": "on",
               "participants": "Emma, de school, mevrouw zelf",
               "decisions": "School vangt Noor op na elk bezoek. Emma belt de huisbaas."}  # fmt: skip
    conferences.hold(case, opened, emma, minutes)


def _silent_referral(case: Case, opened: Opened, emma: User, sheet: Service) -> None:
    row = referrals.begin(case, opened, emma, "warm", sheet)
    words = {"identity": "Mevrouw Zonnebloem", "question": "Kan zij langskomen voor een afbetalingsplan?"}
    referrals.compose(case, opened, row, emma, words, "nl")
    referrals.record_conditions(case, opened, row, emma, list(referrals.CONDITIONS))
    referrals.previewed(case, opened, row, emma, row.version)
    day = clock.today() - timedelta(days=SILENT)
    consent.give(case, opened, emma, "client", list(words), "oral", day, service=sheet)
    referrals.take(case, opened, row, emma, "request")
    then = now() - timedelta(days=SILENT)
    Referral.update(at=then, asked=then, news=then).where(Referral.id == row.id).execute()
    ReferralEvent.update(at=then).where(ReferralEvent.referral == row).execute()


def fill(case: Case, opened: Opened, emma: User, karim: User) -> None:
    """Give the case a history of two weeks."""
    desk.choose(emma, "social_assistant")
    desk.choose(karim, "coordinator")
    desk.save_settings(karim, LETTERHEAD)
    expert = Service.get_or_none(Service.external_id == ASKED)
    if expert is not None:
        marked = snapshots.of(expert) | {"expertise": [RESIDENCE]}
        editing.change(expert, marked, "edited", karim.uuid)
    _notes(case, opened, emma)
    _tasks(case, opened, emma, karim)
    sheet = Service.get_or_none(Service.external_id == DEBTS)
    if sheet is not None:
        _partners(case, opened, emma)
        _silent_referral(case, opened, emma, sheet)
