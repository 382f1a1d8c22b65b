-- Values that nobody states but that follow from what is stated: a share from its parts (of one sentence, or of one
-- period), a total from the number after the stroke, a density from the population of the same year. A stated value
-- always goes before; denominators must be exact. A part that is larger than its whole (two sources that count
-- different things) gives no value, and none may lie beyond the limit of its indicator: where there is no other way to
-- the value, the row says why it has none.
with stated as (
    select
        v.unit_id,
        v.indicator_code,
        v.period,
        v.value,
        v.bound,
        v.out_of,
        v.is_conflicting,
        v.observation_id,
        p.rollup_year
    from {{ ref('fct_indicator_value') }} as v
    inner join {{ ref('dim_period') }} as p on v.period = p.period
),

numerators as (
    select
        s.*,
        d.derived_code,
        d.denominator_code,
        d.factor,
        d.out_of_is_denominator = 'yes' and s.out_of > 0 as has_out_of
    from stated as s
    inner join {{ ref('derivations') }} as d on s.indicator_code = d.numerator_code
),

derived as (
    select
        unit_id,
        derived_code as indicator_code,
        period,
        factor * value / out_of as value,
        bound,
        'share_in_sentence' as rule,
        1 as preference,
        value as numerator_value,
        out_of as denominator_value,
        observation_id as numerator_observation_id,
        observation_id as denominator_observation_id,
        indicator_code as numerator_code,
        is_conflicting
    from numerators
    where has_out_of
    union all
    select
        n.unit_id,
        n.derived_code as indicator_code,
        n.period,
        n.factor * n.value / d.value as value,
        n.bound,
        'share_of_parts' as rule,
        2 as preference,
        n.value as numerator_value,
        d.value as denominator_value,
        n.observation_id as numerator_observation_id,
        d.observation_id as denominator_observation_id,
        n.indicator_code as numerator_code,
        n.is_conflicting or d.is_conflicting as is_conflicting
    from numerators as n
    inner join stated as d
        on
            n.unit_id = d.unit_id
            and n.denominator_code = d.indicator_code
            and n.period = d.period
    where d.bound = 'exact' and d.value > 0
    union all
    select
        n.unit_id,
        n.derived_code as indicator_code,
        n.period,
        n.factor * n.value / p.population as value,
        n.bound,
        'share_of_population' as rule,
        3 as preference,
        n.value as numerator_value,
        cast(p.population as double) as denominator_value,
        n.observation_id as numerator_observation_id,
        null as denominator_observation_id,
        n.indicator_code as numerator_code,
        n.is_conflicting
    from numerators as n
    inner join {{ ref('population') }} as p on n.unit_id = p.unit_id and n.rollup_year = p.year
    where n.denominator_code = 'population'
    union all
    select
        unit_id,
        denominator_code as indicator_code,
        period,
        out_of as value,
        'exact' as bound,
        'total_from_out_of' as rule,
        4 as preference,
        value as numerator_value,
        out_of as denominator_value,
        observation_id as numerator_observation_id,
        observation_id as denominator_observation_id,
        indicator_code as numerator_code,
        is_conflicting
    from numerators
    where has_out_of
),

judged as (
    select
        d.*,
        case
            when d.rule <> 'share_of_population' and d.numerator_value > d.denominator_value then 'part_exceeds_whole'
            when abs(d.value) > i.value_limit then 'value_beyond_limit'
        end as not_used_code
    from derived as d
    left join {{ ref('dim_indicator') }} as i on d.indicator_code = i.indicator_code
),

best as (
    select d.*
    from judged as d
    left join stated as s
        on
            d.unit_id = s.unit_id
            and d.indicator_code = s.indicator_code
            and d.period = s.period
    where s.unit_id is null
    qualify
        row_number() over (
            partition by d.unit_id, d.indicator_code, d.period
            order by case when d.not_used_code is null then 0 else 1 end, d.preference, d.numerator_code
        ) = 1
)

select
    unit_id,
    indicator_code,
    period,
    case when not_used_code is null then value end as value,
    bound,
    rule,
    not_used_code,
    numerator_code,
    numerator_value,
    denominator_value,
    numerator_observation_id,
    denominator_observation_id,
    is_conflicting,
    {{ derivation_words('vi') }} as derivation_vi,
    {{ derivation_words('en') }} as derivation_en
from best
order by unit_id, indicator_code, period
