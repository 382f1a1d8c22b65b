"""Asset checks that are not dbt tests: counters, each source against its own history, what a release may lose.

Lives here: one module per layer, each a function that gives its checks. Never here: what is counted or judged
(`orchestration.steps`, `warehouse.publishing.gates`).
"""
