-- Versions of an article in the order of capture; the latest one is current. A version is publicly known from its
-- publication on (the first one) or from its capture on (a later one: on which day the text changed is not known).
with numbered as (
    select
        *,
        cast(
            row_number() over (partition by article_id order by first_captured_at, document_id) as integer
        ) as version_number,
        cast(count(*) over (partition by article_id) as integer) as n_versions,
        row_number() over (
            partition by article_id order by last_captured_at desc, first_captured_at desc, document_id desc
        ) = 1 as is_latest,
        {{ day_of('first_captured_at') }} as first_captured_on
    from {{ ref('stg_documents') }}
)

select
    *,
    case
        when version_number = 1 then least(coalesce(published_on, first_captured_on), first_captured_on)
        else first_captured_on
    end as known_on
from numbered
