-- The units of the seed and the country, with the unit of 2025-07-01 in which each lies. The chain of successors has at
-- most a few links: a unit that ended before that day goes to its successor, one that began later to its predecessor.
with recursive units as (
    select
        unit_id,
        province_code,
        territory_id,
        name_vi,
        name_en,
        short_name_vi,
        regexp_replace(name_en, ' (Province|City)$', '') as short_name_en,
        kind,
        gso_code,
        iso_3166_2,
        region_code,
        region as region_vi,
        region_2025_code,
        region_2025 as region_2025_vi,
        valid_from,
        valid_to,
        successor_codes,
        predecessor_codes,
        certainty,
        note
    from {{ ref('territorial_units') }}
    union all
    select
        'vn' as unit_id,
        'vn' as province_code,
        'vn' as territory_id,
        'Cả nước' as name_vi,
        'Viet Nam' as name_en,
        'Cả nước' as short_name_vi,
        'Viet Nam' as short_name_en,
        'country' as kind,
        '00' as gso_code,
        'VN' as iso_3166_2,
        null as region_code,
        null as region_vi,
        null as region_2025_code,
        null as region_2025_vi,
        null as valid_from,
        null as valid_to,
        null as successor_codes,
        null as predecessor_codes,
        'verified' as certainty,
        null as note
),

chain as (
    select
        unit_id,
        unit_id as current_id
    from units
    union all
    select
        c.unit_id,
        case
            when u.valid_to < date '{{ var("boundaries_on") }}' then split_part(u.successor_codes, '|', 1)
            else split_part(u.predecessor_codes, '|', 1)
        end as current_id
    from chain as c
    inner join units as u on c.current_id = u.unit_id
    where u.valid_to < date '{{ var("boundaries_on") }}' or u.valid_from > date '{{ var("boundaries_on") }}'
),

of_2025 as (
    select
        c.unit_id,
        u.unit_id as unit_id_2025,
        u.territory_id as territory_id_2025
    from chain as c
    inner join units as u on c.current_id = u.unit_id
    where
        coalesce(u.valid_from, date '0001-01-01') <= date '{{ var("boundaries_on") }}'
        and coalesce(u.valid_to, date '9999-12-31') >= date '{{ var("boundaries_on") }}'
)

select
    u.*,
    o.unit_id_2025,
    o.territory_id_2025,
    u.unit_id = o.unit_id_2025 and u.kind <> 'country' as is_of_2025
from units as u
left join of_2025 as o on u.unit_id = o.unit_id
