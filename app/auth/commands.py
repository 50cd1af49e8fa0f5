"""``schakel user``: accounts, for who runs the server."""

import argparse
import sys
from collections.abc import Callable
from typing import Any

from app import pepper
from app.auth import second_step
from app.auth.accounts import add_user, begin_keyring
from app.auth.models import User
from app.config import Config, ConfigError
from app.vault import passphrase


def user_add(config: Config, args: argparse.Namespace) -> int:
    words = sys.stdin.readline().rstrip("\r\n")
    if any("\ud800" <= letter <= "\udfff" for letter in words):  # no UTF-8, which no browser sends
        raise ConfigError("the passphrase on standard input is not text in UTF-8")
    own = pepper.right(config)  # an account that is locked with another one would never open a case
    add_user(args.email, args.role, words, own, passphrase.Cost(), args.name)
    if kit := begin_keyring(own):
        print(f"Recovery key. Print it, keep it in a safe; it is shown only now:\n{kit}")
    print(f"Account made for {args.email}.")
    return 0


def without_code(config: Config, args: argparse.Namespace) -> int:
    user = User.get_or_none(User.email == args.email.strip().lower())
    if user is None:
        raise ConfigError(f"there is no account {args.email}")
    if not second_step.has_one(user):
        raise ConfigError(f"{args.email} signs in without a code already")
    second_step.switch_off(user, "")
    then = (
        "sets up a new code at the next signing in"
        if config.code_required
        else "signs in with the passphrase alone"
    )
    print(f"{args.email} {then}.")
    return 0


def add(users: Any, command: Callable[..., argparse.ArgumentParser]) -> None:
    """Put these commands under ``schakel user``. ``command`` makes one whose database is open."""
    adding = command(users, "add", "Make an account.", user_add)
    adding.add_argument("email", help="with which the person signs in")
    adding.add_argument(
        "--role",
        action="append",
        required=True,
        help="caseworker, coordinator, editor or administrator; may be repeated",
    )
    adding.add_argument("--name", default="", help="as colleagues see it")
    adding.add_argument(
        "--password-stdin",
        action="store_true",
        required=True,
        help="read the passphrase from a line on standard input",
    )
    losing = command(users, "without-code", "Let an account sign in without a code.", without_code)
    losing.add_argument("email", help="of the account whose telephone is lost")
