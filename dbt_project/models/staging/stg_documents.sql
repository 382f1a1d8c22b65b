-- A text that comes back in a later month stands in two partitions. What is known of it is what its last capture told,
-- as a sidecar or a date may have been corrected; since when it stands there, and in which capture, says its first one.
-- With the latest capture that said it, a text that was replaced and then restored is the current one again.
with captured as (
    select
        document_id,
        max(captured_at) as last_captured_at
    from {{ ref('stg_document_captures') }}
    group by document_id
)

select
    d.document_id,
    d.article_id,
    d.source_id,
    first_value(d.capture_id) over by_time as capture_id,
    d.url,
    d.title,
    d.lead,
    d.author,
    d.published_at,
    d.published_on,
    d.date_source,
    min(d.captured_at) over (partition by d.document_id) as first_captured_at,
    d.province_code,
    d.original_publisher,
    d.text_sha256,
    d.n_chars,
    d.parser,
    d.parser_version,
    c.last_captured_at
from {{ source('lake', 'documents') }} as d
inner join captured as c on d.document_id = c.document_id
window by_time as (partition by d.document_id order by d.captured_at, d.capture_id)
qualify row_number() over (partition by d.document_id order by d.captured_at desc, d.capture_id desc) = 1
