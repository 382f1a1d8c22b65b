"""The seeds of the warehouse (reference data): columns, keys and checks of each.

Lives here: what a row of `dbt_project/seeds/*.csv` must look like. Lists stand in one cell, parted by `|`. Not here:
the seeds that steer rules (`schemas.reference_rules`), reading the files (`scrapers.reference`), relations between
them (dbt tests).
"""

from __future__ import annotations

from schemas.lake import UNITS
from schemas.pillars import PILLARS
from schemas.reference_rules import (
    DERIVATIONS,
    INDICATOR_AUTHORITY,
    INDICATOR_BOUNDARY_RULES,
    POPULATION,
    SOURCE_AUTHORITY,
    UNMAPPED_REASONS,
)
from schemas.tables import CODE, SLUG, ColumnSchema, TableSchema

DIRECTIONS = ("higher_better", "lower_better", "neutral")
TIERS = ("core", "extended")
BINDS = ("country", "each_province", "country_and_each_province", "own_unit")
OPERATORS = (">=", ">", "=", "<=", "<", "range", "qualitative")
REGIONS = ("tdmnpb", "dbsh", "btb-dhmt", "btb", "dhntb-tn", "tn", "dnb", "dbscl")

_SLUGS = r"^[a-z0-9-]+(\|[a-z0-9-]+)*$"

INDICATORS = TableSchema(
    name="indicators",
    grain="One row per indicator of the codebook.",
    key=("indicator_code",),
    columns=(
        ColumnSchema("indicator_code", "string", "Code of the indicator.", pattern=CODE),
        ColumnSchema("name_vi", "string", "Name in Vietnamese."),
        ColumnSchema("name_en", "string", "Name in English."),
        ColumnSchema("pillar", "string", "Pillar of digital transformation.", one_of=PILLARS),
        ColumnSchema("unit", "string", "Unit in which every value is kept.", one_of=UNITS),
        ColumnSchema("scale_min", "number", "Lowest plausible value.", nullable=True),
        ColumnSchema("scale_max", "number", "Highest plausible value; empty where there is none.", nullable=True),
        ColumnSchema(
            "value_limit",
            "number",
            "A value beyond it is rejected; of counts and money it lies far above those of the whole country.",
            nullable=True,
        ),
        ColumnSchema("scale_note", "string", "The scale as the official set words it.", nullable=True),
        ColumnSchema("direction", "string", "Which way is better.", one_of=DIRECTIONS),
        ColumnSchema("definition_vi", "string", "Definition in Vietnamese."),
        ColumnSchema("official_ref", "string", "Official set or decision that defines it.", nullable=True),
        ColumnSchema("parent_code", "string", "Indicator that it details.", nullable=True, pattern=CODE),
        ColumnSchema("denominator", "string", "What a share is a share of: a code, or words.", nullable=True),
        ColumnSchema(
            "tier", "string", "core: a column of the scorecard; extended: only in the long tables.", one_of=TIERS
        ),
    ),
)

