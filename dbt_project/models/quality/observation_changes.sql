-- The figures stay where they are, in core.fct_observation; here stands what became of them.
select
    c.observation_id,
    c.source_id,
    o.indicator_code,
    o.province_code,
    o.unit_id,
    o.kind,
    c.change,
    c.changed_at,
    {{ day_of('c.changed_at') }} as changed_on,
    c.old_value,
    c.new_value,
    o.unit,
    c.old_period,
    c.new_period,
    o.quote as old_quote,
    n.quote as new_quote,
    c.new_observation_id,
    c.document_id,
    c.changed_by_document_id,
    c.article_id,
    c.url
from {{ ref('stg_observation_changes') }} as c
inner join {{ ref('fct_observation') }} as o on c.observation_id = o.observation_id
left join {{ ref('fct_observation') }} as n on c.new_observation_id = n.observation_id
order by c.observation_id
