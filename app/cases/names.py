"""The words of the coded fields, in the reader's language."""

from flask_babel import gettext as _

from app.cases import consent, custody, desk, lifecycle, notes, partners, people, referrals
from directory import languages, taxonomies, territory
from directory.territory import fold

Pairs = list[tuple[str, str]]


def term_pairs(scheme: str, lang: str) -> Pairs:
    """A scheme's codes with their words."""
    return [(code, taxonomies.label(scheme, code, lang)) for code in taxonomies.codes(scheme)]


def language_pairs(lang: str) -> Pairs:
    """Languages by their name, those most spoken in Brussels first."""
    found = [(code, languages.name(code, lang)) for code in languages.CODES]
    return found[:4] + sorted(found[4:], key=lambda pair: fold(pair[1]))


def language(code: str, lang: str) -> str:
    """The name of a language."""
    return languages.name(code, lang) if code else ""


def territories() -> Pairs:
    words = {
        "lives": _("Lives in the Brussels-Capital Region"),
        "wants": _("Wants to settle there"),
        "elsewhere": _("Lives elsewhere"),
    }
    return [(code, words[code]) for code in people.TERRITORY]


def intensities() -> Pairs:
    words = {
        "one_off": _("One-off"), "occasional": _("Now and then"), "regular": _("Regular"),
        "intensive": _("Intensive"),
    }  # fmt: skip
    return [(code, words[code]) for code in people.INTENSITY]


def phases() -> dict[str, str]:
    return {
        "before": _("Before custody"),
        "during": _("During custody"),
        "after": _("After custody"),
    }


def profiles() -> Pairs:
    words = {
        "social_assistant": _("Social assistant"), "criminologist": _("Criminologist"), "jurist": _("Jurist"),
        "psychologist": _("Psychologist"), "reception": _("Reception"), "coordinator": _("Coordinator"),
    }  # fmt: skip
    return [(code, words[code]) for code in desk.PROFILES]


def places() -> Pairs:
    words = {
        "office": _("At our office"), "outreach": _("Outside"), "home": _("At the client's home"),
        "court": _("At the court"), "prison": _("At the prison"), "partner": _("At a partner service"),
        "remote": _("At a distance"),
    }  # fmt: skip
    return [(code, words[code]) for code in notes.PLACES]


def directions() -> Pairs:
    words = {
        "to_linked": _("From the family to the person in custody"),
        "from_linked": _("From the person in custody to the family"),
        "both": _("Both ways"),
    }
    return [(code, words[code]) for code in notes.DIRECTIONS]


def roles() -> Pairs:
    words = {
        "lawyer": _("Lawyer"), "ocmw": _("OCMW/CPAS"), "municipality": _("Municipality"),
        "health_fund": _("Health insurance fund"), "school": _("School"), "care": _("Care"),
        "debt": _("Debt mediation"), "housing": _("Housing"), "other": _("Other"),
    }  # fmt: skip
    return [(code, words[code]) for code in partners.ROLES]


def kinds() -> dict[str, str]:
    """The honest names of the four ways to refer."""
    words = {
        "info": _("Address given"),
        "letter": _("Letter for the client to take along"),
        "warm": _("Called together"),
        "sent": _("We contact them"),
    }
    return {code: words[code] for code in lifecycle.KINDS}


def statuses() -> dict[str, str]:
    """How far a referral has come."""
    return {
        "draft": _("Being prepared"),
        "given": _("Given, outcome unknown"),
        "unhanded": _("Link not passed on yet"),  # requested, by a link that is still here
        "requested": _("Asked, no answer yet"),
        "received": _("Received by the partner"),
        "accepted": _("Accepted"),
        "in_progress": _("Under way at the partner's"),
        "on_hold": _("On hold (waiting list)"),
        "completed": _("Completed"),
        "rejected": _("Refused"),
        "cancelled": _("Cancelled"),
        "failed": _("Failed"),
        "expired": _("Expired"),
        "entered_in_error": _("Entered by mistake"),
    }


def steps() -> dict[str, str]:
    """The verbs of a referral as buttons."""
    return {
        "give": _("Given to the client"), "request": _("Contact the service"),
        "receive": _("They received it"), "accept": _("They accept"), "reject": _("They refuse"),
        "hold": _("On a waiting list"),
        "start": _("It has started"), "complete": _("Record the outcome"), "cancel": _("Cancel"),
        "fail": _("It failed"), "expire": _("Let it expire"), "mistake": _("Entered by mistake"),
        "heard": _("News without a step"), "handed": _("Link passed on"),
        "answered": _("We answered their question"),
    }  # fmt: skip


def answers() -> dict[str, str]:
    """What a partner answered through the link, for the team."""
    return {
        "ask": _("The partner asks something"),
        "accept": _("The partner takes it on"),
        "reject": _("The partner refuses"),
        "told": _("We answered on the telephone"),
        "reply": _("We answered through the link"),
    }


def reply_hows() -> Pairs:
    """How we answer a partner's question."""
    return [
        ("told", _("On the telephone: noted here")),
        ("reply", _("Through the link: they read it once they open it again")),
    ]


