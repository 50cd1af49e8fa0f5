"""Mail to a partner says one thing: there is a message. No name, no subject matter, no reason."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from flask_babel import gettext as _

from app.cases.errors import CaseError
from app.config import Config
from app.i18n import N_
from directory.errors import DirectoryError
from directory.facts import normalise_email

SECONDS = 15


def works(config: Config) -> bool:
    """Whether this server sends mail at all (MAIL_URL)."""
    return bool(getattr(config, "mail_url", ""))


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

    Reaching it may take long, so that stands outside of what is written. Sending stands inside, as the last
    thing: it cannot be taken back, and where it fails nothing is written.

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

    def send(link: str, service: str) -> None:
        with _said():
            server.send_message(message(config.mail_from, address, link, service))

    try:
        yield send
    finally:
        with suppress(OSError, smtplib.SMTPException):  # a goodbye that fails takes nothing back
            server.quit()
        server.close()


@contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise CaseError(N_("The mail could not be sent. Copy the link.")) from error


def _connected(mail_url: str) -> smtplib.SMTP:
    url, context = urlsplit(mail_url), ssl.create_default_context()
    host = url.hostname or ""
    if url.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, url.port or 465, timeout=SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, url.port or 587, timeout=SECONDS)
    try:
        if url.scheme == "smtp+tls":
            server.starttls(context=context)
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
    except Exception:
        server.close()
        raise
    return server
