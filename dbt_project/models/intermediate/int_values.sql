-- The values of the series: chosen ones, and derived ones where none is stated. A derived value carries the observation
-- of its numerator, and what is known of that one's choice.
select
    unit_id,
    indicator_code,
    period,
    value,
    bound,
    out_of,
    n_observations,
    n_documents,
    n_sources,
    n_agreeing,
    n_sources_agreeing,
    value_min,
    value_max,
    is_conflicting,
    observation_id,
    document_id,
    source_id,
    choice_reason_code,
    choice_reason_vi,
    choice_reason_en,
    false as is_derived
from {{ ref('fct_indicator_value') }}
union all
select
    d.unit_id,
    d.indicator_code,
    d.period,
    d.value,
    d.bound,
    null as out_of,
    n.n_observations,
    n.n_documents,
    n.n_sources,
    n.n_agreeing,
    n.n_sources_agreeing,
    d.value as value_min,
    d.value as value_max,
    d.is_conflicting,
    d.numerator_observation_id as observation_id,
    n.document_id,
    n.source_id,
    'derived' as choice_reason_code,
    d.derivation_vi as choice_reason_vi,
    d.derivation_en as choice_reason_en,
    true as is_derived
from {{ ref('fct_derived_value') }} as d
inner join {{ ref('fct_indicator_value') }} as n on d.numerator_observation_id = n.observation_id
where d.not_used_code is null
