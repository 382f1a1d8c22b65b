"""The outside world becomes documents and documents become observations.

Lives here: the registry of sources (`sources`), asking them politely (`fetching`), reading pages and files (`parsing`),
reading figures out of texts (`extraction`), the embedded web of pages (`sample_web`) and the reference data as Python
objects (`reference`). Never here: Dagster, DuckDB, where data lies on disk.
"""
