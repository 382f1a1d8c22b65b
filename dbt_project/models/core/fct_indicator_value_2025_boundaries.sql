-- Yearly series on the 34 units of 2025-07-01. In this order: what was published on these boundaries for an
-- earlier year, a figure that is about the unit itself, a sum or weighted share of the predecessors, else no value.
-- A table on these boundaries is on them for units whose land did not change, too. A
-- share is weighted by its denominator, or (seed boundary_rules) by the population of the nearest year in which that of
-- every predecessor is known.
-- Sums run in the order of the units, so that the last digit does not depend on the run.
with units as (
    select
        unit_id,
        unit_id_2025,
        territory_id = territory_id_2025 as is_same_land
    from {{ ref('dim_province') }}
    where not is_country
),

predecessors as (
    select
        unit_id_2025,
        count(*) as n_predecessors
    from units
    where not is_same_land
    group by unit_id_2025
),

populations as (
    select
        u.unit_id_2025,
        n.year,
        p.n_predecessors
    from {{ ref('population') }} as n
    inner join units as u on n.unit_id = u.unit_id
    inner join predecessors as p on u.unit_id_2025 = p.unit_id_2025
    where not u.is_same_land
    group by u.unit_id_2025, n.year, p.n_predecessors
    having count(*) = p.n_predecessors
),

population_years as (
    select
        y.unit_id_2025,
        y.year,
        p.year as population_year
    from (
        select distinct
            u.unit_id_2025,
            v.year
        from {{ ref('fct_indicator_year') }} as v
        inner join units as u on v.unit_id = u.unit_id
    ) as y
    inner join populations as p
        on
            y.unit_id_2025 = p.unit_id_2025
            and abs(y.year - p.year) <= {{ var('population_years_apart') }}
    qualify
        row_number() over (partition by y.unit_id_2025, y.year order by abs(y.year - p.year), p.year) = 1
),

restated_tables as (
    select distinct
        document_id,
        indicator_code,
        period
    from {{ ref('fct_observation') }}
    where not_used_code = 'on_other_boundaries' and restated_unit_id is not null
),

reported as (
    select
        u.unit_id_2025,
        y.indicator_code,
        y.year,
        y.value,
        y.bound,
        y.as_of,
        y.observation_id,
        o.out_of,
        t.document_id is not null as is_of_restated_table,
        row_number() over (
            partition by u.unit_id_2025, y.indicator_code, y.year order by y.is_derived, y.as_of desc, y.unit_id desc
        ) as recency
    from {{ ref('fct_indicator_year') }} as y
    inner join units as u on y.unit_id = u.unit_id
    left join {{ ref('fct_observation') }} as o on y.observation_id = o.observation_id
    left join restated_tables as t
        on
            o.document_id = t.document_id
            and o.indicator_code = t.indicator_code
            and o.period = t.period
    where u.is_same_land
),

republished as (
    select
        o.restated_unit_id as unit_id_2025,
        o.indicator_code,
        p.rollup_year as year,
        o.value,
        o.bound,
        o.out_of,
        p.period_end as as_of,
        o.observation_id,
        row_number() over (
            partition by o.restated_unit_id, o.indicator_code, p.rollup_year
            order by
                case when o.bound = 'exact' then 0 else 1 end,
                o.authority_rank,
                p.period_end desc,
                o.published_on desc nulls last,
                o.confidence desc,
                o.observation_id
        ) as recency
    from {{ ref('fct_observation') }} as o
    inner join {{ ref('dim_period') }} as p on o.period = p.period
    where
        o.not_used_code = 'on_other_boundaries'
        and o.restated_unit_id is not null
        and p.rollup_year is not null
),

parts as (
    select
        y.unit_id,
        u.unit_id_2025,
        y.indicator_code,
        y.year,
        y.value,
        y.bound,
        y.as_of,
        case when r.rule = 'weigh_by_population' then n.population else w.value end as weight,
        case when r.rule = 'weigh_by_population' then 'exact' else w.bound end as weight_bound,
        case when r.rule = 'weigh_by_population' then n.year end as population_year
    from {{ ref('fct_indicator_year') }} as y
    inner join units as u on y.unit_id = u.unit_id
    inner join {{ ref('dim_indicator') }} as i on y.indicator_code = i.indicator_code
    left join {{ ref('fct_indicator_year') }} as w
        on
            y.unit_id = w.unit_id
            and i.denominator_code = w.indicator_code
            and y.year = w.year
    left join {{ ref('boundary_rules') }} as r on y.indicator_code = r.indicator_code
    left join population_years as p on u.unit_id_2025 = p.unit_id_2025 and y.year = p.year
    left join {{ ref('population') }} as n on y.unit_id = n.unit_id and p.population_year = n.year
    where not u.is_same_land
),

