{#-
    By how much two figures differ, without the noise of binary fractions (68.54 - 30 is 38.540000000000006): six decimals
    are more than any published figure has.
-#}
{% macro difference(minuend, subtrahend) -%}
    round({{ minuend }} - {{ subtrahend }}, 6)
{%- endmacro %}
