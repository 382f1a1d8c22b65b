"""The long trial: real runs that are killed, and months of simulated days; `make soak`.

Lives here: what takes longer than a test may. The suite keeps a short form of it (`tests/end_to_end/test_faults.py`).
"""
