select
    observation_id,
    document_id,
    source_id,
    indicator_code,
    province_code,
    unit_id,
    period,
    kind,
    value,
    unit,
    bound,
    rejection_code,
    {{ rejection_reason('rejection_code') }} as reason,
    quote,
    url,
    published_on,
    captured_at
from {{ ref('int_observations_classified') }}
where rejection_code is not null
order by observation_id, rejection_code, indicator_code, unit_id, period, value, bound
