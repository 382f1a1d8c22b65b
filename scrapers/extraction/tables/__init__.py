"""Reads tables: what stands over the columns, what a row is about, and what a cell is of.

Never here: setting a table again that lost its frame, which is the parser's.
"""
