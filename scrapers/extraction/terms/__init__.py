"""The vocabulary as data (`lexicon/`), where its concepts stand in a text, and how patterns of them are met.

Never here: which of several indicators a number has.
"""
