"""The numbers that no indicator may claim, each with the reason that the reader is given.

Never here: numbers that are no quantity at all (`numbers`).
"""
