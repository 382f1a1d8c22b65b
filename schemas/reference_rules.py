"""The seeds that steer rules of the warehouse: columns, keys and checks of each.

Lives here: whose word counts for which indicator, how it is combined over a merger, what it can be computed from, the
population that such rules weigh by, and the words for why a number was not used. Not here: the codebook, places and
targets (`schemas.reference`), the rules.
"""

from __future__ import annotations

from schemas.tables import CODE, SLUG, ColumnSchema, TableSchema

AUTHORITIES = ("ministry_index", "provincial_portal", "provincial_newspaper", "national_newspaper", "other")
BOUNDARY_RULES = ("weigh_by_population", "never")

SOURCE_AUTHORITY = TableSchema(
    name="source_authority",
    grain="One row per class of source; a lower rank is believed first.",
    key=("authority",),
    columns=(
        ColumnSchema("authority", "string", "Slug of the class.", one_of=AUTHORITIES),
        ColumnSchema("authority_rank", "integer", "1 is believed first.", minimum=1, unique=True),
        ColumnSchema("name_vi", "string", "Name in Vietnamese."),
        ColumnSchema("name_en", "string", "Name in English."),
    ),
)

INDICATOR_AUTHORITY = TableSchema(
    name="indicator_authority",
    grain="One row per indicator and class of source whose rank differs from the general one.",
    key=("indicator_code", "authority"),
    columns=(
        ColumnSchema("indicator_code", "string", "The indicator.", pattern=CODE),
        ColumnSchema("authority", "string", "Class of source.", one_of=AUTHORITIES),
        ColumnSchema("authority_rank", "integer", "Its rank for this indicator; 1 is believed first.", minimum=1),
        ColumnSchema("reason", "string", "Why."),
    ),
)

INDICATOR_BOUNDARY_RULES = TableSchema(
    name="boundary_rules",
    grain="One row per indicator that is not simply summed or weighted by its denominator over a merger.",
    key=("indicator_code",),
    columns=(
        ColumnSchema("indicator_code", "string", "The indicator.", pattern=CODE),
        ColumnSchema(
            "rule", "string", "weigh_by_population, or never: it is not combined at all.", one_of=BOUNDARY_RULES
        ),
        ColumnSchema("reason", "string", "Why."),
    ),
)

DERIVATIONS = TableSchema(
    name="derivations",
    grain="One row per indicator that can be computed: numerator over denominator, times a factor.",
    key=("derived_code", "numerator_code", "denominator_code"),
    columns=(
        ColumnSchema("derived_code", "string", "Indicator that is computed.", pattern=CODE),
        ColumnSchema("numerator_code", "string", "Indicator that is the numerator.", pattern=CODE),
        ColumnSchema("denominator_code", "string", "Indicator that is the denominator, or `population`.", pattern=CODE),
        ColumnSchema("factor", "number", "100 for percent, 1000 for per thousand.", minimum=1),
        ColumnSchema(
            "out_of_is_denominator",
            "string",
            "Whether the number after the stroke (186/267) is the denominator.",
            one_of=("yes", "no"),
        ),
    ),
)

POPULATION = TableSchema(
    name="population",
    grain="One row per territorial unit and year with a cited population.",
    key=("unit_id", "year"),
    columns=(
        ColumnSchema("unit_id", "string", "The unit.", pattern=SLUG),
        ColumnSchema("year", "integer", "Year of the figure.", minimum=2015, maximum=2050),
        ColumnSchema("population", "integer", "Persons.", minimum=1),
        ColumnSchema("measure", "string", "What was counted, and how exactly it is given."),
        ColumnSchema("source_url", "string", "Page on which it was read."),
        ColumnSchema(
            "certainty",
            "string",
            "primary: the office itself; secondary: who cites it.",
            one_of=("primary", "secondary"),
        ),
        ColumnSchema("note", "string", "Remark.", nullable=True),
    ),
)

UNMAPPED_REASONS = TableSchema(
    name="unmapped_reasons",
    grain="One row per reason for which no indicator claims a number.",
    key=("reason_code",),
    columns=(
        ColumnSchema("reason_code", "string", "Code that the extraction gives.", pattern=CODE),
        ColumnSchema("reason_vi", "string", "What it means, in Vietnamese.", unique=True),
        ColumnSchema("reason_en", "string", "What it means, in English.", unique=True),
    ),
)
