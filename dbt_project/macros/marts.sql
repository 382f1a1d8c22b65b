{#- The long mart of a pillar: one text of SQL for the four of them. -#}
{% macro indicator_values_mart(pillar) -%}
select
    province_code,
    unit_id,
    territory_id,
    province_name_vi,
    province_name_en,
    indicator_code,
    indicator_name_vi,
    indicator_name_en,
    unit,
    direction,
    period,
    period_type,
    period_label_vi,
    period_label_en,
    period_start,
    period_end,
    year,
    value,
    bound,
    out_of,
    previous_value,
    previous_bound,
    previous_period,
    change,
    is_improvement,
    stated_change,
    stated_change_sources_vi,
    stated_change_quote,
    rank_in_period,
    n_units_ranked,
    n_units_reported,
    national_target,
    national_target_year,
    national_target_ref,
    national_target_binds,
    national_target_certainty,
    target_gap,
    target_met,
    provincial_target,
    provincial_target_year,
    provincial_target_ref,
    provincial_target_certainty,
    provincial_target_gap,
    provincial_target_met,
    quote,
    value_text,
    url,
    source_id,
    source_name_vi,
    published_on,
    n_observations,
    n_documents,
    n_sources,
    n_agreeing,
    n_sources_agreeing,
    value_min,
    value_max,
    is_conflicting,
    is_derived,
    correction_id,
    correction_action,
    correction_reason,
    choice_reason_code,
    choice_reason_vi,
    choice_reason_en,
    confidence,
    document_id,
    observation_id
from {{ ref('int_indicator_values_wide') }}
where pillar = '{{ pillar }}'
order by unit_id, indicator_code, period
{%- endmacro %}

{#-
    The wide mart of a pillar: one row per province and year, a column per core indicator. The columns are those of the
    contract in _marts.yml that are no column of the head; a test holds them equal to the core indicators of the seed.
-#}
{% macro province_scorecard_mart(pillar) -%}
{%- set head = [
    'province_code', 'unit_id', 'province_name_vi', 'province_name_en', 'year', 'n_indicators_reported', 'n_conflicting',
    'n_derived', 'n_bounded'
] -%}
select
    u.province_code,
    y.unit_id,
    u.short_name_vi as province_name_vi,
    u.short_name_en as province_name_en,
    y.year,
    cast(count(*) as integer) as n_indicators_reported,
    cast(count(*) filter (where y.is_conflicting) as integer) as n_conflicting,
    cast(count(*) filter (where y.is_derived) as integer) as n_derived,
    cast(count(*) filter (where y.bound <> 'exact') as integer) as n_bounded
    {%- for column in model.columns if column not in head %},
    max(y.value) filter (where y.indicator_code = '{{ column }}') as {{ column }}
    {%- endfor %}
from {{ ref('fct_indicator_year') }} as y
inner join {{ ref('dim_province') }} as u on y.unit_id = u.unit_id
inner join {{ ref('dim_indicator') }} as i on y.indicator_code = i.indicator_code
where i.pillar = '{{ pillar }}' and i.is_core and not u.is_country
group by u.province_code, y.unit_id, u.short_name_vi, u.short_name_en, y.year
order by y.unit_id, y.year
{%- endmacro %}
