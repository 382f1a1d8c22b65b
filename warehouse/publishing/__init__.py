"""A release in the forms that people open (CSV, workbooks, dictionary, data package, list of changes), and its gates.

Lives here: writing what the published database says in other formats, comparing two releases, and what a release must
hold before it may be published. Never here: numbers and links of releases (`warehouse.release`), the pages
(`warehouse.site`), business rules (dbt).
"""
