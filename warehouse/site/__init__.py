"""The observatory's pages: a static site of a release, Vietnamese first, without a server or anything from elsewhere.

Lives here: templates, bundled assets, words, the tile map's layout, and the code that makes pages
of published tables.
Never here: how figures are chosen (dbt), what a release is (`warehouse.release`).
"""
