select *
from {{ source('lake', 'document_readings') }}
qualify row_number() over (partition by document_id order by extractor_version desc, numbers_seen desc) = 1