TERRITORIAL_UNITS = TableSchema(
    name="territorial_units",
    grain="One row per province as it existed between two days.",
    key=("unit_id",),
    columns=(
        ColumnSchema("unit_id", "string", "The unit.", pattern=SLUG),
        ColumnSchema("province_code", "string", "Slug of the name; shared by the versions of a name.", pattern=SLUG),
        ColumnSchema("territory_id", "string", "The land: equal where only name or rank changed.", pattern=SLUG),
        ColumnSchema("name_vi", "string", "Full name in Vietnamese."),
        ColumnSchema("name_en", "string", "Full name in English."),
        ColumnSchema("short_name_vi", "string", "Name without the kind."),
        ColumnSchema("kind", "string", "Province or centrally-run city.", one_of=("tinh", "thanh_pho")),
        ColumnSchema("gso_code", "string", "Code of the statistics office, two digits.", pattern=r"^\d{2}$"),
        ColumnSchema("iso_3166_2", "string", "ISO 3166-2 code.", nullable=True, pattern=r"^VN-[A-Z0-9]{2}$"),
        ColumnSchema("region", "string", "Region in force for the unit."),
        ColumnSchema("region_code", "string", "Slug of that region.", one_of=REGIONS),
        ColumnSchema("region_2025", "string", "Region since 2025, for units of today.", nullable=True),
        ColumnSchema("region_2025_code", "string", "Slug of that region.", nullable=True, one_of=REGIONS),
        ColumnSchema("valid_from", "date", "First day; empty: before the period observed.", nullable=True),
        ColumnSchema("valid_to", "date", "Last day; empty: still valid.", nullable=True),
        ColumnSchema("successor_codes", "string", "Units that followed.", nullable=True, pattern=_SLUGS),
        ColumnSchema("predecessor_codes", "string", "Units from which it was made.", nullable=True, pattern=_SLUGS),
        ColumnSchema("aliases", "string", "Spellings that name it without doubt."),
        ColumnSchema(
            "ambiguous_with_district_city", "string", "yes: a district-level city has the name too.", nullable=True
        ),
        ColumnSchema("certainty", "string", "How sure the row is."),
        ColumnSchema("note", "string", "Remark.", nullable=True),
    ),
)

PROVINCE_SUCCESSION = TableSchema(
    name="province_succession",
    grain="One row per unit of 2025-06-30: what became of it on 2025-07-01.",
    key=("predecessor_unit_id",),
    columns=(
        ColumnSchema("predecessor_unit_id", "string", "Unit before.", pattern=SLUG),
        ColumnSchema("successor_unit_id", "string", "Unit after.", pattern=SLUG),
        ColumnSchema("change", "string", "merged or unchanged.", one_of=("merged", "unchanged")),
        ColumnSchema("n_predecessors", "integer", "Units that make up the successor.", minimum=1, maximum=3),
        ColumnSchema("effective_date", "date", "Day of the change; empty where nothing changed.", nullable=True),
        ColumnSchema("legal_ref", "string", "Resolution that decided it."),
        ColumnSchema("certainty", "string", "How sure the row is."),
    ),
)

DISTRICTS = TableSchema(
    name="districts",
    grain="One row per version of a district-level unit; the level ended on 2025-06-30.",
    key=("district_code", "version"),
    columns=(
        ColumnSchema("district_code", "string", "Code of the statistics office, three digits.", pattern=r"^\d{3}$"),
        ColumnSchema("version", "integer", "Number of the version, from 1.", minimum=1),
        ColumnSchema("province_code", "string", "Its province.", pattern=SLUG),
        ColumnSchema("name_vi", "string", "Full name."),
        ColumnSchema("short_name_vi", "string", "Name without the kind."),
        ColumnSchema("kind", "string", "Kind of district.", one_of=("huyen", "thanh_pho", "thi_xa", "quan")),
        ColumnSchema("valid_from", "date", "First day, where known.", nullable=True),
        ColumnSchema("valid_to", "date", "Last day, where known.", nullable=True),
        ColumnSchema("aliases", "string", "Spellings."),
        ColumnSchema("source", "string", "Where the row comes from."),
        ColumnSchema("certainty", "string", "How sure the row is."),
    ),
)

COMMUNES = TableSchema(
    name="communes",
    grain="One row per commune, ward or special zone since 2025-07-01.",
    key=("commune_code",),
    columns=(
        ColumnSchema("commune_code", "string", "Code of the statistics office, five digits.", pattern=r"^\d{5}$"),
        ColumnSchema("unit_id", "string", "Unit in which it lies.", pattern=SLUG),
        ColumnSchema("name_vi", "string", "Full name."),
        ColumnSchema("short_name_vi", "string", "Name without the kind."),
        ColumnSchema("kind", "string", "Commune, ward or special zone.", one_of=("xa", "phuong", "dac_khu")),
        ColumnSchema("valid_from", "date", "First day."),
    ),
)

