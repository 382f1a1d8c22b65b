-- Everything that the long marts show, for all pillars.
with joined as (
    select
        i.pillar,
        u.province_code,
        u.territory_id,
        v.unit_id,
        u.short_name_vi as province_name_vi,
        u.short_name_en as province_name_en,
        v.indicator_code,
        i.name_vi as indicator_name_vi,
        i.name_en as indicator_name_en,
        i.unit,
        i.direction,
        v.period,
        p.period_type,
        p.label_vi as period_label_vi,
        p.label_en as period_label_en,
        p.period_start,
        p.period_end,
        p.year,
        v.value,
        v.bound,
        v.out_of,
        b.previous_value,
        b.previous_bound,
        b.previous_period,
        case
            when v.bound = 'exact' and b.previous_bound = 'exact'
                then {{ difference('v.value', 'b.previous_value') }}
        end as change,
        g.stated_change,
        g.stated_change_sources_vi,
        g.stated_change_quote,
        r.rank_in_period,
        r.n_units_ranked,
        r.n_units_reported,
        n.target_value as national_target,
        n.target_year as national_target_year,
        n.legal_ref as national_target_ref,
        n.certainty as national_target_certainty,
        l.target_value as provincial_target,
        l.target_year as provincial_target_year,
        coalesce(l.legal_ref, l.reference) as provincial_target_ref,
        l.certainty as provincial_target_certainty,
        n.binds as national_target_binds,
        case when n.is_held_against then {{ difference('v.value', 'n.target_value') }} end as target_gap,
        case
            when n.is_held_against
                then {{ target_met('v.value', 'v.bound', 'n.operator', 'n.value_low', 'n.value_high', 'i.direction') }}
        end as target_met,
        case when l.is_held_against then {{ difference('v.value', 'l.target_value') }} end as provincial_target_gap,
        case
            when l.is_held_against
                then {{ target_met('v.value', 'v.bound', 'l.operator', 'l.value_low', 'l.value_high', 'i.direction') }}
        end as provincial_target_met,
        o.quote,
        o.value_text,
        o.url,
        v.source_id,
        s.name_vi as source_name_vi,
        o.published_on,
        v.n_observations,
        v.n_documents,
        v.n_sources,
        v.n_agreeing,
        v.n_sources_agreeing,
        v.value_min,
        v.value_max,
        v.is_conflicting,
        v.choice_reason_code,
        v.choice_reason_vi,
        v.choice_reason_en,
        v.is_derived,
        o.correction_id,
        o.correction_action,
        c.reason as correction_reason,
        o.confidence,
        v.document_id,
        v.observation_id
    from {{ ref('int_values') }} as v
    inner join {{ ref('dim_province') }} as u on v.unit_id = u.unit_id
    inner join {{ ref('dim_indicator') }} as i on v.indicator_code = i.indicator_code
    inner join {{ ref('dim_period') }} as p on v.period = p.period
    inner join {{ ref('dim_source') }} as s on v.source_id = s.source_id
    inner join {{ ref('fct_observation') }} as o on v.observation_id = o.observation_id
    left join {{ ref('int_corrections') }} as c on o.correction_id = c.correction_id
    left join {{ ref('int_previous_values') }} as b
        on
            v.unit_id = b.unit_id
            and v.indicator_code = b.indicator_code
            and v.period = b.period
    left join {{ ref('int_stated_changes') }} as g
        on
            v.unit_id = g.unit_id
            and v.indicator_code = g.indicator_code
            and v.period = g.period
    left join {{ ref('int_ranks_in_period') }} as r
        on
            v.unit_id = r.unit_id
            and v.indicator_code = r.indicator_code
            and v.period = r.period
    left join {{ ref('int_targets_in_force') }} as n
        on
            v.unit_id = n.unit_id
            and v.indicator_code = n.indicator_code
            and p.year = n.year
            and n.scope = 'national'
    left join {{ ref('int_targets_in_force') }} as l
        on
            v.unit_id = l.unit_id
            and v.indicator_code = l.indicator_code
            and p.year = l.year
            and l.scope = 'provincial'
)

select
    *,
    case
        when change = 0 or direction = 'neutral' then null
        when direction = 'lower_better' then change < 0
        else change > 0
    end as is_improvement
from joined
