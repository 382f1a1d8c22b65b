-- `not_used_code` says why an observation is no candidate for a value; it is empty for candidates. A repetition or
-- reprint is a candidate as well, it only does not count again.
select
    o.observation_id,
    o.document_id,
    o.source_id,
    o.indicator_code,
    o.unit_id,
    o.province_code,
    coalesce(o.period, 'unknown') as period,
    o.area_level,
    o.area_name,
    o.kind,
    o.value,
    o.value_as_read,
    o.unit,
    o.out_of,
    o.bound,
    o.period_basis,
    o.published_on,
    o.captured_at,
    o.captured_on,
    o.is_latest as is_current,
    o.restated_unit_id,
    coalesce(case when not o.is_latest then 'superseded_version' end, o.not_comparable_code) as not_used_code,
    o.not_comparable_code is null as is_comparable,
    coalesce(a.authority_rank, s.authority_rank) as authority_rank,
    o.correction_id,
    o.correction_action,
    o.quote,
    o.quote_start,
    o.quote_end,
    o.value_text,
    o.value_start,
    o.value_end,
    o.url,
    o.confidence,
    o.rule,
    o.flags,
    o.extractor_version
from {{ ref('int_observations_classified') }} as o
inner join {{ ref('dim_source') }} as s on o.source_id = s.source_id
left join {{ ref('indicator_authority') }} as a
    on
        o.indicator_code = a.indicator_code
        and s.authority = a.authority
where o.rejection_code is null