TARGETS = TableSchema(
    name="targets",
    grain="One row per target: scope, whom it binds, indicator, target year and legal reference.",
    key=("scope_unit_id", "binds", "indicator_code", "target_year", "legal_ref"),
    columns=(
        ColumnSchema("scope", "string", "Who set it.", one_of=("national", "provincial")),
        ColumnSchema("scope_unit_id", "string", "The unit that set it; `vn` for national ones.", pattern=SLUG),
        ColumnSchema("binds", "string", "Who has to reach it: only these are compared with it.", one_of=BINDS),
        ColumnSchema("binds_basis", "string", "Why it is taken to bind them."),
        ColumnSchema("indicator_code", "string", "The indicator.", pattern=CODE),
        ColumnSchema("target_year", "integer", "Year by which it is to be reached.", minimum=2020, maximum=2050),
        ColumnSchema("operator", "string", "How the value is meant.", one_of=OPERATORS),
        ColumnSchema("value_text", "string", "The value as set: a number, a range or words."),
        ColumnSchema("value_low", "number", "Lowest value that meets it.", nullable=True),
        ColumnSchema("value_high", "number", "Highest value that meets it, or upper end of a range.", nullable=True),
        ColumnSchema("unit", "string", "Unit of the value.", one_of=UNITS),
        ColumnSchema("legal_ref", "string", "Number, issuer and date of the text that sets it."),
        ColumnSchema("pillar", "string", "Pillar under which the text sets it.", one_of=PILLARS),
        ColumnSchema("source", "string", "Where it was read."),
        ColumnSchema("certainty", "string", "How sure.", one_of=("verified", "partly verified", "general knowledge")),
        ColumnSchema("note", "string", "Remark.", nullable=True),
    ),
)

PUBLISHED_RANKINGS = TableSchema(
    name="published_rankings",
    grain="One row per published (or derived) score and rank: index, year, unit or group, component, size.",
    key=("ranking_id",),
    columns=(
        ColumnSchema("ranking_id", "string", "index/year/unit/component/size, in lower case."),
        ColumnSchema("index_name", "string", "The index and, where two methods exist, the method."),
        ColumnSchema("year", "integer", "Edition year.", minimum=2015, maximum=2050),
        ColumnSchema("scope", "string", "What the row is about.", one_of=("unit", "country", "mean_of_provinces")),
        ColumnSchema(
            "unit_id", "string", "The unit; `vn` for the country, empty for a mean.", nullable=True, pattern=SLUG
        ),
        ColumnSchema("component", "string", "overall, or a component of the index.", pattern=CODE),
        ColumnSchema("rank_of", "integer", "How many units were ranked.", nullable=True, minimum=1, maximum=63),
        ColumnSchema("score", "number", "Score (or share in percent).", nullable=True),
        ColumnSchema("rank", "integer", "Rank.", nullable=True, minimum=1, maximum=63),
        ColumnSchema("score_indicator_code", "string", "Indicator of the score.", nullable=True, pattern=CODE),
        ColumnSchema("rank_indicator_code", "string", "Indicator of the rank.", nullable=True, pattern=CODE),
        ColumnSchema(
            "basis", "string", "stated by the page, or derived from what it states.", one_of=("stated", "derived")
        ),
        ColumnSchema("source_url", "string", "Page on which it was read."),
        ColumnSchema("note", "string", "Remark.", nullable=True),
    ),
)

SEED_TABLES: dict[str, TableSchema] = {
    table.name: table
    for table in (
        INDICATORS,
        TERRITORIAL_UNITS,
        PROVINCE_SUCCESSION,
        DISTRICTS,
        COMMUNES,
        TARGETS,
        PUBLISHED_RANKINGS,
        POPULATION,
        SOURCE_AUTHORITY,
        INDICATOR_AUTHORITY,
        INDICATOR_BOUNDARY_RULES,
        DERIVATIONS,
        UNMAPPED_REASONS,
    )
}
