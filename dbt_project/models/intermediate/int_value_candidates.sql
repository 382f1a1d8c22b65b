-- The observations out of which values are chosen: current versions, actual, about a province or the country, with a
-- period on their own boundaries.
select
    o.observation_id,
    o.document_id,
    o.source_id,
    o.unit_id,
    o.indicator_code,
    o.period,
    o.value,
    o.bound,
    o.out_of,
    o.published_on,
    o.captured_at,
    o.confidence,
    o.text_sha256,
    s.authority_rank,
    s.authority_name_vi,
    s.authority_name_en
from {{ ref('int_observations_classified') }} as o
inner join {{ ref('dim_source') }} as s on o.source_id = s.source_id
where o.is_latest and o.rejection_code is null and o.not_comparable_code is null
