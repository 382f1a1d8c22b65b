-- The yearly series: the figure for the year where there is one, else the last one known in the year (as of a day or
-- month). What a text states for any day of the year goes before what was derived. Halves, quarters and ranges take no
-- part.
with by_year as (
    select
        v.unit_id,
        v.indicator_code,
        p.rollup_year as year,
        v.value,
        v.bound,
        v.period,
        p.period_type,
        p.period_end as as_of,
        v.is_conflicting,
        v.is_derived,
        v.observation_id,
        u.territory_id,
        u.valid_from,
        u.is_country,
        row_number() over (
            partition by v.unit_id, v.indicator_code, p.rollup_year
            order by
                v.is_derived,
                case when p.period_type = 'year' then 0 else 1 end,
                p.period_end desc,
                p.period_start desc
        ) as recency
    from {{ ref('int_values') }} as v
    inner join {{ ref('dim_period') }} as p on v.period = p.period
    inner join {{ ref('dim_province') }} as u on v.unit_id = u.unit_id
    where p.rollup_year is not null
),

yearly as (
    select
        * exclude (recency),
        first_value(struct_pack(period := period, value := value, bound := bound, year := year)) over (
            partition by territory_id, indicator_code
            order by year desc
            range between 1 following and unbounded following
        ) as previous
    from by_year
    where recency = 1
)

select
    unit_id,
    indicator_code,
    year,
    value,
    bound,
    period,
    period_type,
    as_of,
    case when period_type = 'year' then 'figure_of_the_year' else 'last_known_in_the_year' end as rollup_rule,
    is_conflicting,
    is_derived,
    observation_id,
    previous.value as previous_value,
    previous.bound as previous_bound,
    previous.period as previous_period,
    cast(previous.year as integer) as previous_year
from yearly
order by unit_id, indicator_code, year
