select
    i.indicator_code,
    i.name_vi,
    i.name_en,
    i.pillar,
    i.unit,
    i.scale_min,
    i.scale_max,
    i.value_limit,
    i.scale_note,
    i.direction,
    i.definition_vi,
    i.official_ref,
    i.parent_code,
    d.indicator_code as denominator_code,
    i.denominator as denominator_vi,
    i.tier,
    i.tier = 'core' as is_core
from {{ ref('indicators') }} as i
left join {{ ref('indicators') }} as d on i.denominator = d.indicator_code
order by i.indicator_code
