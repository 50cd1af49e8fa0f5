"""The tables of keeping the directory true, beside those of the sheets themselves."""

import peewee

from directory.availability import ClosedPeriod, Saturation
from directory.duplicates import KeptApart
from directory.federation.models import MODELS as FEDERATION
from directory.importing.models import MODELS as IMPORTING
from directory.knowledge import Knowledge
from directory.merging import Merge
from directory.relations import Relation
from directory.revisions import Revision
from directory.sheet_links import SheetLink
from directory.suggestions import Suggestion
from directory.usage import SheetUse
from directory.verifying import Verification

MODELS: list[type[peewee.Model]] = [
    Revision, Verification, SheetUse, SheetLink, Suggestion, Knowledge, *IMPORTING, *FEDERATION,
    KeptApart, Merge, Relation, Saturation, ClosedPeriod,
]  # fmt: skip
