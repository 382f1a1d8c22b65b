-- Copies of a row from a second partition are numbered; `is_first_copy` rows are the observations, a copy that says
-- something else (`says_the_same` false) ends in quality.rejected_observations. Only ids that stand there twice are
-- sorted: nearly all stand there once.
with doubled as (
    select observation_id
    from {{ source('lake', 'observations') }}
    group by observation_id
    having count(*) > 1
),

copies as (
    select
        o.*,
        row_number() over same_id = 1 as is_first_copy,
        hash(o.indicator_code, o.unit_id, o.kind, o.value, o.bound, o.period)
        = first_value(hash(o.indicator_code, o.unit_id, o.kind, o.value, o.bound, o.period)) over same_id
            as says_the_same
    from {{ source('lake', 'observations') }} as o
    inner join doubled as d on o.observation_id = d.observation_id
    window same_id as (
        partition by o.observation_id
        order by
            o.captured_at,
            o.source_id,
            o.extractor_version,
            o.indicator_code,
            o.unit_id,
            o.kind,
            o.value,
            o.bound,
            o.period nulls last
    )
),

numbered as (
    select
        o.*,
        true as is_first_copy,
        true as says_the_same
    from {{ source('lake', 'observations') }} as o
    left join doubled as d on o.observation_id = d.observation_id
    where d.observation_id is null
    union all
    select * from copies
)

select
    *,
    {{ day_of('captured_at') }} as captured_on
from numbered
