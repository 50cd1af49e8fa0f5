"""Mail to a partner says one thing: there is a message. No name, no subject matter, no reason."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from flask_babel import gettext as _

from app.cases.errors import CaseError
from app.config import Config
from app.i18n import N_
from directory.errors import DirectoryError
from directory.facts import normalise_email

# How long the server may take for each answer; and for each of the last two, on which whoever else saves
# something waits (for five seconds: ``db.PRAGMAS``).
SECONDS, LAST_SECONDS = 15, 2


def works(config: Config) -> bool:
    """Whether this server sends mail at all (MAIL_URL)."""
    return bool(config.mail_url)


def message(sender: str, to: str, link: str, service: str) -> EmailMessage:
    """The mail, in the language of the moment."""
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, to
    mail["Subject"] = _("You have a message")
    name = f" ({service})" if service else ""
    mail.set_content(_("You have a message%(name)s. Read it here: %(link)s", name=name, link=link) + "\n")
    return mail


@contextmanager
def reached(config: Config, to: str) -> Iterator[Callable[[str, str], None]]:
    """The mail server, reached and ready; what it yields tells a partner that there is a message (``link``,
    and the service's name).

    Reaching it, and asking whether it takes mail to this address, may take long: that stands outside of what
    is written. Sending stands inside, as the last thing: it cannot be taken back, and where it fails, or
    takes longer than others who save something can wait, nothing is written.

    Raises:
        CaseError: no mail server is set, the address is none, or the server does not answer or refuses.
    """
    if not works(config):
        raise CaseError(N_("This server sends no mail. Copy the link."))
    try:
        address = normalise_email(to)
    except DirectoryError as error:
        raise CaseError(N_("This e-mail address is not valid."), "to") from error
    with _said():
        server = _connected(config.mail_url)
    with closing(server):
        with _said():
            _introduced(server, config.mail_url)
            _addressed(server, parseaddr(config.mail_from)[1], address)

        def send(link: str, service: str) -> None:
            mail = message(config.mail_from, address, link, service)
            with _said():
                if server.sock is not None:
                    server.sock.settimeout(LAST_SECONDS)
                _taken(server.data(mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))))

        yield send
        with suppress(OSError, smtplib.SMTPException, ValueError):  # a goodbye that fails takes nothing back
            server.quit()


@contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise CaseError(N_("The mail could not be sent. Copy the link.")) from error


def _taken(answer: tuple[int, bytes]) -> None:
    """Raises SMTPResponseException where a step of the mail is refused."""
    if answer[0] not in (250, 251):
        raise smtplib.SMTPResponseException(*answer)


def _addressed(server: smtplib.SMTP, sender: str, to: str) -> None:
    """Say from whom and to whom the mail is."""
    server.ehlo_or_helo_if_needed()
    _taken(server.mail(sender))
    _taken(server.rcpt(to))


def _connected(mail_url: str) -> smtplib.SMTP:
    url = urlsplit(mail_url)
    host = url.hostname or ""
    if url.scheme == "smtps":
        return smtplib.SMTP_SSL(host, url.port or 465, timeout=SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(host, url.port or 587, timeout=SECONDS)


def _introduced(server: smtplib.SMTP, mail_url: str) -> None:
    """Go over to a connection that nobody reads, and sign in, where the setting asks for these."""
    url = urlsplit(mail_url)
    if url.scheme == "smtp+tls":
        server.starttls(context=ssl.create_default_context())
    if url.username:
        server.login(unquote(url.username), unquote(url.password or ""))
