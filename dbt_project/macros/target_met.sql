{#-
    Whether a value meets a target: null where its bound leaves it open (over 75 % against 80 %, about 80 % against
    81 %). A target without a comparison sign is a floor or a ceiling by the direction of the indicator; the lower end
    of a range is what has to be reached.
-#}
{% macro target_met(value, bound, operator, low, high, direction) -%}
    case
        when {{ operator }} in ('>=', 'range') or ({{ operator }} = '=' and {{ direction }} = 'higher_better') then
            {{ reaches(value, bound, low, '>=') }}
        when {{ operator }} = '>' then {{ reaches(value, bound, low, '>') }}
        when {{ operator }} = '<=' or ({{ operator }} = '=' and {{ direction }} = 'lower_better') then
            {{ stays_under(value, bound, high, '<=') }}
        when {{ operator }} = '<' then {{ stays_under(value, bound, high, '<') }}
        when {{ operator }} = '=' and {{ bound }} = 'exact' then {{ value }} = {{ low }}
    end
{%- endmacro %}

{% macro reaches(value, bound, limit, sign) -%}
    case
        when {{ bound }} = 'exact' then {{ value }} {{ sign }} {{ limit }}
        when {{ bound }} = 'at_least' and {{ value }} >= {{ limit }} then true
        when {{ bound }} = 'at_most' and not ({{ value }} {{ sign }} {{ limit }}) then false
        when {{ bound }} = 'about' and abs({{ value }} - {{ limit }}) > {{ var('about_tolerance') }} * abs({{ limit }})
            then {{ value }} > {{ limit }}
    end
{%- endmacro %}

{% macro stays_under(value, bound, limit, sign) -%}
    case
        when {{ bound }} = 'exact' then {{ value }} {{ sign }} {{ limit }}
        when {{ bound }} = 'at_most' and {{ value }} <= {{ limit }} then true
        when {{ bound }} = 'at_least' and not ({{ value }} {{ sign }} {{ limit }}) then false
        when {{ bound }} = 'about' and abs({{ value }} - {{ limit }}) > {{ var('about_tolerance') }} * abs({{ limit }})
            then {{ value }} < {{ limit }}
    end
{%- endmacro %}
