"""Which indicator a number belongs to: rules for shares, counts and amounts, series, and numbers that point back.

Never here: ranks and scores of indices (`indices`), what no indicator may claim (`unclaimable`).
"""
