"""Faults put into a process at every dangerous moment: a kill, a power cut, a full disk.

Lives here: the machine that does it. What must come of them is in the tests beside the code that writes.
"""
