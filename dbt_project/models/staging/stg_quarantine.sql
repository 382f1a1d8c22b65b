select *
from {{ source('lake', 'quarantine') }}
qualify row_number() over (partition by quarantine_id order by captured_at, source_id) = 1
