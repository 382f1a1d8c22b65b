{{ config(materialized='view') }}

-- The observations out of which values are chosen: current versions, actual, about a province or the country, with a
-- period on their own boundaries, and not rejected by a correction.
select
    {{ candidate_columns() }}
from {{ ref('fct_observation') }} as o
inner join {{ ref('dim_document') }} as d on o.document_id = d.document_id
inner join {{ ref('dim_source') }} as s on o.source_id = s.source_id
where o.not_used_code is null
