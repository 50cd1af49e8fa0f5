"""Why the sheets stand in this order: the parts of each score, for whoever keeps or doubts the ranking."""

from directory.answers import Criteria, Hit, Results
from directory.search import find


def _head(results: Results) -> list[str]:
    lines = [f"{results.total} sheets"]
    if results.degraded:
        lines.append("the index is being built: plain SQL answered")
    if results.missed:
        lines.append(f"not found: {', '.join(results.missed)}")
    if results.corrected:
        lines.append(f"searched instead: {results.corrected}")
    if results.also_searched:
        lines.append(f"also searched: {', '.join(results.also_searched)}")
    return lines


def _hit(rank: int, hit: Hit) -> list[str]:
    lines = [f"{rank:2}. {hit.external_id}  {hit.score:.2f}"]
    lines += [f"      {value:+7.2f}  {name}" for name, value in hit.signals.items() if value]
    seen = dict.fromkeys(
        f"“{match.typed}” {match.how} in {match.field}{f' ({match.lang})' if match.lang else ''}"
        for match in hit.why
    )
    lines += [f"               {text}" for text in seen]
    if hit.reasons:
        lines.append(f"               {', '.join(hit.reasons)}")
    return lines


def told(criteria: Criteria, limit: int = 10) -> str:
    """The results of ``criteria`` with each part of each score, as text.

    The value of a word (in quotes) is how well the sheet answers it; docs/search.md says how the parts make
    the score.
    """
    results = find(criteria, limit)
    lines = _head(results)
    for rank, hit in enumerate(results.hits, 1):
        lines += _hit(rank, hit)
    return "\n".join(lines)
