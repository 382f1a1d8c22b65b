"""Whether a number is reached, aimed at or a difference.

Never here: by when something is aimed at (`periods`).
"""
