select
    u.unmapped_id,
    u.document_id,
    u.source_id,
    u.url,
    d.title,
    d.published_on,
    coalesce(d.is_latest, false) as is_current,
    u.quote,
    u.value_text,
    u.value,
    u.unit,
    u.nearest_term,
    u.reason as reason_code,
    r.reason_vi,
    r.reason_en,
    u.extractor_version
from {{ ref('stg_unmapped_quantities') }} as u
left join {{ ref('dim_document') }} as d on u.document_id = d.document_id
left join {{ ref('unmapped_reasons') }} as r on u.reason = r.reason_code
order by u.unmapped_id
