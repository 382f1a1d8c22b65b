-- `copy_of_document_id` names the document that stands for all reprints of a text: highest authority, then earliest.
-- `speaks_for` is whose word the text is: the source of that document, or the publisher that it names (as source where
-- we know it). All copies have this one voice, whatever headline each of them has, so that there are never more voices
-- than texts.
with publishers as (
    select
        lower(trim(regexp_replace(name_vi, '\s*\([^)]*\)$', ''))) as publisher,
        min(source_id) as source_id
    from {{ ref('dim_source') }}
    group by publisher
)

select
    d.document_id,
    d.article_id,
    d.source_id,
    d.capture_id,
    d.url,
    d.title,
    d.lead,
    d.author,
    d.published_at,
    d.published_on,
    d.date_source,
    d.known_on,
    d.province_code,
    d.original_publisher,
    first_value(coalesce(p.source_id, d.original_publisher, d.source_id)) over copies as speaks_for,
    d.version_number,
    d.n_versions,
    d.is_latest,
    d.first_captured_at,
    d.last_captured_at,
    d.text_sha256,
    first_value(d.document_id) over copies as copy_of_document_id,
    cast(count(*) over (partition by d.text_sha256) as integer) as n_copies,
    d.n_chars,
    r.numbers_seen,
    r.numbers_observed,
    r.numbers_unmapped,
    r.numbers_excluded,
    d.parser,
    d.parser_version
from {{ ref('int_documents') }} as d
inner join {{ ref('dim_source') }} as s on d.source_id = s.source_id
left join publishers as p on lower(trim(d.original_publisher)) = p.publisher
left join {{ ref('stg_document_readings') }} as r on d.document_id = r.document_id
window
    copies as (
        partition by d.text_sha256
        order by s.authority_rank, d.published_on nulls last, d.first_captured_at, d.document_id
    )
order by d.document_id
