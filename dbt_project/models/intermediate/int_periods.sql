-- Every period that an observation or a target names, parsed. What cannot be a period is kept, with is_possible false.
with named as (
    select period from {{ ref('int_observations_corrected') }} where period is not null
    union
    select cast(target_year as varchar) as period from {{ ref('targets') }}
),

points as (
    select
        period,
        contains(period, '..') as is_range,
        split_part(period, '..', 1) as first_point,
        case when contains(period, '..') then split_part(period, '..', 2) else period end as last_point
    from named
),

parsed as (
    select
        *,
        case when is_range then 'range' else {{ period_point_type('first_point') }} end as period_type,
        {{ period_point_start('first_point') }} as period_start,
        {{ period_point_end('last_point') }} as period_end
    from points
)

select
    period,
    period_type,
    period_start,
    period_end,
    is_range,
    first_point,
    last_point,
    coalesce(period_start <= period_end, false) as is_possible
from parsed
