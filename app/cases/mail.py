"""Mail to a partner says one thing: there is a message. No name, no subject matter, no reason."""

import smtplib
import ssl
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


def send_notice(config: Config, to: str, link: str, service: str) -> None:
    """Tell a partner that there is a message.

    Raises:
        CaseError: no mail server is set, the address is none, or the server refuses.
    """
    if not works(config):
        raise CaseError(N_("This server sends no mail. Copy the link."))
    try:
        address = normalise_email(to)
    except DirectoryError as error:
        raise CaseError(N_("This e-mail address is not valid."), "to") from error
    url = urlsplit(config.mail_url)
    mail = message(config.mail_from, address, link, service)
    try:
        _deliver(url.scheme, url.hostname or "", url.port, (url.username, url.password), mail)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise CaseError(N_("The mail could not be sent. Copy the link.")) from error


def _deliver(
    scheme: str, host: str, port: int | None, account: tuple[str | None, str | None], mail: EmailMessage
) -> None:
    context = ssl.create_default_context()
    if scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port or 465, timeout=SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, port or 587, timeout=SECONDS)
    with server:
        if scheme == "smtp+tls":
            server.starttls(context=context)
        if account[0]:
            server.login(unquote(account[0]), unquote(account[1] or ""))
        server.send_message(mail)
