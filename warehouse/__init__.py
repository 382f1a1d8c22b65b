"""Where data lies: the data directory, the raw archive, the Parquet lake, releases and the lock over all of them.

Lives here: reading and writing files safely (atomic, flushed, detected when damaged). Never here: business rules, the
network, Dagster. The folders of data below the default data directory (`archive/`, `lake/`, `work/`, `releases/` …)
share this place with the code and are ignored by git.
"""
