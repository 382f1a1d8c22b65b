-- Targets of law and plans from the seed; targets that texts state from the observations. Both kept apart by `origin`.
with law as (
    select
        md5(concat_ws('|', 'law', scope_unit_id, indicator_code, target_year, legal_ref)) as target_id,
        'law' as origin,
        scope,
        scope_unit_id as unit_id,
        indicator_code,
        cast(target_year as integer) as target_year,
        operator,
        value_text,
        value_low,
        value_high,
        unit,
        legal_ref,
        try_cast(
            try_strptime(nullif(regexp_extract(legal_ref, '(\d{1,2}/\d{1,2}/\d{4})', 1), ''), '%d/%m/%Y') as date
        ) as decided_on,
        certainty,
        source as reference,
        cast(null as varchar) as observation_id,
        cast(null as varchar) as quote,
        cast(null as integer) as n_documents,
        note
    from {{ ref('targets') }}
),

stated as (
    select
        o.*,
        d.copy_of_document_id,
        cast(year(p.period_end) as integer) as target_year,
        row_number() over (
            partition by o.unit_id, o.indicator_code, year(p.period_end), o.value, o.bound
            order by s.authority_rank, o.published_on desc nulls last, o.confidence desc, o.observation_id
        ) as copy_number
    from {{ ref('fct_observation') }} as o
    inner join {{ ref('dim_period') }} as p on o.period = p.period
    inner join {{ ref('dim_source') }} as s on o.source_id = s.source_id
    inner join {{ ref('dim_document') }} as d on o.document_id = d.document_id
    where
        o.kind = 'target'
        and o.is_current
        and p.period_end is not null
        and ((o.area_level = 'province' and o.unit_id <> 'vn') or (o.area_level = 'country' and o.unit_id = 'vn'))
),

counted as (
    select
        unit_id,
        indicator_code,
        target_year,
        value,
        bound,
        cast(count(distinct copy_of_document_id) as integer) as n_documents
    from stated
    group by unit_id, indicator_code, target_year, value, bound
),

text as (
    select
        md5(concat_ws('|', 'text', s.unit_id, s.indicator_code, s.target_year, s.value, s.bound)) as target_id,
        'text' as origin,
        case when s.unit_id = 'vn' then 'national' else 'provincial' end as scope,
        s.unit_id,
        s.indicator_code,
        s.target_year,
        case s.bound when 'at_least' then '>=' when 'at_most' then '<=' else '=' end as operator,
        s.value_text,
        case when s.bound <> 'at_most' then s.value end as value_low,
        case when s.bound <> 'at_least' then s.value end as value_high,
        s.unit,
        cast(null as varchar) as legal_ref,
        s.published_on as decided_on,
        'as stated in a text' as certainty,
        s.url as reference,
        s.observation_id,
        s.quote,
        c.n_documents,
        cast(null as varchar) as note
    from stated as s
    inner join counted as c
        on
            s.unit_id = c.unit_id
            and s.indicator_code = c.indicator_code
            and s.target_year = c.target_year
            and s.value = c.value
            and s.bound = c.bound
    where s.copy_number = 1
)

select * from law
union all
select * from text
order by target_id
