-- The target with which a year is compared: the nearest one that is still to come (or due in the year), else the last
-- one that passed. Among targets of one year: the better verified, then the one decided later.
with years as (
    select distinct
        v.unit_id,
        v.indicator_code,
        p.year
    from {{ ref('fct_indicator_value') }} as v
    inner join {{ ref('dim_period') }} as p on v.period = p.period
),

targets as (
    select
        *,
        case certainty when 'verified' then 1 when 'partly verified' then 2 else 3 end as certainty_rank
    from {{ ref('fct_target') }}
    where (value_low is not null or value_high is not null) and (scope = 'provincial' or origin = 'law')
)

select
    y.unit_id,
    y.indicator_code,
    y.year,
    t.scope,
    t.target_id,
    t.target_year,
    t.operator,
    t.value_low,
    t.value_high,
    coalesce(t.value_low, t.value_high) as target_value,
    t.legal_ref,
    t.reference
from years as y
inner join targets as t
    on
        y.indicator_code = t.indicator_code
        and (t.scope = 'national' or y.unit_id = t.unit_id)
where not (t.scope = 'provincial' and y.unit_id = 'vn')
qualify
    row_number() over (
        partition by y.unit_id, y.indicator_code, y.year, t.scope
        order by
            case when t.target_year >= y.year then 0 else 1 end,
            abs(t.target_year - y.year),
            t.origin,
            t.certainty_rank,
            t.decided_on desc nulls last,
            t.target_id
    ) = 1