combined as (
    select
        unit_id_2025,
        indicator_code,
        year,
        count(*) as n_known,
        count(weight) filter (where weight_bound = 'exact') as n_weights,
        list_sum(list(value order by unit_id)) as total,
        list_sum(list(value * weight order by unit_id)) / nullif(list_sum(list(weight order by unit_id)), 0)
            as weighted_mean,
        case
            when bool_and(bound = 'exact') then 'exact'
            when bool_and(bound in ('exact', 'at_least')) then 'at_least'
            when bool_and(bound in ('exact', 'at_most')) then 'at_most'
            else 'about'
        end as bound,
        max(population_year) as population_year,
        min(as_of) as as_of_first,
        max(as_of) as as_of_last
    from parts
    group by unit_id_2025, indicator_code, year
),

keys as (
    select
        unit_id_2025,
        indicator_code,
        year
    from reported
    union
    select
        unit_id_2025,
        indicator_code,
        year
    from republished
    union
    select
        unit_id_2025,
        indicator_code,
        year
    from combined
),

weighed as (
    select
        k.unit_id_2025 as unit_id,
        k.indicator_code,
        k.year,
        i.unit,
        r.value as reported_value,
        r.bound as reported_bound,
        r.as_of as reported_as_of,
        r.observation_id as reported_observation_id,
        coalesce(q.out_of, r.out_of) as out_of,
        q.value as republished_value,
        q.bound as republished_bound,
        q.as_of as republished_as_of,
        q.observation_id as republished_observation_id,
        c.total,
        c.weighted_mean,
        c.bound as combined_bound,
        c.as_of_first,
        c.as_of_last,
        c.population_year,
        coalesce(p.n_predecessors, 1) as n_predecessors,
        case when p.n_predecessors is null then 1 else coalesce(c.n_known, 0) end as n_known,
        case
            when q.unit_id_2025 is not null or r.is_of_restated_table then 'published_on_these_boundaries'
            when r.unit_id_2025 is not null then 'as_reported'
            when i.unit in ('rank', 'score') or b.rule = 'never' then 'never_combined'
            when c.n_known < p.n_predecessors then 'predecessors_missing'
            when i.unit in ('count', 'person', 'km', 'vnd_billion') then 'sum_of_predecessors'
            when c.n_weights = p.n_predecessors and b.rule = 'weigh_by_population' then 'weighted_by_population'
            when c.n_weights = p.n_predecessors then 'weighted_by_denominator'
            else 'weights_missing'
        end as method
    from keys as k
    inner join {{ ref('dim_indicator') }} as i on k.indicator_code = i.indicator_code
    left join {{ ref('boundary_rules') }} as b on k.indicator_code = b.indicator_code
    left join predecessors as p on k.unit_id_2025 = p.unit_id_2025
    left join reported as r
        on
            k.unit_id_2025 = r.unit_id_2025
            and k.indicator_code = r.indicator_code
            and k.year = r.year
            and r.recency = 1
    left join republished as q
        on
            k.unit_id_2025 = q.unit_id_2025
            and k.indicator_code = q.indicator_code
            and k.year = q.year
            and q.recency = 1
    left join combined as c
        on
            k.unit_id_2025 = c.unit_id_2025
            and k.indicator_code = c.indicator_code
            and k.year = c.year
)

select
    unit_id,
    indicator_code,
    year,
    case method
        when 'as_reported' then reported_value
        when 'published_on_these_boundaries' then coalesce(republished_value, reported_value)
        when 'sum_of_predecessors' then total
        when 'weighted_by_denominator' then weighted_mean
        when 'weighted_by_population' then weighted_mean
    end as value,
    case method
        when 'as_reported' then reported_bound
        when 'published_on_these_boundaries' then coalesce(republished_bound, reported_bound)
        when 'sum_of_predecessors' then combined_bound
        when 'weighted_by_denominator' then combined_bound
        when 'weighted_by_population' then combined_bound
    end as bound,
    out_of,
    method,
    cast(n_predecessors as integer) as n_predecessors,
    cast(n_known as integer) as n_predecessors_known,
    n_known / n_predecessors as share_of_predecessors_known,
    coalesce(republished_as_of, reported_as_of, as_of_first) as as_of_first,
    coalesce(republished_as_of, reported_as_of, as_of_last) as as_of_last,
    case when method = 'weighted_by_population' then cast(population_year as integer) end as population_year,
    coalesce(republished_observation_id, reported_observation_id) as observation_id
from weighed
order by unit_id, indicator_code, year
