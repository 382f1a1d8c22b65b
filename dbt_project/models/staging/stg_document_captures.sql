-- Every moment at which a version of an article was captured; a document of a lake without rows of its captures has its
-- own moment.
select
    document_id,
    captured_at
from {{ source('lake', 'document_captures') }}
union
select
    document_id,
    captured_at
from {{ source('lake', 'documents') }}
