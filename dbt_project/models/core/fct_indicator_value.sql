with chosen as (
    {{ choose_values(ref('int_value_candidates')) }}
)

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
    spread,
    is_conflicting,
    observation_id,
    document_id,
    source_id,
    choice_reason_code,
    choice_reason_vi,
    choice_reason_en
from chosen
order by unit_id, indicator_code, period
