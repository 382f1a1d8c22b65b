-- `is_latest` and the span without an end are two tellings of one thing: what is chosen is what is known in the end.
select
    d.document_id,
    d.is_latest
from {{ ref('dim_document') }} as d
left join {{ ref('fct_document_span') }} as s on d.document_id = s.document_id and s.known_to is null
where d.is_latest <> (s.document_id is not null)
