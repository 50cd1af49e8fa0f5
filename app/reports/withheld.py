"""Which numbers of a table are withheld besides the small ones, so that no small one can be worked out.

The reader knows more than what is shown: that rows and columns add up, that a row that is listed occurred at
least once, and, at worst, which of the withheld numbers are under 5. So for each withheld number there must
be another table with the same numbers shown in which it is another one. Then this table turns into such a one
by adding one and taking one away around a ring of withheld numbers; the ring is what is looked for. Where
nothing is left to show, the number of rows alone is told.
"""

from collections.abc import Iterator

FEW = 5
Place = tuple[int, int]
# What a line adds up to is known. A number that stands in no such line hangs on this.
_FREE = ("free", 0)
_Line = tuple[str, int]


class Withheld:
    """``rows``: the counts; with ``across`` the first of a row is the sum of the others. ``total``: the sums
    of the columns, empty where rows do not add up. ``hidden``: the places that are withheld, of which the row
    after the last is the total."""

    def __init__(self, rows: list[list[float]], total: list[float], across: bool) -> None:
        self.last, self.sums, self.across = len(rows), bool(total), across
        self.values = {(row, column): n for row, cells in enumerate(rows) for column, n in enumerate(cells)}
        self.values |= {(self.last, column): n for column, n in enumerate(total)}
        self.hidden: list[Place] = []
        for place, value in self.values.items():
            if value < FEW:
                self._hide(place)
        for place in self.hidden:  # it grows meanwhile; a ring that was found stays one
            while not self._ambiguous(place) and (more := self._next(place)) is not None:
                self._hide(more)

    def _hide(self, place: Place) -> None:
        if place in self.hidden:
            return
        self.hidden.append(place)
        total = (self.last, place[1])
        if total in self.values and self.values[total] < self._most(total):
            self._hide(total)

    def _column(self, column: int) -> list[Place]:
        return [(row, column) for row in range(self.last)]

    def _least(self, place: Place) -> int:
        return 1 if place[1] == 0 else 0

    def _most(self, total: Place) -> int:
        """Below what a total is withheld. Where nothing of its column is shown, the number of rows tells how
        large it is at least: four rows and a total under 5 were one each."""
        column = self._column(total[1])
        alone = all(place in self.hidden for place in column)
        return FEW + (len(column) * self._least(total) if alone else 0)

    def _may(self, place: Place, step: int) -> bool:
        """Whether a number may be one more or one less as far as the reader knows."""
        value = self.values[place]
        few = self._most(place) if place[0] == self.last else FEW
        least, most = (self._least(place), few - 1) if value < few else (few, None)
        return value + step >= least and (most is None or value + step <= most)

    def _ends(self, place: Place) -> tuple[_Line, _Line]:
        """The two lines in which a number stands: one more of it moves one from the first to the second."""
        row = ("row", place[0]) if self.across else _FREE
        column = ("column", place[1]) if self.sums else _FREE
        return (row, column) if (place[1] > 0) != (place[0] == self.last) else (column, row)

    def _steps(self, line: _Line, but: Place) -> Iterator[_Line]:
        for place in self.hidden:
            first, second = self._ends(place)
            if place != but and first == line and self._may(place, 1):
                yield second
            if place != but and second == line and self._may(place, -1):
                yield first

    def _leads(self, begin: _Line, end: _Line, but: Place) -> bool:
        seen, waiting = {begin}, [begin]
        while waiting:
            for line in self._steps(waiting.pop(), but):
                if line not in seen:
                    seen.add(line)
                    waiting.append(line)
        return end in seen

    def _ambiguous(self, place: Place) -> bool:
        first, second = self._ends(place)
        return (self._may(place, 1) and self._leads(second, first, place)) or (
            self._may(place, -1) and self._leads(first, second, place)
        )

    def _next(self, place: Place) -> Place | None:
        """What to withhold more: the smallest number without which ``place`` cannot be worked out any more, a
        sum last; where one is not enough, the smallest of its lines, else of all."""
        shown = [one for one in self.values if one not in self.hidden]
        shown.sort(key=lambda one: (one[0] == self.last, self.values[one], one[1] == 0, one))
        for one in shown:
            self.hidden.append(one)
            enough = self._ambiguous(place)
            self.hidden.pop()
            if enough:
                return one
        near = [one for one in shown if set(self._ends(one)) & set(self._ends(place)) - {_FREE}]
        return next(iter(near or shown), None)
