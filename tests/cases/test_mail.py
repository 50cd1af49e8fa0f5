"""Mail to a partner, handed to a real SMTP server: it says that there is a message, and nothing else."""

import email
import socket
import threading
import time

import pytest
from flask import Flask
from flask_babel import Babel

from app.cases import mail
from app.cases.errors import CaseError
from app.config import load


class Post(threading.Thread):
    """A post office that takes one mail, in a few lines of SMTP, ``late`` by so many seconds; or ``refuses``
    whom it is for, in these words (none: it hangs up)."""

    def __init__(self, refuses=None, goodbye=b"221 bye", late=0.0):
        super().__init__(daemon=True)
        self.late = late
        self.refuses, self.goodbye = refuses, goodbye + b"\r\n"
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port, self.said = self.door.getsockname()[1], []
        self.start()

    def run(self):
        line, _from = self.door.accept()
        with self.door, line, line.makefile("rwb", buffering=0) as wire:
            wire.write(b"220 post\r\n")
            body = False
            while told := wire.readline():
                self.said.append(told.decode())
                if body:
                    body = told != b".\r\n"
                    answer = b"" if body else b"250 ok\r\n"
                    if answer:
                        time.sleep(self.late)
                elif told.lower().startswith(b"data"):
                    body, answer = True, b"354 go\r\n"
                elif self.refuses is not None and told.lower().startswith(b"rcpt"):
                    answer = self.refuses
                    if not answer:
                        return
                else:
                    answer = self.goodbye if told.lower().startswith(b"quit") else b"250 ok\r\n"
                if answer:
                    wire.write(answer)


@pytest.fixture
def words():
    """The texts of the catalogs, in the language of a request."""
    app = Flask("mail")
    Babel(app, default_locale="en")
    with app.test_request_context():
        yield


def config(tmp_path, url):
    return load({"DATA_DIR": str(tmp_path), "MAIL_URL": url, "MAIL_FROM": "dienst@example.org"})


def test_the_mail_says_that_there_is_a_message_and_nothing_else(words, tmp_path):
    post = Post()
    found = config(tmp_path, f"smtp://127.0.0.1:{post.port}")
    with mail.reached(found, "ocmw@example.org") as send:
        send("https://s.example/cases/partner/abc", "Ons huis")
    post.join(5)
    said = "".join(post.said)
    assert "rcpt to:<ocmw@example.org>" in said.lower()
    assert "Subject: You have a message" in said
    sent = email.message_from_string(said.partition("data\r\n")[2].partition("\r\n.\r\n")[0])
    assert set(sent.keys()) <= {
        "From",
        "To",
        "Subject",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    }
    told = sent.get_payload(decode=True).decode().strip()
    assert told == "You have a message (Ons huis). Read it here: https://s.example/cases/partner/abc"


def test_only_the_mail_itself_is_left_to_send_once_the_server_is_reached(words, tmp_path):
    """What takes long stands before what is written."""
    post = Post()
    with mail.reached(config(tmp_path, f"smtp://127.0.0.1:{post.port}"), "ocmw@example.org") as send:
        assert [line.split()[0].lower() for line in post.said] == ["ehlo", "mail", "rcpt"]
        send("https://s.example/cases/partner/abc", "")
    post.join(5)
    assert "quit\r\n" in post.said


@pytest.mark.parametrize("to", ["nobody", "", "a@b\r\nBcc: x@example.org", "een twee@example.org"])
def test_an_address_that_is_none_is_refused_before_anything_is_sent(words, tmp_path, to):
    with (
        pytest.raises(CaseError, match="not valid"),
        mail.reached(config(tmp_path, "smtp://127.0.0.1:1"), to),
    ):
        pass


def test_a_server_that_does_not_answer_is_said_and_the_link_can_be_copied(words, tmp_path):
    nobody, nothing = config(tmp_path, "smtp://127.0.0.1:1"), load({"DATA_DIR": str(tmp_path)})
    with pytest.raises(CaseError, match="Copy the link"), mail.reached(nobody, "a@example.org"):
        pass
    with pytest.raises(CaseError, match="sends no mail"), mail.reached(nothing, "a@example.org"):
        pass
