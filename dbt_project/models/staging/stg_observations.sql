-- Copies of a row from a second partition are numbered; `is_first_copy` rows are the observations, a copy that says
-- something else (`says_the_same` false) ends in quality.rejected_observations.
select
    *,
    row_number() over copies = 1 as is_first_copy,
    hash(indicator_code, unit_id, kind, value, bound, period)
    = first_value(hash(indicator_code, unit_id, kind, value, bound, period)) over copies as says_the_same,
    cast(captured_at at time zone 'Asia/Ho_Chi_Minh' as date) as captured_on
from {{ source('lake', 'observations') }}
window copies as (
    partition by observation_id
    order by captured_at, source_id, extractor_version, indicator_code, unit_id, kind, value, bound, period nulls last
)
