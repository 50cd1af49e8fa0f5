"""``make bench``; ``make bench SIZES=1000 ONLY=search``. A section is a function that prints its tables."""

import os
import platform
import sys
from collections.abc import Callable

from bench import case_search, cases, imports, searching, serving


def _search(sizes: list[int]) -> None:
    for size in sizes:
        searching.keystrokes(size)


# The sizes at which growth is drawn; at the last one alone, making the sheets takes minutes.
GROWTH = [int(size) for size in os.environ.get("GROWTH", "1000,10000,100000").split(",")]
SECTIONS: dict[str, Callable[[list[int]], None]] = {
    "relevance": lambda _sizes: searching.relevance(),
    "search": _search,
    "http": serving.report,
    "imports": lambda _sizes: print("\n".join(imports.run())),
    "cases": lambda _sizes: print("\n".join(cases.run())),
    "case_search": lambda _sizes: print("\n".join(case_search.run())),
    "growth": lambda _sizes: searching.growth(GROWTH),
}


def main() -> None:
    """Run the sections that are asked for, at the sizes that are asked for."""
    sizes = [int(size) for size in os.environ.get("SIZES", "1000,10000").split(",")]
    wanted = [name for name in os.environ.get("ONLY", "").split(",") if name] or list(SECTIONS)
    if unknown := set(wanted) - set(SECTIONS):
        sys.exit(f"bench: no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")
    for name in wanted:
        SECTIONS[name](sizes)


if __name__ == "__main__":
    main()
