-- Years from the first to the last one with a yearly figure. `stale` looks back only, never ahead. What was published
-- on the boundaries of 2025 for an earlier year is a figure of the unit of today, in a cell of its own.
with years as (
    select cast(unnest(generate_series(min(year), max(year))) as integer) as year
    from {{ ref('fct_indicator_year') }}
),

republished as (
    select
        unit_id,
        indicator_code,
        year
    from {{ ref('fct_indicator_value_2025_boundaries') }}
    where method = 'published_on_these_boundaries'
),

cells as (
    select
        u.unit_id,
        u.province_code,
        u.short_name_vi as province_name_vi,
        u.territory_id,
        i.indicator_code,
        i.name_vi as indicator_name_vi,
        i.pillar,
        i.tier,
        y.year,
        r.unit_id is not null as is_republished
    from {{ ref('dim_province') }} as u
    cross join {{ ref('dim_indicator') }} as i
    cross join years as y
    left join republished as r
        on
            u.unit_id = r.unit_id
            and i.indicator_code = r.indicator_code
            and y.year = r.year
    where
        not u.is_country
        and (coalesce(year(u.valid_from) <= y.year, true) or r.unit_id is not null)
        and coalesce(year(u.valid_to) >= y.year, true)
),

known as (
    select
        c.*,
        v.value is not null or c.is_republished as is_observed,
        v.is_conflicting,
        v.is_derived,
        max(case when v.value is not null or c.is_republished then c.year end) over (
            partition by c.territory_id, c.indicator_code
            order by c.year
            range between unbounded preceding and current row
        ) as last_known_year
    from cells as c
    left join {{ ref('fct_indicator_year') }} as v
        on
            c.unit_id = v.unit_id
            and c.indicator_code = v.indicator_code
            and c.year = v.year
),

targeted as (
    select distinct
        unit_id,
        indicator_code
    from {{ ref('fct_target') }}
)

select
    k.unit_id,
    k.province_code,
    k.province_name_vi,
    k.indicator_code,
    k.indicator_name_vi,
    k.pillar,
    k.tier,
    k.year,
    case
        when k.is_observed then 'observed'
        when k.last_known_year is not null then 'stale'
        when own.unit_id is not null or country.unit_id is not null then 'target_only'
        else 'never'
    end as status,
    k.last_known_year,
    coalesce(k.is_conflicting, false) as is_conflicting,
    coalesce(k.is_derived, false) as is_derived
from known as k
left join targeted as own on k.unit_id = own.unit_id and k.indicator_code = own.indicator_code
left join targeted as country on k.indicator_code = country.indicator_code and country.unit_id = 'vn'
order by k.unit_id, k.indicator_code, k.year
