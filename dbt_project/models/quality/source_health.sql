-- A visit is what one run asked of a source. It is judged as orchestration/steps/visits.py judges it: by listings and
-- fixed pages that were asked, or whose host is down; robots.txt is no answer, and a page that cannot be read is none.
-- The last visit that asked any of them judges the source.
with unreadable as (
    select
        subject_id as capture_id,
        rule,
        reason
    from {{ ref('stg_quarantine') }}
    where stage = 'parse'
),

outcomes as (
    select
        f.source_id,
        f.run_id,
        f.url,
        f.attempted_at,
        f.outcome,
        case when f.reason = 'ok' then coalesce(u.rule, 'ok') else f.reason end as reason,
        case when f.reason = 'ok' then coalesce(u.reason, f.detail) else f.detail end as detail,
        f.purpose in ('listing', 'page') and (f.outcome <> 'skipped' or f.reason = 'host_down') as decides,
        f.purpose = 'article' and f.outcome in ('failed', 'refused') as is_lost_article
    from {{ ref('stg_fetch_outcomes') }} as f
    left join unreadable as u on f.capture_id = u.capture_id
),

judged as (
    select
        *,
        decides and reason = 'ok' as is_answer,
        (decides and reason <> 'ok') or is_lost_article as is_in_vain,
        arg_max(run_id, attempted_at) filter (where decides) over (partition by source_id) as last_visit
    from outcomes
),

attempts as (
    select
        source_id,
        count(*) as n_attempts,
        count(*) filter (where outcome = 'captured') as n_captured,
        count(*) filter (where outcome = 'unchanged') as n_unchanged,
        count(*) filter (where outcome = 'failed') as n_failed,
        count(*) filter (where outcome in ('refused', 'skipped')) as n_passed_over,
        max(attempted_at) as last_attempt_at,
        max(attempted_at) filter (where is_answer) as last_answer_at,
        max(last_visit) as last_visit,
        count(*) filter (where is_in_vain and run_id = last_visit) as n_failed_last_run,
        count(*) filter (where is_answer and run_id = last_visit) as n_answered_last_run
    from judged
    group by source_id
),

failures as (
    select
        source_id,
        reason,
        detail
    from judged
    where is_in_vain
    qualify row_number() over (partition by source_id order by attempted_at desc, url, reason, detail) = 1
),

documents as (
    select
        source_id,
        count(*) as n_documents,
        max(published_on) as last_published_on
    from {{ ref('dim_document') }}
    group by source_id
),

observations as (
    select
        o.source_id,
        count(*) as n_observations,
        string_agg(distinct i.pillar, ', ' order by i.pillar) as pillars
    from {{ ref('fct_observation') }} as o
    left join {{ ref('dim_indicator') }} as i on o.indicator_code = i.indicator_code
    group by o.source_id
),

quarantined as (
    select
        source_id,
        count(*) as n_quarantined
    from {{ ref('stg_quarantine') }}
    group by source_id
)

select
    s.source_id,
    s.name_vi,
    s.is_enabled,
    case
        when a.source_id is null then 'never_asked'
        when a.last_visit is null then 'never_answered'
        when a.n_answered_last_run = 0 then 'failing'
        when a.n_failed_last_run > 0 then 'partly_failing'
        when coalesce(d.n_documents, 0) = 0 then 'answers_without_documents'
        else 'ok'
    end as status,
    cast(coalesce(a.n_attempts, 0) as integer) as n_attempts,
    cast(coalesce(a.n_captured, 0) as integer) as n_captured,
    cast(coalesce(a.n_unchanged, 0) as integer) as n_unchanged,
    cast(coalesce(a.n_failed, 0) as integer) as n_failed,
    cast(coalesce(a.n_passed_over, 0) as integer) as n_passed_over,
    cast(coalesce(a.n_failed_last_run, 0) as integer) as n_failed_last_run,
    a.last_attempt_at,
    a.last_answer_at,
    f.reason as last_failure_reason,
    f.detail as last_failure_detail,
    cast(coalesce(d.n_documents, 0) as integer) as n_documents,
    d.last_published_on,
    cast(coalesce(o.n_observations, 0) as integer) as n_observations,
    o.pillars,
    cast(coalesce(q.n_quarantined, 0) as integer) as n_quarantined
from {{ ref('dim_source') }} as s
left join attempts as a on s.source_id = a.source_id
left join failures as f on s.source_id = f.source_id
left join documents as d on s.source_id = d.source_id
left join observations as o on s.source_id = o.source_id
left join quarantined as q on s.source_id = q.source_id
order by s.source_id
