-- Rank of a unit among the units of one period: only exact values of units that exist on the last day of the period.
-- Units of equal value share the better rank. Without a better direction there is no rank, nor is there one of ranks: a
-- source has ranked all units, of which only some are known here.
with values_of_units as (
    select
        v.unit_id,
        v.indicator_code,
        v.period,
        v.value,
        v.bound,
        i.direction,
        i.unit,
        coalesce(u.valid_from <= p.period_end, true) and coalesce(u.valid_to >= p.period_end, true) as exists_at_end
    from {{ ref('int_values') }} as v
    inner join {{ ref('dim_indicator') }} as i on v.indicator_code = i.indicator_code
    inner join {{ ref('dim_province') }} as u on v.unit_id = u.unit_id
    inner join {{ ref('dim_period') }} as p on v.period = p.period
    where not u.is_country
),

counted as (
    select
        *,
        cast(count(*) over (partition by indicator_code, period) as integer) as n_units_reported,
        bound = 'exact' and exists_at_end and direction <> 'neutral' and unit <> 'rank' as is_ranked
    from values_of_units
)

select
    unit_id,
    indicator_code,
    period,
    n_units_reported,
    case
        when is_ranked then cast(
            rank() over (
                partition by indicator_code, period, is_ranked
                order by case direction when 'lower_better' then value else -value end
            ) as integer
        )
    end as rank_in_period,
    cast(count(*) filter (where is_ranked) over (partition by indicator_code, period) as integer) as n_units_ranked
from counted
