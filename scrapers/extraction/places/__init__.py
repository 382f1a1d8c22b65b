"""Which province, district, commune, agency or country a number is about: what is written, and the choice.

Never here: units and mergers themselves, which are reference data.
"""
