"""Attacks, tried: each test does what somebody hostile would do, and holds what must come of it.

The table of attacks, defences and tests stands in docs/security.md. Attacks by a whole hostile web are in
`tests/end_to_end/test_hostile_web`, those that belong to one function beside its other tests.
"""
