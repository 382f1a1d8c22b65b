select *
from {{ source('lake', 'unmapped_quantities') }}
qualify row_number() over (partition by unmapped_id order by extractor_version desc, source_id) = 1
