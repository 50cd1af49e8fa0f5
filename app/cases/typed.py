"""What somebody typed is kept whole or refused: nothing is cut off silently."""

from app.cases.errors import CaseError
from app.i18n import N_


def within(text: str, most: int, field: str) -> str:
    """A text that was typed, without the blanks around it.

    Raises:
        CaseError: it has more than ``most`` characters; names the form's ``field``.
    """
    plain = text.strip()
    if (over := len(plain) - most) > 0:
        raise CaseError(
            N_("Too long, %(over)s over: at most %(most)s characters. Nothing was cut."),
            field,
            over=over,
            most=most,
        )
    return plain
