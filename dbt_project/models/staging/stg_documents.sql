-- A text that comes back in a later month stands in two partitions. What is known of it is what its last capture told,
-- as a sidecar or a date may have been corrected; since when it stands there, and in which capture, says its first one.
select
    document_id,
    article_id,
    source_id,
    first_value(capture_id) over by_time as capture_id,
    url,
    title,
    lead,
    author,
    published_at,
    published_on,
    date_source,
    min(captured_at) over (partition by document_id) as first_captured_at,
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
window by_time as (partition by document_id order by captured_at, capture_id)
qualify row_number() over (partition by document_id order by captured_at desc, capture_id desc) = 1
