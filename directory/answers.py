"""What a search asks and what it answers: the words that the web, the command line and the tests share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple, Protocol

# The filters by the names of their fields in ``Criteria``, in the order in which pages show them.
FILTERS = (
    "category", "municipality", "language", "interpreter", "audience", "access", "cost", "open_at",
    "verified_within",
)  # fmt: skip


@dataclass(frozen=True)
class CaseContext:
    """What a search from a case knows of the client, and nothing else.

    ``municipality``: NIS code or ''. ``languages``: codes, the preferred one first. ``needs``: what its notes
    are about, as subjects (directory/expertise.py). ``interpreter``: whether one is needed (yes, no or
    ''). ``elsewhere``: it is known that the client lives outside the region. None of it is stored, indexed
    or logged.
    """

    municipality: str = ""
    languages: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    interpreter: str = ""
    elsewhere: bool = False


@dataclass(frozen=True)
class Criteria:
    """A search: the text, filters ('' or None for any), and from where it is asked.

    ``category``, ``audience``, ``access``, ``cost``: codes of the taxonomy of that name. ``municipality``:
    NIS code. ``language``: a code that staff speak. ``interpreter``: ``yes``. ``open_at``: open at that
    moment (Brussels time, or any aware time); with ``hours_unknown`` instead those of which nobody knows
    whether they are. ``verified_within``: months. ``also``: False switches the thesaurus off. ``case``: None
    for the neutral order.
    """

    q: str = ""
    category: str = ""
    municipality: str = ""
    language: str = ""
    interpreter: str = ""
    audience: str = ""
    access: str = ""
    cost: str = ""
    open_at: datetime | None = None
    hours_unknown: bool = False
    verified_within: int | None = None
    also: bool = True
    case: CaseContext | None = None

    def filtered(self) -> list[str]:
        """The names of the filters in use."""
        return [name for name in FILTERS if getattr(self, name)]


class Match(NamedTuple):
    """A piece of a sheet that answered a word of the search.

    ``field``: one of ``ranking.FIELDS``. ``lang``: of that text (nl, fr, en, or '' where it has none).
    ``words``: the words in it to mark, folded; ``sch*`` stands for all that begin so. ``typed``: what was
    typed. ``how``: one of ``ranking.FACTORS``.
    """

    field: str
    lang: str
    words: tuple[str, ...]
    typed: str
    how: str


class Telling(Protocol):
    """The search that found a sheet, by its number there: each part of its score, what each adds to it, and
    its matches."""

    def parts_of(self, number: int) -> dict[str, float]: ...
    def worth_of(self, number: int) -> dict[str, float]: ...
    def why_of(self, number: int) -> list[Match]: ...


class Hit:
    """One sheet found.

    ``reasons``: codes that put it there besides its words, such as ``competent:21012``, ``regional``,
    ``only:21012`` (not for the place that is asked), ``located:21012``, ``near:1.4`` (km), ``open:6`` (on
    Sunday), ``shut:6``, ``staff_language:fr``, ``asked_language:tr``, ``interpreter``,
    ``sends_interpreters``, ``contact:025294120``.
    ``signals``: each part of its score by name; ``worth``: what each adds, which together is the score;
    ``why``: the matches; all worked out when first asked for.
    """

    def __init__(
        self,
        external_id: str,
        score: float = 0.0,
        reasons: tuple[str, ...] = (),
        search: "Telling | None" = None,
        number: int = 0,
    ) -> None:
        self.external_id = external_id
        self.score = score
        self.reasons = reasons
        self._search = search
        self._number = number

    @cached_property
    def signals(self) -> dict[str, float]:
        return self._search.parts_of(self._number) if self._search else {}

    @cached_property
    def worth(self) -> dict[str, float]:
        return self._search.worth_of(self._number) if self._search else {}

    @cached_property
    def why(self) -> list[Match]:
        return self._search.why_of(self._number) if self._search else []

    def __repr__(self) -> str:
        return f"Hit({self.external_id!r}, {self.score:.2f})"


class Moment(NamedTuple):
    """What an answer depends on beside what is asked: as long as these are the same, it is.

    ``epoch``: the open commit of the index. ``thesaurus``: its stamp. ``day``: in Brussels. ``over``: how
    many parts of it are over. ``opening``: what every kind of opening hours says.
    """

    epoch: object
    thesaurus: int | None
    day: date
    over: int
    opening: tuple[object, ...]


class Elsewhere(NamedTuple):
    """Municipalities (NIS codes) that have their own of a service. ``kind``: the code of its kind of help,
    where the same search for there begins with another one; '' where it begins with theirs. ``sheets``: how
    many they are, a municipality may have several."""

    codes: list[str]
    kind: str = ""
    sheets: int = 0


# All filters at once, where no single one stands in the way.
ALL = "all"


@dataclass(frozen=True)
class Suggestions:
    """Ways out where nothing was found.

    ``words``: whole searches with nearer words. ``relax``: (filter or ``ALL``, results without it), most
    first; None where the page begins again, and lists nothing. ``neighbours``: (NIS code, results there) for
    the same need, nearest first. ``alone``: (filters, results of these and nothing else), where it takes more
    than that.
    """

    words: list[str] = field(default_factory=list)
    relax: list[tuple[str, int | None]] = field(default_factory=list)
    neighbours: list[tuple[str, int]] = field(default_factory=list)
    alone: list[tuple[tuple[str, ...], int]] = field(default_factory=list)


class Results:
    """Best first. ``total`` counts all, ``hits`` is the beginning.

    ``corrected``: the text searched instead of unknown words, or None. ``also_searched``: other terms that
    the thesaurus brought in, and kinds of help (``category=youth``). ``missed``: words that nothing
    answers, where others are answered. ``facets``: by filter, how many results each of its values would
    leave under the other filters, counted when first asked for. ``suggestions``: only where there are no
    hits. ``degraded``: the index could not be used, plain SQL answered; ``behind``: it answered, and could
    not be written when something had changed. ``moment``: when the index gave the
    answer; None where it did not. ``unasked``: only words that say nothing were typed until now, and the hits
    are those to whom everybody may turn. ``elsewhere``: by the id of a hit, the municipalities that have
    their own of it, which would stand behind it and are none of the hits.
    ``open_then``: the times at which the search asks who is open (``search.times``), each with how many of
    all surely are. ``outside``: towns outside the region that were named, or their postal codes.
    ``hours_unknown``: where a filter asks who is open, how many more there would be of which nobody knows
    whether they are. ``spoken``: who speaks the languages that are asked for, as reasons, each with how
    many of all there are. ``aside``: of a danger of which the filters leave no help, whom they leave out.
    """

    def __init__(
        self,
        hits: list[Hit] | None = None,
        total: int = 0,
        corrected: str | None = None,
        also_searched: list[str] | None = None,
        missed: list[str] | None = None,
        facets: Callable[[], dict[str, dict[str, int]]] = dict,
        suggestions: Callable[[], Suggestions] = Suggestions,
        degraded: bool = False,
        moment: Callable[[], Moment | None] = lambda: None,
        unasked: bool = False,
        elsewhere: dict[str, Elsewhere] | None = None,
        hours_unknown: int = 0,
        outside: list[str] | None = None,
        open_then: list[tuple[str, int]] | None = None,
        behind: bool = False,
        aside: list[Hit] | None = None,
        spoken: list[tuple[str, int]] | None = None,
    ) -> None:
        self.hits = hits or []
        self.total = total
        self.corrected = corrected
        self.also_searched = also_searched or []
        self.missed = missed or []
        self.degraded, self.behind, self.unasked = degraded, behind, unasked
        self.elsewhere = elsewhere or {}
        self.hours_unknown = hours_unknown
        self.outside = outside or []
        self.open_then = open_then or []
        self.aside = aside or []
        self.spoken = spoken or []
        self._facets = facets
        self._suggestions = suggestions
        self._moment = moment

    @cached_property
    def moment(self) -> Moment | None:
        return self._moment()

    @cached_property
    def facets(self) -> dict[str, dict[str, int]]:
        return self._facets()

    @cached_property
    def suggestions(self) -> Suggestions:
        return Suggestions() if self.hits else self._suggestions()
