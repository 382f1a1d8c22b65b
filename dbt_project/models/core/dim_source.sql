-- A source that left the registry stays, by its id: what it said is still there.
with lowest as (
    select max(authority_rank) as authority_rank from {{ ref('source_authority') }}
),

seen as (
    select source_id from {{ ref('stg_sources') }}
    union
    select source_id from {{ ref('stg_documents') }}
    union
    select source_id from {{ ref('stg_observations') }}
    union
    select source_id from {{ ref('stg_fetch_outcomes') }}
    union
    select source_id from {{ ref('stg_quarantine') }}
)

select
    seen.source_id,
    coalesce(s.name_vi, seen.source_id) as name_vi,
    coalesce(s.name_en, s.name_vi, seen.source_id) as name_en,
    s.kind,
    s.province_code,
    s.base_url,
    s.family,
    coalesce(a.authority, 'other') as authority,
    coalesce(a.authority_rank, lowest.authority_rank) as authority_rank,
    coalesce(a.name_vi, 'Nguồn khác') as authority_name_vi,
    coalesce(a.name_en, 'Other source') as authority_name_en,
    s.source_id is not null as is_registered,
    coalesce(s.enabled, false) as is_enabled,
    s.profile,
    s.licence_note,
    s.confidence
from seen
cross join lowest
left join {{ ref('stg_sources') }} as s on seen.source_id = s.source_id
left join {{ ref('source_authority') }} as a on s.authority = a.authority
order by seen.source_id
