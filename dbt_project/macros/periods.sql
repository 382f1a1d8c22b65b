{#-
    Periods as text: 2023, 2024-H1, 2024-Q3, 2024-06, 2024-06-30, and ranges of two of them (2021..2025).
    Each macro takes an SQL expression. What cannot be a period (2024-02-31, 2025..2021) gets null dates.
-#}

{% macro period_point_type(point) -%}
    case
        when regexp_full_match({{ point }}, '\d{4}') then 'year'
        when regexp_full_match({{ point }}, '\d{4}-H[12]') then 'half'
        when regexp_full_match({{ point }}, '\d{4}-Q[1-4]') then 'quarter'
        when regexp_full_match({{ point }}, '\d{4}-\d{2}') then 'month'
        when regexp_full_match({{ point }}, '\d{4}-\d{2}-\d{2}') then 'day'
    end
{%- endmacro %}

{% macro period_point_start(point) -%}
    case {{ period_point_type(point) }}
        when 'year' then try_cast({{ point }} || '-01-01' as date)
        when 'half' then try_cast(left({{ point }}, 4) || case right({{ point }}, 1) when '1' then '-01-01' else '-07-01' end as date)
        when 'quarter' then try_cast(
            left({{ point }}, 4) || '-' || lpad(cast(cast(right({{ point }}, 1) as integer) * 3 - 2 as varchar), 2, '0') || '-01' as date
        )
        when 'month' then try_cast({{ point }} || '-01' as date)
        when 'day' then try_cast({{ point }} as date)
    end
{%- endmacro %}

{% macro period_point_end(point) -%}
    case {{ period_point_type(point) }}
        when 'year' then try_cast({{ point }} || '-12-31' as date)
        when 'half' then last_day(cast({{ period_point_start(point) }} + interval 5 month as date))
        when 'quarter' then last_day(cast({{ period_point_start(point) }} + interval 2 month as date))
        when 'month' then last_day({{ period_point_start(point) }})
        when 'day' then try_cast({{ point }} as date)
    end
{%- endmacro %}

{% macro period_point_label_vi(point) -%}
    case {{ period_point_type(point) }}
        when 'year' then 'năm ' || {{ point }}
        when 'half' then case right({{ point }}, 1) when '1' then '6 tháng đầu năm ' else '6 tháng cuối năm ' end || left({{ point }}, 4)
        when 'quarter' then 'quý ' || ['I', 'II', 'III', 'IV'][cast(right({{ point }}, 1) as integer)] || '/' || left({{ point }}, 4)
        when 'month' then 'tháng ' || cast(substr({{ point }}, 6, 2) as integer) || '/' || left({{ point }}, 4)
        when 'day' then 'ngày ' || strftime(try_cast({{ point }} as date), '%-d/%-m/%Y')
    end
{%- endmacro %}

{% macro period_point_label_en(point) -%}
    case {{ period_point_type(point) }}
        when 'year' then {{ point }}
        when 'half' then case right({{ point }}, 1) when '1' then 'first half of ' else 'second half of ' end || left({{ point }}, 4)
        when 'quarter' then right({{ point }}, 2) || ' ' || left({{ point }}, 4)
        when 'month' then strftime(try_cast({{ point }} || '-01' as date), '%B %Y')
        when 'day' then strftime(try_cast({{ point }} as date), '%-d %B %Y')
    end
{%- endmacro %}