def said_by_partner() -> dict[str, str]:
    """The same for the partner, who reads it back."""
    return {
        "ask": _("You asked this"),
        "accept": _("You take this on"),
        "reject": _("You cannot take this on"),
        "reply": _("Our answer"),
    }


def outcomes() -> Pairs:
    words = {
        "started": _("Help has started"), "partly": _("Partly"), "not": _("Nothing came of it"),
        "unknown": _("Unknown"),
    }  # fmt: skip
    return [(code, words[code]) for code in lifecycle.OUTCOMES]


def cancelled_by() -> Pairs:
    words = {
        "us": _("We stop it"), "client_withdrew": _("The client no longer agrees"),
        "linked_withdrew": _("The linked person no longer agrees"),
    }  # fmt: skip
    return [(code, words[code]) for code in lifecycle.CANCELLED_BY]


def units() -> dict[str, str]:
    words = {
        "psychologist": _("Our psychologist"), "jurist": _("Our jurist"),
        "criminologist": _("Our criminologist"), "social_assistant": _("Our social assistant"),
    }  # fmt: skip
    return {code: words[code] for code in referrals.UNITS}


def conditions() -> dict[str, str]:
    """The five conditions of shared secrecy, in words."""
    words = {
        "told": _("The client was told beforehand"),
        "agrees": _("The client agrees"),
        "serves": _("It serves the client"),
        "limited": _("It is limited to what is needed"),
        "bound": _("The recipient is bound by secrecy too"),
    }
    return {code: words[code] for code in referrals.CONDITIONS}


def blocks() -> dict[str, str]:
    """What may leave, block by block."""
    words = {
        "identity": _("Who it is about"), "contact": _("How to reach the client"),
        "language": _("Language and interpreter"), "household": _("Household"), "question": _("Our question"),
        "situation": _("The situation"), "done": _("What was done already"),
        "linked": _("About the person in custody"),
    }  # fmt: skip
    return {code: words[code] for code in consent.BLOCKS}


def linked_scopes() -> dict[str, str]:
    return {
        "support": _("That the family takes part in his or her own support"),
        "share": _("That what concerns him or her is passed on in a referral"),
    }


def hows() -> Pairs:
    words = {"oral": _("Said in a conversation"), "written": _("In writing"), "phone": _("By telephone")}
    return [(code, words[code]) for code in consent.HOW]


def loads() -> dict[str, str]:
    """The counts of the team's load."""
    return {
        "cases": _("Cases"), "alone": _("of which without a deputy"), "deputy": _("As deputy"),
        "tasks": _("Open tasks"), "late": _("of which late"), "urgent": _("Urgent"),
        "referrals": _("Referrals under way"), "silent": _("of which without news"),
        "contacts": _("Contacts in 30 days"),
    }  # fmt: skip


def funding() -> dict[str, str]:
    """Legal status → the funding line as a coordinator named it, or else the status in words."""
    chosen = desk.settings()
    said = {
        "suspect": _("About a suspect"), "convicted": _("About a convicted person"),
        "interned": _("About an interned person"), "unknown": _("Status not known"),
    }  # fmt: skip
    return {code: chosen[f"funding_{code}"] or words for code, words in said.items()}


def settings() -> dict[str, str]:
    """The choices of the service."""
    return {
        "service_name": _("Name of the service"), "service_address": _("Address"),
        "service_phone": _("Phone"), "service_mail": _("E-mail address"),
        "news_after": _("A referral without news is listed after how many days"),
        "expire_after": _("Letting it expire is proposed after how many days"),
        "link_days": _("A partner's link works for how many days"),
        "retention_months": _("A closed case is kept for how many months"),
        "emergency_hours": _("Emergency access lasts how many hours"),
        "funding_suspect": _("Funding line of contacts about a suspect"),
        "funding_convicted": _("Funding line of contacts about a convicted person"),
        "funding_interned": _("Funding line of contacts about an interned person"),
        "funding_unknown": _("Funding line where the status is not known"),
    }  # fmt: skip


def sender_lacks() -> list[str]:
    """What is not known of the service itself, so that whoever gets a letter cannot answer it."""
    words = settings()
    return [words[name] for name in desk.sender_lacks()]


def prison_names() -> list[str]:
    """Prisons by name, those that closed too: a period may lie before that."""
    return [prison.name for prison in custody.PRISONS]


def municipality(nis: str, lang: str) -> str:
    """A municipality's name, or ''."""
    return territory.name(nis, lang) if nis else ""


def welfare_office(nis: str, lang: str) -> str:
    """The OCMW/CPAS of a municipality as it calls itself: *CPAS d'Ixelles*, *CPAS de Forest*; '' for none."""
    if not (name := municipality(nis, lang)):
        return ""
    words = str(_("OCMW/CPAS of %(municipality)s", municipality=name))
    begins_open = lang == "fr" and fold(name)[0] in "aeiou"
    return words.replace(f" de {name}", f" d'{name}") if begins_open else words
