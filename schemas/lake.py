"""The tables of the lake (Parquet): columns, keys and checks of each.

Lives here: what a row must look like to be kept. Checks that need reference data (is this indicator in the codebook,
was this unit valid then) are made in `schemas.plausibility`, which is given that data.
"""

from __future__ import annotations

from schemas.tables import CODE, ID, SLUG, ColumnSchema, TableSchema

AREA_LEVELS = ("province", "district", "commune", "agency", "country")
KINDS = ("actual", "target", "change")
BOUNDS = ("exact", "at_least", "at_most", "about")
PERIOD_BASES = ("explicit", "context", "document")
PURPOSES = ("robots", "listing", "article", "page", "file")
OUTCOMES = ("captured", "unchanged", "failed", "refused", "skipped")
UNITS = (
    "count",
    "percent",
    "rank",
    "score",
    "ratio",
    "person",
    "km",
    "vnd_billion",
    "per_100_people",
    "per_1000_people",
)

_YEAR, _HALF, _QUARTER = r"\d{4}", r"\d{4}-H[12]", r"\d{4}-Q[1-4]"
_MONTH, _DAY = r"\d{4}-(0[1-9]|1[0-2])", r"\d{4}-(0[1-9]|1[0-2])-\d{2}"
_POINT = f"({_DAY}|{_MONTH}|{_HALF}|{_QUARTER}|{_YEAR})"
PERIOD_PATTERN = rf"^{_POINT}(\.\.{_POINT})?$"

CAPTURES = TableSchema(
    name="captures",
    grain="One row per response (or ingested file) that was stored.",
    key=("capture_id",),
    columns=(
        ColumnSchema("capture_id", "string", "Stable hash of source, address, time and body.", pattern=ID),
        ColumnSchema("source_id", "string", "Registry id of the source.", pattern=SLUG),
        ColumnSchema("url", "string", "Address that was asked."),
        ColumnSchema("final_url", "string", "Address that answered, after redirects."),
        ColumnSchema("purpose", "string", "What the address was asked for.", one_of=PURPOSES),
        ColumnSchema("captured_at", "timestamp", "When the response had arrived (UTC)."),
        ColumnSchema("status_code", "integer", "HTTP status (200 for an ingested file).", minimum=100, maximum=599),
        ColumnSchema("headers_json", "string", "Response headers as a JSON object."),
        ColumnSchema("content_type", "string", "Media type without parameters."),
        ColumnSchema("encoding", "string", "Character encoding that the response declares.", nullable=True),
        ColumnSchema(
            "sha256", "string", "SHA-256 of the body; names the blob in the archive.", pattern=r"^[0-9a-f]{64}$"
        ),
        ColumnSchema(
            "content_sha256",
            "string",
            "SHA-256 of the body without counters, tokens and clocks.",
            nullable=True,
            pattern=r"^[0-9a-f]{64}$",
        ),
        ColumnSchema("body_bytes", "integer", "Size of the body in bytes.", minimum=0),
        ColumnSchema("listing_title", "string", "Title that the listing gave.", nullable=True),
        ColumnSchema("listing_published_at", "timestamp", "Publication time that the listing gave.", nullable=True),
        ColumnSchema(
            "listing_signature", "string", "Hash of the listing's entry; a new one asks for a re-visit.", nullable=True
        ),
        ColumnSchema("meta_json", "string", "What a sidecar file said, as a JSON object."),
    ),
)

FETCH_OUTCOMES = TableSchema(
    name="fetch_outcomes",
    grain="One row per attempt to get an address, whatever came of it.",
    key=(),
    columns=(
        ColumnSchema("run_id", "string", "The run that asked."),
        ColumnSchema("source_id", "string", "Registry id of the source.", pattern=SLUG),
        ColumnSchema("url", "string", "Address that was asked, or would have been."),
        ColumnSchema("purpose", "string", "What it was asked for.", one_of=PURPOSES),
        ColumnSchema("attempted_at", "timestamp", "When it was asked (UTC)."),
        ColumnSchema("outcome", "string", "captured, unchanged, failed, refused or skipped.", one_of=OUTCOMES),
        ColumnSchema("reason", "string", "Name of the failure or rule; `ok` where it worked."),
        ColumnSchema("detail", "string", "What happened, for a person."),
        ColumnSchema("status_code", "integer", "HTTP status, where there was one.", nullable=True),
        ColumnSchema("attempts", "integer", "Tries made, retries included.", minimum=0),
        ColumnSchema("body_bytes", "integer", "Bytes received.", minimum=0),
        ColumnSchema("duration_ms", "integer", "Time taken in milliseconds.", minimum=0),
        ColumnSchema("capture_id", "string", "The capture that it left, if any.", nullable=True),
    ),
)

