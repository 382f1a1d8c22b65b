-- The merger of the succession seed and the successors named in the list of units are the same.
select
    u.unit_id,
    u.unit_id_2025,
    s.successor_unit_id
from {{ ref('province_succession') }} as s
inner join {{ ref('dim_province') }} as u on s.predecessor_unit_id = u.unit_id
where s.successor_unit_id <> u.unit_id_2025
