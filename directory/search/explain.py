"""Why the sheets stand in this order: the parts of each score, for whoever keeps or doubts the ranking."""

from directory.answers import Criteria, Hit, Results
from directory.search import find

# What the columns are; docs/search.md says how the parts come of the signals.
_LEGEND = "of each part: what it adds to the score, its name, (how well the word is answered, or the signal)"


def _head(results: Results) -> list[str]:
    lines = [f"{results.total} sheets", _LEGEND]
    if results.degraded:
        lines.append("the index is being built: plain SQL answered")
    if results.unasked:
        lines.append("nothing is asked yet: to whom everybody may turn")
    if results.missed:
        lines.append(f"not found: {', '.join(results.missed)}")
    if results.corrected:
        lines.append(f"searched instead: {results.corrected}")
    if results.also_searched:
        lines.append(f"also searched: {', '.join(results.also_searched)}")
    return lines


def _hit(rank: int, hit: Hit) -> list[str]:
    lines = [f"{rank:2}. {hit.external_id}  {hit.score:.2f}"]
    lines += [
        f"      {hit.worth[name]:+7.2f}  {name} ({value:g})" for name, value in hit.signals.items() if value
    ]
    ways: dict[str, dict[str, None]] = {}
    for match in hit.why:
        where = match.field + (f" ({match.lang})" if match.lang else "")
        ways.setdefault(f"“{match.typed}” {match.how}", {})[where] = None
    lines += [f"               {way} in {', '.join(where)}" for way, where in ways.items()]
    if hit.reasons:
        lines.append(f"               {', '.join(hit.reasons)}")
    return lines


def told(criteria: Criteria, limit: int = 10) -> str:
    """The results of ``criteria`` with each part of each score, as text.

    Of each part, what it adds to the score, and in brackets the value of the signal, or how well the sheet
    answers a word (in quotes); docs/search.md says how the one comes of the other.
    """
    results = find(criteria, limit)
    lines = _head(results)
    for rank, hit in enumerate(results.hits, 1):
        lines += _hit(rank, hit)
    return "\n".join(lines)
