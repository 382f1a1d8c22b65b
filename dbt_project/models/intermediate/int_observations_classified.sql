{{ config(materialized='view') }}

-- Every row of the lake with what decides its place: `rejection_code` where it breaks the star schema, else
-- `restated_unit_id` where it is on other boundaries than those of its period, and `not_comparable_code` where it is
-- sound but no candidate for a value.
with observations as (
    select
        o.*,
        d.document_id is not null as has_document,
        d.text_sha256,
        d.is_latest,
        i.indicator_code is not null as has_indicator,
        i.unit as indicator_unit,
        i.value_limit,
        list_contains(string_split(o.flags, ','), 'relative_change') as is_relative_change,
        u.unit_id is not null as has_unit,
        u.province_code as unit_province_code,
        u.valid_from,
        u.valid_to,
        u.territory_id <> u.territory_id_2025 as has_other_territory_2025,
        p.is_possible as has_possible_period,
        p.period_start as parsed_start,
        p.period_end as parsed_end
    from {{ ref('int_observations_corrected') }} as o
    left join {{ ref('int_documents') }} as d on o.document_id = d.document_id
    left join {{ ref('indicators') }} as i on o.indicator_code = i.indicator_code
    left join {{ ref('int_territorial_units') }} as u on o.unit_id = u.unit_id
    left join {{ ref('int_periods') }} as p on o.period = p.period
),

-- A text that ranks "out of 34" for a time of 63 units speaks about the boundaries of 2025 in its scores and in ranks
-- without a total (its headline), too. A rank out of another total stays what it is.
texts_on_2025_boundaries as (
    select distinct
        o.document_id,
        o.period
    from {{ ref('int_observations_corrected') }} as o
    inner join {{ ref('indicators') }} as i on o.indicator_code = i.indicator_code
    inner join {{ ref('int_periods') }} as p on o.period = p.period
    where
        i.unit = 'rank'
        and o.kind = 'actual'
        and o.out_of = {{ var('boundaries_n_units') }}
        and p.period_end < date '{{ var("boundaries_on") }}'
),

restated as (
    select
        o.*,
        coalesce(
            o.parsed_end < date '{{ var("boundaries_on") }}'
            and (
                (
                    o.valid_from >= date '{{ var("boundaries_on") }}'
                    and coalesce(o.published_on, o.captured_on) >= date '{{ var("boundaries_on") }}'
                )
                or (o.indicator_unit = 'rank' and o.out_of = {{ var('boundaries_n_units') }})
                or (o.indicator_unit = 'rank' and o.out_of is null and t.document_id is not null)
                or (o.indicator_unit = 'score' and o.has_other_territory_2025 and t.document_id is not null)
            ),
            false
        ) as is_restated
    from observations as o
    left join texts_on_2025_boundaries as t on o.document_id = t.document_id and o.period = t.period
)

select
    r.observation_id,
    r.document_id,
    r.source_id,
    r.url,
    r.published_on,
    r.captured_at,
    r.captured_on,
    r.indicator_code,
    r.province_code,
    r.unit_id,
    r.area_level,
    r.area_name,
    r.kind,
    r.value,
    r.value_as_read,
    r.unit,
    r.out_of,
    r.bound,
    r.period,
    r.period_basis,
    r.quote,
    r.quote_start,
    r.quote_end,
    r.value_text,
    r.value_start,
    r.value_end,
    r.confidence,
    r.rule,
    r.flags,
    r.extractor_version,
    r.text_sha256,
    r.is_latest,
    r.correction_id,
    r.correction_action,
    case when r.is_restated then n.unit_id end as restated_unit_id,
    r.is_restated,
    case
        when not r.says_the_same then 'duplicate_id_with_other_content'
        when not r.has_document then 'unknown_document'
        when not r.has_indicator then 'unknown_indicator'
        when not r.has_unit then 'unknown_unit'
        when r.unit_province_code <> r.province_code then 'unit_of_another_province'
        when r.unit <> r.indicator_unit and not (r.is_relative_change and r.kind = 'change' and r.unit = 'percent')
            then 'unit_mismatch'
        when r.kind <> 'change' and abs(r.value) > r.value_limit then 'value_beyond_limit'
        when r.period is not null and not coalesce(r.has_possible_period, false) then 'impossible_period'
        when r.kind = 'actual' and r.parsed_start > coalesce(r.published_on, r.captured_on) then 'period_in_the_future'
        when
            not r.is_restated
            and r.kind = 'actual'
            and (r.valid_from > r.parsed_end or r.valid_to < r.parsed_start)
            then 'unit_not_valid_in_period'
    end as rejection_code,
    case
        when r.correction_action = 'reject' then 'rejected_by_correction'
        when r.kind <> 'actual' then 'not_actual'
        when r.area_level not in ('province', 'country') then 'below_province'
        when (r.area_level = 'country') <> (r.unit_id = 'vn') then 'area_and_unit_disagree'
        when r.period is null then 'period_unknown'
        when r.is_restated then 'on_other_boundaries'
    end as not_comparable_code
from restated as r
left join {{ ref('int_territorial_units') }} as n
    on
        r.province_code = n.province_code
        and n.is_of_2025
