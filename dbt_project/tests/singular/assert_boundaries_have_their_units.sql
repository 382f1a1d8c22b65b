-- boundaries_n_units is what the list of units says for boundaries_on, and every unit lies in one of them.
with counted as (
    select
        count(*) filter (where unit_id = unit_id_2025 and not is_country) as n_units,
        count(*) filter (where unit_id_2025 is null) as n_nowhere
    from {{ ref('dim_province') }}
)

select *
from counted
where n_units <> {{ var('boundaries_n_units') }} or n_nowhere > 0
