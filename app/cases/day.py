"""What stands on the page Today: lines over all of somebody's cases, each with its case."""

from dataclasses import dataclass, field
from datetime import date, datetime

from app.cases.views import AnswerView, ReferralView, TaskLine


@dataclass(frozen=True)
class Where:
    """A case in a line: its identifier and its title ('' for what has no case yet)."""

    uuid: str
    title: str


@dataclass(frozen=True)
class Waiting:
    """A task in a case. ``instead_of``: the absent colleague for whom the reader stands in."""

    where: Where
    task: TaskLine
    instead_of: str = ""


@dataclass(frozen=True)
class Ending:
    """Something that ends on a day: a client's paper, a mandate, an agreement."""

    where: Where
    on: date
    kind: str
    words: str
    late: bool
    task: str = ""


@dataclass(frozen=True)
class Meeting:
    """An appointment of today or the coming week, or a later one of which the interpreter service has to be
    told. ``booking``: where that of its interpreter stands ('' for none); ``alarms``: another one is needed,
    or it has to be told that the appointment was moved or called off."""

    where: Where
    uuid: str
    at: datetime
    words: str
    booking: str
    alarms: bool


@dataclass(frozen=True)
class Passed:
    """An appointment, or (``plan``) a next time of a contact plan, that has been and of which nobody said
    what became; or an appointment that took place and whose note is to be written (``came``, the identifier
    of the answer). ``at``: an appointment's hour; ``on``: its day."""

    where: Where
    uuid: str
    on: date
    words: str
    at: datetime | None = None
    came: str = ""

    @property
    def plan(self) -> bool:
        """Whether it is of a contact plan, which knows no hour."""
        return self.at is None


@dataclass(frozen=True)
class Contact:
    """The next time that the family stays in touch, of a plan: a visit, a call. ``uuid`` is the plan's."""

    where: Where
    uuid: str
    on: date
    words: str


@dataclass(frozen=True)
class Silent:
    """A referral without news. ``expire``: long enough to propose that it is let go."""

    where: Where
    referral: ReferralView
    since: datetime
    expire: bool


@dataclass(frozen=True)
class Answered:
    """What a partner answered, and nobody of the team has seen yet."""

    where: Where
    at: datetime
    answer: AnswerView


@dataclass(frozen=True)
class Open:
    """A draft that was not saved as a note."""

    where: Where
    begin: str
    saved: datetime | None


@dataclass
class Today:
    """Everything on the page, in order of haste."""

    answered: list[Answered] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    urgent: list[Waiting] = field(default_factory=list)
    now: list[Waiting] = field(default_factory=list)
    soon: list[Waiting] = field(default_factory=list)
    later: list[Waiting] = field(default_factory=list)
    ending: list[Ending] = field(default_factory=list)
    silent: list[Silent] = field(default_factory=list)
    drafts: list[Open] = field(default_factory=list)

    @property
    def tasks(self) -> list[Waiting]:
        """All tasks."""
        return [*self.urgent, *self.now, *self.soon, *self.later]
