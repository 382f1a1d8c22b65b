select
    capture_id,
    source_id,
    url,
    purpose,
    captured_at,
    status_code,
    content_type,
    sha256,
    body_bytes
from {{ source('lake', 'captures') }}
qualify row_number() over (partition by capture_id order by captured_at) = 1
