{#- The day in Vietnam of a moment, as in schemas/days.py: the daily run at six falls on the day before in UTC. -#}
{% macro day_of(moment) -%}
    cast({{ moment }} at time zone 'Asia/Ho_Chi_Minh' as date)
{%- endmacro %}
