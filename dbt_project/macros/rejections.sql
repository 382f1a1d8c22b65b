{#- Why an observation has no place in the star schema, in words; the codes are set in int_observations_classified. -#}
{% macro rejection_reason(code) -%}
    case {{ code }}
        when 'duplicate_id_with_other_content' then 'Another row with this observation_id says something else and was captured first'
        when 'unknown_document' then 'No document of the lake has this document_id'
        when 'unknown_indicator' then 'The indicator is not in the codebook'
        when 'unknown_unit' then 'The territorial unit is not in the list of units'
        when 'unit_of_another_province' then 'The territorial unit does not bear the name of the province'
        when 'unit_mismatch' then 'The value is not in the unit of the codebook'
        when 'value_beyond_limit' then 'The value lies beyond the limit of the indicator'
        when 'impossible_period' then 'The period is not a date or a range that can be'
        when 'period_in_the_future' then 'An actual value cannot be about a period that begins after the publication'
        when 'unit_not_valid_in_period' then 'The territorial unit did not exist on any day of the period'
    end
{%- endmacro %}
