"""Runs the benchmarks and prints one line each: `python -m tests.benchmarks`.

Lives here: the list of benchmarks. Not here: what they measure; each has a module beside this one.
"""

from __future__ import annotations

from tests.benchmarks import extraction, fetching, growth, pages

BENCHMARKS = (extraction.measure, growth.measure, pages.measure, fetching.measure)


def main() -> None:
    """Run one benchmark after the other."""
    for measure in BENCHMARKS:
        print(measure(), flush=True)


if __name__ == "__main__":
    main()
