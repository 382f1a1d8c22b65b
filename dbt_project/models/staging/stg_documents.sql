-- A text that comes back in a later month stands in two partitions; the earliest row is kept, with the latest capture
-- that said it: a text that was replaced and then restored is the current one again.
select
    document_id,
    article_id,
    source_id,
    capture_id,
    url,
    title,
    lead,
    author,
    published_at,
    published_on,
    date_source,
    captured_at as first_captured_at,
    province_code,
    original_publisher,
    text_sha256,
    n_chars,
    parser,
    parser_version,
    greatest(
        max(captured_at) over (partition by document_id),
        (
            select max(c.captured_at)
            from {{ source('lake', 'document_captures') }} as c
            where c.document_id = d.document_id
        )
    ) as last_captured_at
from {{ source('lake', 'documents') }} as d
qualify row_number() over (partition by document_id order by captured_at, capture_id) = 1
