select
    v.unit_id,
    u.short_name_vi as province_name_vi,
    v.indicator_code,
    i.name_vi as indicator_name_vi,
    v.period,
    c.observation_id,
    c.observation_id = v.observation_id as is_chosen,
    c.value,
    c.bound,
    v.value as chosen_value,
    {{ difference('c.value', 'v.value') }} as difference,
    v.value_min,
    v.value_max,
    v.n_documents,
    v.n_sources,
    v.n_agreeing,
    v.choice_reason_vi,
    v.choice_reason_en,
    c.source_id,
    c.authority_name_vi,
    c.published_on,
    o.quote,
    o.url,
    c.document_id
from {{ ref('fct_indicator_value') }} as v
inner join {{ ref('int_value_candidates') }} as c
    on
        v.unit_id = c.unit_id
        and v.indicator_code = c.indicator_code
        and v.period = c.period
inner join {{ ref('fct_observation') }} as o on c.observation_id = o.observation_id
inner join {{ ref('dim_province') }} as u on v.unit_id = u.unit_id
inner join {{ ref('dim_indicator') }} as i on v.indicator_code = i.indicator_code
where v.is_conflicting
