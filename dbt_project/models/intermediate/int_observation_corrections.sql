-- The correction that each observation has: its own one, else that of the figure of which it is a copy (the same
-- statement in the same text, or in the same long sentence of another text), so that what was reviewed once holds for
-- all texts that repeat it. A correction of its own always goes before one that came with a copy; of several that came,
-- the one reviewed last.
with recursive statements as (
    select
        {{ statement_key('o') }} as statement_key,
        d.text_sha256,
        {{ sentence_key('o.quote', 'd.text_sha256') }} as sentence_key,
        o.observation_id
    from {{ ref('stg_observations') }} as o
    inner join {{ ref('int_documents') }} as d on o.document_id = d.document_id
    where o.is_first_copy
),

reviewed as (
    select
        c.correction_id,
        s.*
    from {{ ref('int_corrections') }} as c
    inner join statements as s on c.observation_id = s.observation_id
    where c.status = 'applied'
),

-- Only these can be reached, and every step of the search goes through all that is given to it.
alike as (
    select *
    from statements
    where statement_key in (select reviewed.statement_key from reviewed)
),

-- From text to text: a sentence of the reviewed text may stand in another one, which has a reprint of its own.
reached as (
    select * from reviewed
    union
    select
        r.correction_id,
        a.statement_key,
        a.text_sha256,
        a.sentence_key,
        a.observation_id
    from reached as r
    inner join alike as a
        on
            r.statement_key = a.statement_key
            and (r.text_sha256 = a.text_sha256 or r.sentence_key = a.sentence_key)
)

select
    r.observation_id,
    c.correction_id,
    c.action,
    c.new_indicator_code,
    c.new_unit_id,
    c.new_value,
    c.new_bound,
    c.new_period,
    c.new_out_of
from reached as r
inner join {{ ref('int_corrections') }} as c on r.correction_id = c.correction_id
qualify
    row_number() over (
        partition by r.observation_id
        order by
            case when c.observation_id = r.observation_id then 0 else 1 end,
            c.reviewed_on desc,
            c.correction_id
    ) = 1
