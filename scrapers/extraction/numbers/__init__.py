"""The numbers of Vietnamese prose as quantities: value, unit, bound, denominator; and those that are no quantity.

Never here: of which indicator, time or place a number is.
"""
