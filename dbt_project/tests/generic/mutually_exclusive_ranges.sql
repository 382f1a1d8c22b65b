{#- Within a partition, no two ranges of days (both ends inclusive, null is open) share a day. -#}
{% test mutually_exclusive_ranges(model, partition_by, lower, upper) %}
with ordered as (
    select
        {{ partition_by }} as part,
        coalesce({{ lower }}, date '0001-01-01') as range_start,
        coalesce({{ upper }}, date '9999-12-31') as range_end,
        lead(coalesce({{ lower }}, date '0001-01-01')) over (
            partition by {{ partition_by }}
            order by coalesce({{ lower }}, date '0001-01-01'), coalesce({{ upper }}, date '9999-12-31')
        ) as next_start
    from {{ model }}
)

select *
from ordered
where range_start > range_end or range_end >= next_start
{% endtest %}