DOCUMENTS = TableSchema(
    name="documents",
    grain="One row per version of an article: source, address and text.",
    key=("document_id",),
    columns=(
        ColumnSchema("document_id", "string", "Stable hash of source, address and text.", pattern=ID),
        ColumnSchema("article_id", "string", "Stable hash of source and address; shared by the versions.", pattern=ID),
        ColumnSchema("source_id", "string", "Registry id of the source.", pattern=SLUG),
        ColumnSchema("capture_id", "string", "The first capture that said this.", pattern=ID),
        ColumnSchema("url", "string", "Address of the article."),
        ColumnSchema("title", "string", "Title.", nullable=True),
        ColumnSchema("lead", "string", "Lead (sapo).", nullable=True),
        ColumnSchema("author", "string", "Author as printed.", nullable=True),
        ColumnSchema("published_at", "timestamp", "Publication time (UTC), where a time is printed.", nullable=True),
        ColumnSchema("published_on", "date", "Publication day in Vietnam.", nullable=True),
        ColumnSchema("date_source", "string", "Where the publication day was read.", nullable=True),
        ColumnSchema("captured_at", "timestamp", "When it was first captured in this form (UTC)."),
        ColumnSchema(
            "province_code",
            "string",
            "Province of the source or of the sidecar; `vn` for national.",
            nullable=True,
            pattern=SLUG,
        ),
        ColumnSchema("text", "string", "The whole text, NFC, one block per line."),
        ColumnSchema("blocks_json", "string", "Blocks (role, start, end, cells) as JSON."),
        ColumnSchema("links_json", "string", "Addresses that the body links to, as JSON."),
        ColumnSchema("original_publisher", "string", "Publisher that a reprint names.", nullable=True),
        ColumnSchema(
            "text_sha256", "string", "Hash of the folded text; equal for reprints.", pattern=r"^[0-9a-f]{64}$"
        ),
        ColumnSchema("n_chars", "integer", "Length of the text in characters.", minimum=1),
        ColumnSchema("parser", "string", "Family that read it."),
        ColumnSchema("parser_version", "string", "Version of the parser."),
    ),
)

DOCUMENT_CAPTURES = TableSchema(
    name="document_captures",
    grain="One row per capture that was read: the version of the article that it said.",
    key=("capture_id",),
    columns=(
        ColumnSchema("capture_id", "string", "The capture.", pattern=ID),
        ColumnSchema("document_id", "string", "The version of the article that it said.", pattern=ID),
        ColumnSchema("article_id", "string", "The article.", pattern=ID),
        ColumnSchema("source_id", "string", "Registry id of the source.", pattern=SLUG),
        ColumnSchema("url", "string", "Address of the article."),
        ColumnSchema("captured_at", "timestamp", "When the capture was made (UTC)."),
    ),
)

