-- Each reviewed correction beside what its observation says now. Only where `status` is applied does it take effect: a
-- text that changed has a new version with observations of its own, and a better reading gives another value or period.
select
    c.*,
    case
        when o.observation_id is null then 'observation_gone'
        when
            hash(o.indicator_code, o.unit_id, o.value, o.bound, o.period, o.quote)
            <> hash(
                c.expected_indicator_code,
                c.expected_unit_id,
                c.expected_value,
                c.expected_bound,
                c.expected_period,
                c.expected_quote
            )
            then 'reading_changed'
        when not coalesce(d.is_latest, false) then 'source_changed'
        else 'applied'
    end as status,
    o.indicator_code as found_indicator_code,
    o.unit_id as found_unit_id,
    o.value as found_value,
    o.bound as found_bound,
    o.period as found_period,
    o.quote as found_quote,
    o.document_id,
    o.url
from {{ ref('stg_corrections') }} as c
left join {{ ref('stg_observations') }} as o on c.observation_id = o.observation_id and o.is_first_copy
left join {{ ref('int_documents') }} as d on o.document_id = d.document_id
