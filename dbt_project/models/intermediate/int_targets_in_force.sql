-- The target with which a year is compared: the nearest one that is still to come (or due in the year), else the last
-- one that passed. Among targets of one year: the better verified, then one that binds the unit, then the one decided
-- later. `is_held_against` says whether the unit is measured by it: a national target that the law sets for the whole
-- country is shown beside a province, but not held against it, and so is any target of which no source is known.
with years as (
    select distinct
        v.unit_id,
        v.indicator_code,
        p.year,
        v.unit_id = 'vn' as is_country
    from {{ ref('int_values') }} as v
    inner join {{ ref('dim_period') }} as p on v.period = p.period
),

targets as (
    select
        *,
        case certainty when 'verified' then 1 when 'partly verified' then 2 else 3 end as certainty_rank
    from {{ ref('fct_target') }}
    where (value_low is not null or value_high is not null) and (scope = 'provincial' or origin = 'law')
),

matched as (
    select
        y.unit_id,
        y.year,
        t.* exclude (t.unit_id),
        case
            when y.is_country then t.binds in ('country', 'country_and_each_province')
            else t.binds <> 'country'
        end as binds_unit,
        t.certainty <> 'general knowledge' as has_source
    from years as y
    inner join targets as t
        on
            y.indicator_code = t.indicator_code
            and (t.scope = 'national' or y.unit_id = t.unit_id)
    where not (t.scope = 'provincial' and y.is_country)
)

select
    unit_id,
    indicator_code,
    year,
    scope,
    target_id,
    target_year,
    binds,
    binds_unit and has_source as is_held_against,
    certainty,
    operator,
    value_low,
    value_high,
    coalesce(value_low, value_high) as target_value,
    legal_ref,
    reference
from matched
qualify
    row_number() over (
        partition by unit_id, indicator_code, year, scope
        order by
            case when target_year >= year then 0 else 1 end,
            abs(target_year - year),
            origin,
            certainty_rank,
            case when binds_unit then 0 else 1 end,
            decided_on desc nulls last,
            target_id
    ) = 1
