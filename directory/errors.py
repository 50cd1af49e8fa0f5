"""What the directory can refuse. Every message is one line that a person can act on."""


class DirectoryError(Exception):
    """Base of all."""


class BadFact(DirectoryError):
    """A phone, e-mail, company number or opening hours that cannot be right."""


class BadFile(DirectoryError):
    """A file that cannot be read as a directory.

    ``text`` is what the catalogs know it by, ``values`` are put into it.
    """

    def __init__(self, text: str, **values: str) -> None:
        super().__init__(text % values if values else text)
        self.text, self.values = text, values
