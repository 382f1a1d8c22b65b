"""Which time a number describes: the times that a text names, which of them last, and the choice.

Never here: calendars of sources, days on which pages were fetched.
"""
