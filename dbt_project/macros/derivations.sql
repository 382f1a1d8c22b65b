{#- How a derived value came about, or why there is none, in words, for fct_derived_value. -#}
{% macro derivation_words(language) -%}
    {%- if language == 'vi' -%}
    case
        when not_used_code = 'part_exceeds_whole' then 'Không tính được, phần lớn hơn tổng thể: '
        when not_used_code = 'value_beyond_limit' then 'Không tính được, giá trị sẽ vượt giới hạn của chỉ tiêu: '
        when rule = 'total_from_out_of' then 'Suy ra từ mẫu số trong câu: '
        else 'Tính từ tử số và mẫu số: '
    end
    || {{ plain_number('numerator_value') }} || '/' || {{ plain_number('denominator_value') }}
    || case rule when 'share_of_population' then ' (dân số năm ' || left(period, 4) || ').' else '.' end
    {%- else -%}
    case
        when not_used_code = 'part_exceeds_whole' then 'Not computed, the part is larger than the whole: '
        when not_used_code = 'value_beyond_limit'
            then 'Not computed, the value would lie beyond the limit of the indicator: '
        when rule = 'total_from_out_of' then 'Taken from the denominator in the sentence: '
        else 'Computed from numerator and denominator: '
    end
    || {{ plain_number('numerator_value') }} || '/' || {{ plain_number('denominator_value') }}
    || case rule when 'share_of_population' then ' (population of ' || left(period, 4) || ').' else '.' end
    {%- endif -%}
{%- endmacro %}

{#- A number without a decimal point where it has none. -#}
{% macro plain_number(value) -%}
    case
        when {{ value }} = trunc({{ value }}) then cast(cast({{ value }} as bigint) as varchar)
        else cast({{ value }} as varchar)
    end
{%- endmacro %}
