-- The merger of 2025-07-01 from its own seed; changes of name or rank of the same land from the units themselves.
with merger as (
    select
        predecessor_unit_id,
        successor_unit_id,
        change,
        n_predecessors,
        effective_date,
        legal_ref,
        certainty
    from {{ ref('province_succession') }}
),

renamed as (
    select
        p.unit_id as predecessor_unit_id,
        s.unit_id as successor_unit_id,
        'renamed' as change,
        1 as n_predecessors,
        s.valid_from as effective_date,
        s.note as legal_ref,
        s.certainty
    from {{ ref('int_territorial_units') }} as p
    inner join {{ ref('int_territorial_units') }} as s on p.successor_codes = s.unit_id
    left join merger as m on p.unit_id = m.predecessor_unit_id
    where m.predecessor_unit_id is null
)

select
    predecessor_unit_id,
    successor_unit_id,
    change,
    cast(n_predecessors as integer) as n_predecessors,
    effective_date,
    legal_ref,
    certainty
from merger
union all
select
    predecessor_unit_id,
    successor_unit_id,
    change,
    n_predecessors,
    effective_date,
    legal_ref,
    certainty
from renamed
order by predecessor_unit_id, successor_unit_id
