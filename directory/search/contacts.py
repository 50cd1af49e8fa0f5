"""Numbers and addresses in what is typed."""

import re

from directory.reading import dialled, site

_NUMBER = re.compile(r"\+?\d[\d\s./()-]*\d")
# A company number as it stands on a letter, in one piece or not.
_COMPANY = re.compile(r"be[\s.-]?(\d[\d\s./-]{2,})", re.IGNORECASE)
# In the middle of a sentence only a run of so many digits is taken for a number.
LONG_NUMBER = 6
_ADDRESS = re.compile(r"[@/]|\w\.\w|^(?=.*\d)(?=.*[a-z])[\w-]{4,}$|^www", re.IGNORECASE)


def contact_in(text: str) -> tuple[str, str]:
    """A number, or a piece of an e-mail or web address, in a form in which contacts are kept; and the text
    without it. ('', text) where there is none."""
    plain = text.strip().lower()
    if not any(c.isalpha() for c in plain):
        digits = dialled(plain)
        return (digits, "") if len(digits) > 2 else ("", text)
    if company := _COMPANY.fullmatch(plain):
        return dialled(company[1]), ""
    if " " not in plain and len(plain) > 3 and _ADDRESS.search(plain):
        return site(plain), text
    for found in _NUMBER.finditer(plain):
        digits = dialled(found.group())
        if len(digits) >= LONG_NUMBER:
            return digits, text[: found.start()] + " " + text[found.end() :]
    return "", text
