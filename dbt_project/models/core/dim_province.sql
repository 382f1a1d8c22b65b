with named as (
    select
        *,
        case region_code
            when 'tdmnpb' then 'Northern Midlands and Mountains'
            when 'dbsh' then 'Red River Delta'
            when 'btb-dhmt' then 'North Central and Central Coast'
            when 'btb' then 'North Central'
            when 'dhntb-tn' then 'South Central Coast and Central Highlands'
            when 'tn' then 'Central Highlands'
            when 'dnb' then 'Southeast'
            when 'dbscl' then 'Mekong River Delta'
        end as region_en
    from {{ ref('int_territorial_units') }}
)

select
    unit_id,
    province_code,
    territory_id,
    unit_id_2025,
    territory_id_2025,
    name_vi,
    name_en,
    short_name_vi,
    short_name_en,
    kind,
    kind = 'country' as is_country,
    gso_code,
    iso_3166_2,
    region_code,
    region_vi,
    region_en,
    region_2025_code,
    region_2025_vi,
    valid_from,
    valid_to,
    cast(row_number() over (order by gso_code, valid_from nulls first, unit_id) - 1 as integer) as sort_key,
    certainty,
    note
from named
order by unit_id
