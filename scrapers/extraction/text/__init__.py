"""A document's text before anything in it is read: sentences, items, headings, brackets, the words around a number.

Never here: what the words mean for a number.
"""
