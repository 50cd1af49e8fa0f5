"""The tables of keeping the directory true, beside those of the sheets themselves."""

import peewee

from directory import revisions

MODELS: list[type[peewee.Model]] = [*revisions.MODELS]
