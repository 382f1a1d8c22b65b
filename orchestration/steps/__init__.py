"""The steps of a run as plain functions: fetch, ingest, parse, extract, lake tables, summary, status.

Lives here: calling the packages below in the right order for one partition (source × month). Never here: Dagster,
decisions
about content.
"""
