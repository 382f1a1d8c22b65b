"""Ranks, moves and scores: of which index they are, and of which part or edition's whole.

Never here: the editions as periods (`periods`).
"""
