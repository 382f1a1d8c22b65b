"""Tests: unit, contract, dbt, end-to-end; the annotated corpus and the benchmarks.

Lives here: whatever shows that the packages do what they promise, offline and the same every time. Never here: code
that the packages need.
"""
