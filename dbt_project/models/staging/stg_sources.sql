select
    source_id,
    name_vi,
    name_en,
    kind,
    province_code,
    base_url,
    family,
    authority,
    enabled,
    profile,
    licence_note,
    cast(confidence as varchar) as confidence
from {{ source('lake', 'sources') }}
