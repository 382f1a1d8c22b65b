{{ config(materialized='view') }}

-- The one place where corrections take effect: what `replace` says stands in the columns, what was read beside it.
-- With the unit goes the level of the area: what is about the country is no figure of a province, and the other way
-- round.
select
    o.* exclude (indicator_code, unit_id, province_code, area_level, value, bound, period, out_of, unit),
    coalesce(c.new_indicator_code, o.indicator_code) as indicator_code,
    coalesce(c.new_unit_id, o.unit_id) as unit_id,
    coalesce(u.province_code, o.province_code) as province_code,
    case
        when c.new_unit_id is null or o.area_level not in ('province', 'country') then o.area_level
        when c.new_unit_id = 'vn' then 'country'
        else 'province'
    end as area_level,
    coalesce(c.new_value, o.value) as value,
    coalesce(c.new_bound, o.bound) as bound,
    coalesce(c.new_period, o.period) as period,
    coalesce(c.new_out_of, o.out_of) as out_of,
    coalesce(i.unit, o.unit) as unit,
    o.value as value_as_read,
    c.correction_id,
    c.action as correction_action
from {{ ref('stg_observations') }} as o
left join {{ ref('int_observation_corrections') }} as c on o.observation_id = c.observation_id and o.is_first_copy
left join {{ ref('int_territorial_units') }} as u on c.new_unit_id = u.unit_id
left join {{ ref('indicators') }} as i on c.new_indicator_code = i.indicator_code
where o.is_first_copy or not o.says_the_same
