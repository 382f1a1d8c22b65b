-- Which version of an article was the current one, from day to day. A text that was replaced and then restored has two
-- spans. The first text was public from its publication on; on which day it changed later is not known, so that a
-- change counts from the day of the capture that showed it. Of several texts of one day the last stands for the day.
with said as (
    select
        d.article_id,
        d.document_id,
        c.captured_at,
        d.first_captured_at,
        case
            when d.version_number = 1 and c.captured_at = d.first_captured_at then d.known_on
            else {{ day_of('c.captured_at') }}
        end as said_on
    from {{ ref('stg_document_captures') }} as c
    inner join {{ ref('int_documents') }} as d on c.document_id = d.document_id
),

by_day as (
    select
        article_id,
        document_id,
        said_on
    from said
    qualify
        row_number() over (
            partition by article_id, said_on order by captured_at desc, first_captured_at desc, document_id desc
        ) = 1
),

changes as (
    select
        article_id,
        document_id,
        said_on
    from by_day
    qualify document_id is distinct from lag(document_id) over (partition by article_id order by said_on)
)

select
    article_id,
    document_id,
    said_on as known_from,
    lead(said_on) over (partition by article_id order by said_on) - 1 as known_to
from changes
order by article_id, known_from
