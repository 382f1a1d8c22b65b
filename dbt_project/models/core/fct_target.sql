-- Targets of law and plans from the seed; targets that texts state from the observations. Both kept apart by `origin`.
-- A text sets its target for the unit of its day: a plan of May 2025 does not bind the unit that was merged in July.
-- The two ends of a range, read out of the same words, are one target.
with law as (
    select
        md5(concat_ws('|', 'law', scope_unit_id, binds, indicator_code, target_year, legal_ref)) as target_id,
        'law' as origin,
        scope,
        scope_unit_id as unit_id,
        binds,
        binds_basis,
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
        o.observation_id,
        o.document_id,
        o.indicator_code,
        o.value,
        o.bound,
        o.unit,
        o.quote,
        o.value_text,
        o.url,
        o.published_on,
        o.authority_rank,
        o.confidence,
        d.copy_of_document_id,
        coalesce(u.unit_id, o.unit_id) as unit_id,
        cast(year(p.period_end) as integer) as target_year,
        row_number() over (
            partition by
                o.document_id, o.quote, o.value_text, o.unit_id, o.indicator_code, year(p.period_end)
            order by o.value, o.observation_id
        ) as value_rank
    from {{ ref('fct_observation') }} as o
    inner join {{ ref('dim_period') }} as p on o.period = p.period
    inner join {{ ref('dim_document') }} as d on o.document_id = d.document_id
    left join {{ ref('dim_province') }} as u
        on
            o.province_code = u.province_code
            and not u.is_country
            and o.published_on between coalesce(u.valid_from, o.published_on) and coalesce(u.valid_to, o.published_on)
    where
        o.kind = 'target'
        and o.is_current
        and o.not_used_code = 'not_actual'
        and p.period_end is not null
        and ((o.area_level = 'province' and o.unit_id <> 'vn') or (o.area_level = 'country' and o.unit_id = 'vn'))
),

ranges as (
    select
        document_id,
        quote,
        value_text,
        unit_id,
        indicator_code,
        target_year,
        max(value) as upper_end
    from stated
    group by document_id, quote, value_text, unit_id, indicator_code, target_year
    having
        count(*) = 2
        and max(bound) filter (where value_rank = 1) = 'at_least'
        and max(bound) filter (where value_rank = 2) = 'at_most'
),

whole as (
    select
        s.*,
        case when s.bound <> 'at_most' then s.value end as value_low,
        case when r.upper_end is not null then r.upper_end when s.bound <> 'at_least' then s.value end as value_high,
        case
            when r.upper_end is not null then 'range'
            when s.bound = 'at_least' then '>='
            when s.bound = 'at_most' then '<='
            else '='
        end as operator
    from stated as s
    left join ranges as r
        on
            s.document_id = r.document_id
            and s.quote = r.quote
            and s.value_text = r.value_text
            and s.unit_id = r.unit_id
            and s.indicator_code = r.indicator_code
            and s.target_year = r.target_year
    where r.upper_end is null or s.bound = 'at_least'
),

counted as (
    select
        *,
        cast(
            count(distinct copy_of_document_id) over (
                partition by unit_id, indicator_code, target_year, operator, value_low, value_high
            ) as integer
        ) as n_documents,
        row_number() over (
            partition by unit_id, indicator_code, target_year, operator, value_low, value_high
            order by authority_rank, published_on desc nulls last, confidence desc, observation_id
        ) as copy_number
    from whole
),

text as (
    select
        md5(
            concat_ws(
                '|', 'text', unit_id, indicator_code, target_year, operator, coalesce(value_low, value_high), value_high
            )
        ) as target_id,
        'text' as origin,
        case when unit_id = 'vn' then 'national' else 'provincial' end as scope,
        unit_id,
        case when unit_id = 'vn' then 'country' else 'own_unit' end as binds,
        'as the text states it' as binds_basis,
        indicator_code,
        target_year,
        operator,
        value_text,
        value_low,
        value_high,
        unit,
        cast(null as varchar) as legal_ref,
        published_on as decided_on,
        'as stated in a text' as certainty,
        url as reference,
        observation_id,
        quote,
        n_documents,
        cast(null as varchar) as note
    from counted
    where copy_number = 1
)

select * from law
union all
select * from text
order by target_id
