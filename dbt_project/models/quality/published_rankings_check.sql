-- What was published (by hand, with the page) against what the observatory read. A ranking of 34 units is compared on
-- the boundaries of 2025; a mean of provinces is no unit and has no counterpart.
with published as (
    select
        'score' as measure,
        score_indicator_code as indicator_code,
        score as published_value,
        *
    from {{ ref('published_rankings') }}
    where score is not null
    union all
    select
        'rank' as measure,
        rank_indicator_code as indicator_code,
        rank as published_value,
        *
    from {{ ref('published_rankings') }}
    where rank is not null
),

compared as (
    select
        p.ranking_id,
        p.measure,
        p.index_name,
        p.year,
        p.component,
        p.rank_of,
        p.basis,
        p.source_url,
        p.indicator_code,
        p.published_value,
        p.unit_id as published_unit_id,
        case
            when p.rank_of = {{ var('boundaries_n_units') }} then b.value
            else v.value
        end as observed_value,
        case
            when p.rank_of = {{ var('boundaries_n_units') }} then b.observation_id
            else v.observation_id
        end as observation_id
    from published as p
    left join {{ ref('dim_province') }} as u
        on
            p.unit_id = u.unit_id
    left join {{ ref('fct_indicator_value') }} as v
        on
            p.unit_id = v.unit_id
            and p.indicator_code = v.indicator_code
            and cast(p.year as varchar) = v.period
    left join {{ ref('fct_indicator_value_2025_boundaries') }} as b
        on
            u.unit_id_2025 = b.unit_id
            and p.indicator_code = b.indicator_code
            and p.year = b.year
            and b.method in ('as_reported', 'published_on_these_boundaries')
)

select
    ranking_id,
    measure,
    index_name,
    cast(year as integer) as year,
    published_unit_id as unit_id,
    component,
    cast(rank_of as integer) as rank_of,
    basis,
    indicator_code,
    cast(published_value as double) as published_value,
    observed_value,
    {{ difference('observed_value', 'published_value') }} as difference,
    case
        when published_unit_id is null or indicator_code is null then 'not_comparable'
        when observed_value is null then 'not_observed'
        when abs(observed_value - published_value) <= {{ var('rounding_tolerance') }} * abs(published_value)
            then 'matches'
        else 'differs'
    end as status,
    observation_id,
    source_url
from compared
order by ranking_id, measure
