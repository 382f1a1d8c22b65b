{{ config(alias='indicator_values') }}

{{ indicator_values_mart('foundation') }}
