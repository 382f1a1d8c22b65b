"""The assets of the lineage: sources → lake → dbt models → release, each a thin call of a step.

Lives here: asset keys, dependencies, descriptions, metadata. Never here: what a step does.
"""
