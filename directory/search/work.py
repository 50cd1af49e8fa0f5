"""A search at work: what its words, its filters and the client ask for, put together."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from directory import facts, indexing, languages, thesaurus
from directory.answers import Criteria, Elsewhere, Hit, Match
from directory.models import LANGUAGES
from directory.search import (
    begun,
    beyond,
    clients,
    contacts,
    filters,
    listing,
    opening,
    reading,
    signals,
    understood,
    where,
    why,
)
from directory.search.signal import Signal
from search_index import order, ranking
from search_index.bits import any_of, of_numbers
from search_index.index import Index

# What a need leads to of somebody who was hurt, or is about to be.
FOR_VICTIMS = "category=victim_support"


@dataclass
class Search:
    """A search at work. ``open``: the sheets that are open when it asks, None where it does not. ``matched``:
    all sheets that answer it, whatever its filters but that of a municipality (``under``)."""

    index: Index
    criteria: Criteria
    now: datetime

    def __post_init__(self) -> None:
        index, criteria = self.index, self.criteria
        self.thesaurus = thesaurus.current(indexing.state.thesaurus) if criteria.also else None
        self.reading = reading.read(index, self.thesaurus, criteria.q)
        self.filters = filters.of(index, criteria, self.now.date())
        times = self.reading.times
        self._then = opening.then(index, times.codes, self.now) if times else None
        self.open = self._then.open if self._then else None
        self.signals = signals.of(index, self.reading, criteria.case, self.now, criteria.municipality)
        self.words: list[order.Words] = []
        self.shown: list[int] = []
        # Where the words stand that ask for something and that nothing answers; and a number that nobody has.
        self.missing: list[int] = []
        self.nobodys = ""
        # Only words that say nothing were typed until now.
        self.unasked = False
        self._anywhere = self._match()
        # Of an OCMW outside the region those here are no answer, where it is not said that one lives there.
        desk = beyond.is_desk(self.reading) and not self._lives
        self._only_there = where.competent(index, ())[2] if desk else 0
        self.matched = self.under(criteria.municipality)
        self.pool = self.filters.pool() & self.matched
        self.signals += signals.of_unknown_hours(self._of_unknown_hours())

    @property
    def _asks_where_or_when(self) -> bool:
        """Or in which language. A time beside words that nobody answers is no question who is open then."""
        read, times = self.reading, self.reading.times
        opens = self.open is not None and times is not None and (times.opens or not read.telling)
        return read.place is not None or opens or read.tongues is not None

    @property
    def _lives(self) -> bool:
        """Whether it is known where in the region the client lives, but by a filter."""
        case = self.criteria.case.municipality if self.criteria.case else ""
        return bool(self.reading.place or case)

    def under(self, municipality: str) -> int:
        """The sheets that answer under the filter of a municipality, or without one ('')."""
        return self._anywhere if municipality else self._anywhere & ~self._only_there

    def _match(self) -> int:
        """The sheets that answer, whatever the filters; and the columns by which they are put in order."""
        read = self.reading
        if not read.columns and not read.contact:
            return self.index.all if self.criteria.filtered() else 0
        contact = signals.of_contact(self.index, read.contact)
        place_only = self._asks_where_or_when and not read.telling
        if contact and (not place_only or facts.short_number(read.contact)):
            return self._of_contact(contact)
        if contacts.is_only_number(self.criteria.q, read.contact):
            return 0
        if contacts.is_called(read.contact) and not contact:
            self.nobodys = facts.spelled(read.contact)
        answered = [each.answered() for each in read.columns]
        self.missing = [at for at in read.telling if not answered[at].every and at not in read.ages]
        unsaid = read.partly or len(self.missing) == len(read.telling)
        if self._asks_where_or_when and unsaid and not read.surely:
            return self._of_the_known()
        pairs = zip(read.columns, answered, strict=True)
        self.words = [order.Words(levels, each.weight, every) for each, (levels, every) in pairs]
        return self._answering() | begun.there(self.index, read) or self._begun()

    def _begun(self) -> int:
        """What answers the beginning of a number, and a search that asks for nothing yet."""
        read = self.reading
        if contact := signals.of_contact(self.index, read.contact, signals.LEAST_ALONE):
            return self._of_contact(contact)
        if self.thesaurus and begun.asks_nothing(self.index, self.thesaurus, read):
            self.words, self.reading.also, self.unasked = [], [], True
            return self.index.bits("f", where.FOR_EVERYBODY)
        return 0

    def _of_contact(self, contact: Signal) -> int:
        """By a number or an address alone."""
        self.signals.insert(0, contact)
        self.reading.corrected, self.reading.also, self.words = "", [], []
        return order.union(contact.extra.levels)

    def _of_the_known(self) -> int:
        """Only a place, a time or a language was typed, or nothing else is answered: what is there and for
        there, is open then, and speaks it; what a word beside it may be a part of; and *Haren*, a prison."""
        read, held = self.reading, self.index.all
        if read.place:
            held = any_of(where.in_municipality(self.index, code) for code in read.place.codes)
            if not read.place.region:  # or says of itself that it is there
                held |= where.saying(self.index, [read.tokens[at] for at in read.place.positions])
        if self.open is not None:
            held &= self.open
        if read.tongues:
            held &= order.union(signals.of_tongues(self.index, read.tongues.codes)[0].extra.levels)
        for each in read.columns:
            weight = 1.0 if read.place and read.place.quarter else each.weight
            levels = [(value * weight, bits) for value, bits in each.answered().levels]
            self.signals.append(Signal(each.token, order.Extra(levels)))
        if read.partly:
            held |= any_of(read.columns[at].answered().every for at in read.telling)
        return held

    def _answering(self) -> int:
        """Sheets that answer a word that tells something; of many, at least two, or what a need leads to."""
        every, sure = [each.every for each in self.words], self.reading.surely
        if sure and not self.reading.telling:
            return sure
        if self.thesaurus and begun.hardly_asks(self.index, self.thesaurus, self.reading):
            return sure
        if self.thesaurus and begun.says_nothing(self.reading):
            return begun.in_names(self.index, self.reading)
        asked = [at for at in self.reading.telling or range(len(every)) if every[at]]
        telling = [every[at] for at in asked]
        once, twice = order.once_twice(telling)
        if len(telling) < 3 or not twice:
            return sure | once
        held = sure | twice | understood.every(self.reading.meant) | self._called_after_place() & once
        if self.reading.half and asked[-1] == len(every) - 1:
            # What half a word may become takes nothing away that the others found.
            once, twice = order.once_twice(telling[:-1])
            held |= once if len(telling) == 3 or not twice else twice
        return held

    def _called_after_place(self) -> int:
        """Who is called after the neighbourhood that is named: *bezoek gevangenis haren met kinderen*."""
        place = self.reading.place
        if place is None or not place.quarter:
            return 0
        return where.saying(self.index, [self.reading.tokens[at] for at in place.positions])

    def counts(self) -> dict[str, dict[str, int]]:
        """What each filter would leave; of all sheets as long as nothing is typed."""
        asks, every = self.reading.columns or self.reading.contact, self.index.all
        matched = (self.matched, self._anywhere) if asks else (every, every)
        return filters.counts(self.index, self.filters, *matched, self.criteria, self.now)

    def corrected(self) -> str | None:
        """What was searched instead; nothing where that finds nothing, nor where a word was taken apart of
        which nothing answers a piece: *hondenopvang*."""
        told = self.matched and not (self.reading.apart and self.missing)
        return (self.reading.corrected or None) if told else None

    def missed(self) -> list[str]:
        """Words that nothing answers, where others are answered; not whom it is about, if more is known."""
        if not self.matched or self.unasked:
            return []
        missed = begun.missed(self.thesaurus, self.criteria.q, self.reading, self.missing)
        return [self.nobodys, *missed] if self.nobodys else missed

    def hits(self, limit: int, together: bool = False) -> tuple[list[Hit], dict[str, Elsewhere]]:
        """The best ``limit``. Where services stand ``together`` that every municipality has its own of, also
        for whom the others are there, by the one after which they would stand; not where it is known where
        the client lives, nor of a number, nor of all there is."""
        lives = self._lives or self.criteria.municipality
        if together and not (lives or self.reading.contact or not self.reading.columns):
            listed, elsewhere = listing.together(self.index, self._listed, limit)
        else:
            listed, elsewhere = self._listed(limit), {}
        self.shown = [number for number, _score in listed]
        return self._hits(listed), elsewhere

    def spoken(self) -> list[tuple[str, int]]:
        """The languages that are asked for, in words or for the client, but those in which services work, as
        reasons, each with how many of the answers have staff who speak it; where nobody does, how many have a
        telephone interpreter, and how many lines say that interpreters are sent."""
        typed = self.reading.tongues.codes if self.reading.tongues else ()
        client = self.criteria.case.languages if self.criteria.case and self.reading.columns else ()
        codes = dict.fromkeys((*typed, *(code for code in client if code not in LANGUAGES)))
        sends = 0
        told = {f"asked_language:{code}": signals.speaking(self.index, code) & self.pool for code in codes}
        if told and not any(told.values()):
            sends = any_of(held for code, held in self._reasons() if code == clients.SENDS) & self.pool
            if not languages.SIGNED.issuperset(codes):
                told["interpreter"] = self.index.bits("f", "interpreter=yes") & self.pool
        counts = [(reason, held.bit_count()) for reason, held in told.items()]
        return [*counts, (clients.SENDS, sends.bit_count())] if sends else counts

    def aside(self, limit: int) -> list[Hit]:
        """Of a danger of which the filters leave no help at all, the best ``limit`` of those they leave out:
        a filter of an hour ago must not hide whom to call now. So of a need that is also for victims."""
        danger = (self.reading.surely if self.reading.urgent else self._for_victims()) & self.matched
        if not danger or danger & self.pool:
            return []
        listed = self._listed(limit, danger)
        self.shown += [number for number, _score in listed]
        return self._hits(listed)

    def _for_victims(self) -> int:
        """All that is meant, where a third of it is help for victims; of lawyers one in fourteen is."""
        meant = understood.every(self.reading.meant)
        helps = (meant & self.index.bits("f", FOR_VICTIMS)).bit_count()
        return meant if 3 * helps >= meant.bit_count() else 0

    def _listed(self, most: int, pool: int | None = None) -> list[listing.Listed]:
        extras = signals.to_order(self.index, self.signals)
        groups = order.best(self.pool if pool is None else pool, self.words, extras, self._sure())
        return listing.best(self.index, groups, most)

    def _best(self, of: int) -> order.Group | None:
        """The sheets ``of`` some that answer the words best, whatever else counts."""
        return next(order.best(of, self.words, ()), None) if self.words else None

    def _of_unknown_hours(self) -> int:
        """Those of which nobody knows whether they are open when it is asked, but those of them that answer
        the words best: what is only near to them is not what was asked for, though it is open."""
        if self._then is None or (best := self._best(self.pool & ~self._then.shut)) is None:
            return 0
        return self.pool & ~self._then.shut & ~self._then.open & ~best.bits

    def _sure(self) -> float:
        """From how good an answer on it counts in full who suits the client; 0 where it is for none."""
        if self.criteria.case is None and self.reading.tongues is None:
            return 0.0
        best = self._best(self.pool)
        return ranking.sure_for_a_client(best.score, self.reading.tongues is not None) if best else 0.0

    def _reasons(self) -> list[tuple[str, int]]:
        """What the signals say, each with the sheets of which they say it."""
        return [pair for signal in self.signals for pair in signal.reasons]

    def _hits(self, listed: list[listing.Listed]) -> list[Hit]:
        every = of_numbers([number for number, _score in listed])
        reasons = [(code, held) for code, of in self._reasons() if (held := of & every)]
        found, ids = [], self.index.ids
        for number, score in listed:
            own = [code for code, held in reasons if held >> number & 1] if reasons else []
            found.append(Hit(ids[number], score, tuple(dict.fromkeys(own)), self, number))
        return found

    @cached_property
    def _why(self) -> why.Why:
        return why.Why(self.index, self.reading, self.shown)

    def why_of(self, number: int) -> list[Match]:
        """What of a sheet that is shown answered the search."""
        return [] if self.unasked else self._why.of(number)

    def parts_of(self, number: int) -> dict[str, float]:
        """Each part of a sheet's score by name; of a name that stands there already, with its number."""
        named = [
            (f"“{each.token}”", words.levels)
            for each, words in zip(self.reading.columns, self.words, strict=False)
        ]
        named += [(signal.name, signal.extra.levels) for signal in self.signals]
        found, seen = dict[str, float](), Counter[str]()
        for name, levels in named:
            seen[name] += 1
            found[name if seen[name] == 1 else f"{name} {seen[name]}"] = order.value_of(levels, number)
        return found

    def worth_of(self, number: int) -> dict[str, float]:
        """What each of these parts adds to its score."""
        parts, weights = self.parts_of(number), [words.weight for words in self.words]
        if not weights:
            return parts
        answered = [bool(words.every >> number & 1) for words in self.words]
        worth = ranking.shares(list(parts.values()), weights, answered, self._sure())
        return dict(zip(parts, worth, strict=True))
