-- Years, months and days roll up to their year; a half, a quarter or a range never does.
with labelled as (
    select
        period,
        period_type,
        period_start,
        period_end,
        cast(year(period_end) as integer) as year,
        case when period_type in ('year', 'month', 'day') then cast(year(period_end) as integer) end as rollup_year,
        case period_type
            when 'half' then right(period, 2)
            when 'quarter' then right(period, 2)
            when 'range' then null
            else 'year'
        end as comparison_key,
        case
            when is_range
                then {{ period_point_label_vi('first_point') }} || ' – ' || {{ period_point_label_vi('last_point') }}
            else {{ period_point_label_vi('first_point') }}
        end as label_vi,
        case
            when is_range
                then {{ period_point_label_en('first_point') }} || ' to ' || {{ period_point_label_en('last_point') }}
            else {{ period_point_label_en('first_point') }}
        end as label_en,
        cast(period_end - period_start + 1 as integer) as n_days
    from {{ ref('int_periods') }}
    where is_possible
    union all
    select
        'unknown' as period,
        'unknown' as period_type,
        null as period_start,
        null as period_end,
        null as year,
        null as rollup_year,
        null as comparison_key,
        'không rõ thời gian' as label_vi,
        'unknown period' as label_en,
        null as n_days
)

select
    period,
    period_type,
    period_start,
    period_end,
    year,
    rollup_year,
    comparison_key,
    upper(left(label_vi, 1)) || substr(label_vi, 2) as label_vi,
    upper(left(label_en, 1)) || substr(label_en, 2) as label_en,
    n_days,
    cast(row_number() over (order by period_start nulls first, period_end desc, period) as integer) as sort_key
from labelled
order by period
