{{ config(alias='province_scorecard') }}

{{ province_scorecard_mart('government') }}
