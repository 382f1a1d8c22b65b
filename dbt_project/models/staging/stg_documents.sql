-- A text that comes back in a later month stands in two partitions; the earliest row is kept, with the latest capture.
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
    max(captured_at) over (partition by document_id) as last_captured_at
from {{ source('lake', 'documents') }}
qualify row_number() over (partition by document_id order by captured_at, capture_id) = 1
