-- The value before: for years, months and days the yearly series of the same land; for halves and quarters the same
-- half or quarter of an earlier year; ranges have none.
with values_of_land as (
    select
        v.unit_id,
        v.indicator_code,
        v.period,
        v.value,
        v.bound,
        p.year,
        p.comparison_key,
        u.territory_id
    from {{ ref('int_values') }} as v
    inner join {{ ref('dim_period') }} as p on v.period = p.period
    inner join {{ ref('dim_province') }} as u on v.unit_id = u.unit_id
),

within_year as (
    select
        unit_id,
        indicator_code,
        period,
        first_value(struct_pack(value := value, bound := bound, period := period)) over (
            partition by territory_id, indicator_code, comparison_key
            order by year desc
            range between 1 following and unbounded following
        ) as previous
    from values_of_land
    where comparison_key <> 'year'
)

select
    unit_id,
    indicator_code,
    period,
    previous.value as previous_value,
    previous.bound as previous_bound,
    previous.period as previous_period
from within_year
union all
select
    v.unit_id,
    v.indicator_code,
    v.period,
    y.previous_value,
    y.previous_bound,
    y.previous_period
from values_of_land as v
inner join {{ ref('fct_indicator_year') }} as y
    on
        v.unit_id = y.unit_id
        and v.indicator_code = y.indicator_code
        and v.year = y.year
where v.comparison_key = 'year'
