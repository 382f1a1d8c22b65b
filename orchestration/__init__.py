"""Runs the observatory: the steps of a run, Dagster's definitions of them, and the `observatory` command.

Lives here: thin glue. `steps/` are plain functions that call the other packages; `assets/`, `checks.py`, `jobs.py` and
`definitions.py` show them to Dagster; `command_line/` shows them to a person. Never here: parsing, extraction, SQL.
"""
