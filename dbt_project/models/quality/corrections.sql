-- A correction that holds may still say what is no value (a unit that did not exist in the period, a value beyond the
-- limit): it is not_used then, with the reason. A target or change is used as such, and a figure that was restated on
-- the boundaries of 2025 in the series on those.
with results as (
    select
        c.*,
        case
            when c.status <> 'applied' or c.action = 'reject' then null
            when r.observation_id is not null then r.rejection_code
            when o.not_used_code = 'not_actual' then null
            when o.not_used_code = 'on_other_boundaries' and o.restated_unit_id is not null then null
            else o.not_used_code
        end as not_used_code
    from {{ ref('int_corrections') }} as c
    left join {{ ref('fct_observation') }} as o on c.observation_id = o.observation_id
    left join {{ ref('rejected_observations') }} as r
        on
            c.observation_id = r.observation_id
            and r.rejection_code <> 'duplicate_id_with_other_content'
)

select
    correction_id,
    source_id,
    observation_id,
    action,
    case when not_used_code is not null then 'not_used' else status end as status,
    not_used_code,
    reason,
    evidence,
    reviewed_by,
    reviewed_on,
    expected_indicator_code,
    expected_unit_id,
    expected_value,
    expected_bound,
    expected_period,
    expected_quote,
    found_indicator_code,
    found_unit_id,
    found_value,
    found_bound,
    found_period,
    found_quote,
    new_indicator_code,
    new_unit_id,
    new_value,
    new_bound,
    new_period,
    new_out_of,
    document_id,
    url
from results
order by correction_id
