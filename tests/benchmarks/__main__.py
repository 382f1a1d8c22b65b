"""Runs the benchmarks and prints one line each: `python -m tests.benchmarks [NAME ...]`.

Lives here: the list of benchmarks. Not here: what they measure; each has a module beside this one.
"""

from __future__ import annotations

import argparse

from tests.benchmarks import extraction, fetching, growth, pages, warehouse

BENCHMARKS = {
    "extraction": extraction.measure,
    "growth": growth.measure,
    "pages": pages.measure,
    "fetching": fetching.measure,
    "warehouse": warehouse.measure,
}


def main() -> None:
    """Run the named benchmarks one after the other, all of them where none is named."""
    parser = argparse.ArgumentParser(description="How fast the parts are on this machine.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(BENCHMARKS)}; all without one")
    names = parser.parse_args().names or list(BENCHMARKS)
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"no benchmark is called {unknown[0]}: choose from {', '.join(BENCHMARKS)}")
    for name in names:
        print(BENCHMARKS[name](), flush=True)


if __name__ == "__main__":
    main()
