"""What the directory can refuse. Every message is one line that a person can act on."""


class DirectoryError(Exception):
    """Base of all."""


class BadFact(DirectoryError):
    """A phone, e-mail, company number or opening hours that cannot be right."""


class BadRow(DirectoryError):
    """A row of a file that cannot become a sheet."""


class BadFile(DirectoryError):
    """A file that cannot be read as a directory."""
