"""Benchmarks: how fast the parts are on this machine; `make bench` runs them all. Never here: assertions on time."""
