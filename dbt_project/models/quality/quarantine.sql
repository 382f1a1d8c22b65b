select
    quarantine_id,
    stage,
    source_id,
    subject_id,
    url,
    rule,
    reason,
    row_json,
    captured_at
from {{ ref('stg_quarantine') }}
order by quarantine_id