OBSERVATIONS = TableSchema(
    name="observations",
    grain="One row per number that a document states about one indicator, area and period.",
    key=("observation_id",),
    columns=(
        ColumnSchema(
            "observation_id",
            "string",
            "Stable hash of document, span, indicator and kind; of a number's further places also of the place.",
            pattern=ID,
        ),
        ColumnSchema("document_id", "string", "The document that states it.", pattern=ID),
        ColumnSchema("source_id", "string", "Registry id of the source.", pattern=SLUG),
        ColumnSchema("url", "string", "Address of the document."),
        ColumnSchema("published_on", "date", "Publication day of the document.", nullable=True),
        ColumnSchema("captured_at", "timestamp", "When the document was captured (UTC)."),
        ColumnSchema("indicator_code", "string", "Code of the codebook.", pattern=CODE),
        ColumnSchema("province_code", "string", "Slug of the province; `vn` for the whole country.", pattern=SLUG),
        ColumnSchema("unit_id", "string", "Territorial unit valid in the period.", pattern=SLUG),
        ColumnSchema("area_level", "string", "Level of the area that the number is about.", one_of=AREA_LEVELS),
        ColumnSchema("area_name", "string", "Name below province level, as written.", nullable=True),
        ColumnSchema("kind", "string", "actual, target or change.", one_of=KINDS),
        ColumnSchema("value", "number", "The number in the codebook's unit."),
        ColumnSchema("unit", "string", "The codebook's unit; percent for a relative_change (see flags).", one_of=UNITS),
        ColumnSchema("out_of", "number", "Denominator or maximum, where one is written.", nullable=True, minimum=0),
        ColumnSchema("bound", "string", "exact, at_least, at_most or about.", one_of=BOUNDS),
        ColumnSchema(
            "period",
            "string",
            "2023, 2024-H1, 2024-Q3, 2024-06, 2024-06-30 or 2021..2025.",
            nullable=True,
            pattern=PERIOD_PATTERN,
        ),
        ColumnSchema("period_start", "date", "First day of the period.", nullable=True),
        ColumnSchema("period_end", "date", "Last day of the period.", nullable=True),
        ColumnSchema("period_basis", "string", "What decided the period.", nullable=True, one_of=PERIOD_BASES),
        ColumnSchema("quote", "string", "The sentence, verbatim."),
        ColumnSchema("quote_start", "integer", "Place of the sentence in the document's text.", minimum=0),
        ColumnSchema("quote_end", "integer", "End of the sentence in the document's text.", minimum=1),
        ColumnSchema("value_text", "string", "The number as written, with its words."),
        ColumnSchema("value_start", "integer", "Place of the number in the document's text.", minimum=0),
        ColumnSchema("value_end", "integer", "End of the number in the document's text.", minimum=1),
        ColumnSchema("confidence", "number", "How sure the rule is, 0 to 1.", minimum=0, maximum=1),
        ColumnSchema("rule", "string", "The rule that attached the number to the indicator."),
        ColumnSchema("flags", "string", "Comma-separated remarks that do not reject the row; empty if none."),
        ColumnSchema("extractor_version", "string", "Version of the extraction engine."),
    ),
)

OBSERVATION_CHANGES = TableSchema(
    name="observation_changes",
    grain="One row per observation of an earlier version that its article no longer states so.",
    key=("observation_id",),
    columns=(
        ColumnSchema("observation_id", "string", "The observation of the earlier version.", pattern=ID),
        ColumnSchema("document_id", "string", "The earlier version.", pattern=ID),
        ColumnSchema("article_id", "string", "The article.", pattern=ID),
        ColumnSchema("source_id", "string", "Registry id of the source.", pattern=SLUG),
        ColumnSchema("url", "string", "Address of the article."),
        ColumnSchema("change", "string", "altered or withdrawn.", one_of=("altered", "withdrawn")),
        ColumnSchema("changed_at", "timestamp", "When the change was first captured (UTC)."),
        ColumnSchema("changed_by_document_id", "string", "The version that brought the change.", pattern=ID),
        ColumnSchema(
            "new_observation_id", "string", "What the current version says instead.", nullable=True, pattern=ID
        ),
        ColumnSchema("old_value", "number", "The value of the earlier version."),
        ColumnSchema("new_value", "number", "The value of the current version.", nullable=True),
        ColumnSchema("old_period", "string", "The period of the earlier version.", nullable=True),
        ColumnSchema("new_period", "string", "The period of the current version.", nullable=True),
    ),
)

