"""Tables that have lost their frame in a plain text: one module for each form in which they are found.

`columns` tries the forms in their order and sets bars between the cells; `barred_rows` makes tables of rows with bars.
"""
