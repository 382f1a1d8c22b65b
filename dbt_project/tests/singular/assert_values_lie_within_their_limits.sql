-- A value beyond the limit of its indicator cannot be true, whether a text states it or it was computed.
select
    v.unit_id,
    v.indicator_code,
    v.period,
    v.value,
    v.is_derived,
    i.value_limit
from {{ ref('int_values') }} as v
inner join {{ ref('dim_indicator') }} as i on v.indicator_code = i.indicator_code
where abs(v.value) > i.value_limit
