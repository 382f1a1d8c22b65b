-- The change that texts state for a value of theirs (`rose by 4 places`): one per unit, indicator and period, of the
-- highest authority, then the latest publication, with the names of all who say the same. By how many percent a count
-- or an amount rose is not in its unit and stays with the observations.
with stated as (
    select
        o.unit_id,
        o.indicator_code,
        o.period,
        o.value,
        o.quote,
        o.authority_rank,
        o.published_on,
        o.confidence,
        o.observation_id,
        s.name_vi
    from {{ ref('fct_observation') }} as o
    inner join {{ ref('dim_source') }} as s on o.source_id = s.source_id
    where
        o.kind = 'change'
        and o.not_used_code = 'not_actual'
        and o.area_level in ('province', 'country')
        and not list_contains(string_split(o.flags, ','), 'relative_change')
),

named as (
    select
        unit_id,
        indicator_code,
        period,
        value,
        string_agg(distinct name_vi, '; ' order by name_vi) as sources_vi
    from stated
    group by unit_id, indicator_code, period, value
)

select
    s.unit_id,
    s.indicator_code,
    s.period,
    s.value as stated_change,
    n.sources_vi as stated_change_sources_vi,
    s.quote as stated_change_quote
from stated as s
inner join named as n
    on
        s.unit_id = n.unit_id
        and s.indicator_code = n.indicator_code
        and s.period = n.period
        and s.value = n.value
qualify
    row_number() over (
        partition by s.unit_id, s.indicator_code, s.period
        order by s.authority_rank, s.published_on desc nulls last, s.confidence desc, s.observation_id
    ) = 1