UNMAPPED_QUANTITIES = TableSchema(
    name="unmapped_quantities",
    grain="One row per number with a unit that no indicator claims.",
    key=("unmapped_id",),
    columns=(
        ColumnSchema("unmapped_id", "string", "Stable hash of document and span.", pattern=ID),
        ColumnSchema("document_id", "string", "The document that states it.", pattern=ID),
        ColumnSchema("source_id", "string", "Registry id of the source.", pattern=SLUG),
        ColumnSchema("url", "string", "Address of the document."),
        ColumnSchema("quote", "string", "The sentence, verbatim."),
        ColumnSchema("value_text", "string", "The number as written, with its words."),
        ColumnSchema("value", "number", "The number as read."),
        ColumnSchema("unit", "string", "The unit or counted noun that follows it.", nullable=True),
        ColumnSchema("nearest_term", "string", "The nearest indicator term in the sentence.", nullable=True),
        ColumnSchema("value_start", "integer", "Place of the number in the document's text.", minimum=0),
        ColumnSchema("value_end", "integer", "End of the number in the document's text.", minimum=1),
        ColumnSchema("reason", "string", "Why no indicator claims it; a code of unmapped_reasons.", pattern=CODE),
        ColumnSchema("extractor_version", "string", "Version of the extraction engine."),
    ),
)

DOCUMENT_READINGS = TableSchema(
    name="document_readings",
    grain="One row per document that was read: what became of its numbers.",
    key=("document_id",),
    columns=(
        ColumnSchema("document_id", "string", "The document.", pattern=ID),
        ColumnSchema("source_id", "string", "Registry id of the source.", pattern=SLUG),
        ColumnSchema("numbers_seen", "integer", "Numbers in the text.", minimum=0),
        ColumnSchema("numbers_observed", "integer", "Numbers that became at least one observation.", minimum=0),
        ColumnSchema("numbers_unmapped", "integer", "Numbers with a unit that no indicator claims.", minimum=0),
        ColumnSchema("numbers_excluded", "integer", "Numbers that are no quantity, with a reason.", minimum=0),
        ColumnSchema("excluded_by_reason", "string", "JSON object: reason to count."),
        ColumnSchema("extractor_version", "string", "Version of the extraction engine."),
    ),
)

QUARANTINE = TableSchema(
    name="quarantine",
    grain="One row per capture, document or observation that was not used, with the reason and the row itself.",
    key=("quarantine_id",),
    columns=(
        ColumnSchema("quarantine_id", "string", "Stable hash of stage, subject and rule.", pattern=ID),
        ColumnSchema("stage", "string", "Where it was stopped.", one_of=("parse", "extract", "validate")),
        ColumnSchema("source_id", "string", "Registry id of the source."),
        ColumnSchema("subject_id", "string", "capture_id, document_id or observation_id."),
        ColumnSchema("url", "string", "Address, where known.", nullable=True),
        ColumnSchema("rule", "string", "The rule that was broken, or the named failure."),
        ColumnSchema("reason", "string", "What is wrong, for a person."),
        ColumnSchema("row_json", "string", "The row itself as a JSON object."),
        ColumnSchema("captured_at", "timestamp", "When its capture was made (UTC)."),
    ),
)

LAKE_TABLES: dict[str, TableSchema] = {
    table.name: table
    for table in (
        CAPTURES,
        FETCH_OUTCOMES,
        DOCUMENTS,
        DOCUMENT_CAPTURES,
        OBSERVATIONS,
        OBSERVATION_CHANGES,
        UNMAPPED_QUANTITIES,
        DOCUMENT_READINGS,
        QUARANTINE,
    )
}

SOURCES = TableSchema(
    name="sources",
    grain="One row per source of the registry, as it was in the last run (one file, no partitions).",
    key=("source_id",),
    columns=(
        ColumnSchema("source_id", "string", "Registry id of the source.", pattern=SLUG),
        ColumnSchema("name_vi", "string", "Name in Vietnamese."),
        ColumnSchema("name_en", "string", "Name in English."),
        ColumnSchema("kind", "string", "portal, newspaper, index, open_data or inbox."),
        ColumnSchema(
            "province_code", "string", "Province that it speaks for; `vn` for the whole country.", pattern=SLUG
        ),
        ColumnSchema("base_url", "string", "Address of the site.", nullable=True),
        ColumnSchema("family", "string", "Family of its pages."),
        ColumnSchema("authority", "string", "Whose word it is: decides among competing values."),
        ColumnSchema("enabled", "boolean", "Whether it is asked."),
        ColumnSchema("profile", "string", "sample or live."),
        ColumnSchema("licence_note", "string", "What is known of the right to re-use.", nullable=True),
        ColumnSchema("confidence", "string", "How sure the registry's entry is."),
    ),
)
