-- A target in another unit than its indicator could not be compared with values.
select
    t.target_id,
    t.indicator_code,
    t.unit,
    i.unit as indicator_unit
from {{ ref('fct_target') }} as t
inner join {{ ref('dim_indicator') }} as i on t.indicator_code = i.indicator_code
where t.unit <> i.unit
