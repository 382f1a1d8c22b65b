"""The shape of what flows: records, column definitions, pandera models and the split into valid rows and quarantine.

Lives here: frozen dataclasses for captures, documents and observations; one `TableSchema` per lake table and per
reference table, from which the pandera model, the Arrow schema and the documented columns are derived.
Never here: reading or writing anything.
"""
