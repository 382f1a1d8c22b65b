{#- English name of a region, by the slug of the seed territorial_units. -#}
{% macro region_name_en(code) -%}
    case {{ code }}
        when 'tdmnpb' then 'Northern Midlands and Mountains'
        when 'dbsh' then 'Red River Delta'
        when 'btb-dhmt' then 'North Central and Central Coast'
        when 'btb' then 'North Central'
        when 'dhntb-tn' then 'South Central Coast and Central Highlands'
        when 'tn' then 'Central Highlands'
        when 'dnb' then 'Southeast'
        when 'dbscl' then 'Mekong River Delta'
    end
{%- endmacro %}
