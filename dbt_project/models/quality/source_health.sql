-- A source is judged by its last run: failing where that brought failures and nothing else.
with last_runs as (
    select
        source_id,
        arg_max(run_id, attempted_at) as last_run_id
    from {{ ref('stg_fetch_outcomes') }}
    group by source_id
),

attempts as (
    select
        f.source_id,
        count(*) as n_attempts,
        count(*) filter (where f.outcome = 'captured') as n_captured,
        count(*) filter (where f.outcome = 'unchanged') as n_unchanged,
        count(*) filter (where f.outcome = 'failed') as n_failed,
        count(*) filter (where f.outcome in ('refused', 'skipped')) as n_passed_over,
        max(f.attempted_at) as last_attempt_at,
        max(f.attempted_at) filter (where f.outcome in ('captured', 'unchanged')) as last_answer_at,
        count(*) filter (where f.run_id = r.last_run_id and f.outcome = 'failed') as n_failed_last_run,
        count(*) filter (
            where f.run_id = r.last_run_id and f.outcome in ('captured', 'unchanged')
        ) as n_answered_last_run
    from {{ ref('stg_fetch_outcomes') }} as f
    inner join last_runs as r on f.source_id = r.source_id
    group by f.source_id
),

failures as (
    select
        source_id,
        reason,
        detail
    from {{ ref('stg_fetch_outcomes') }}
    where outcome = 'failed'
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
        source_id,
        count(*) as n_observations
    from {{ ref('fct_observation') }}
    group by source_id
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
        when a.n_failed_last_run > 0 and a.n_answered_last_run = 0 then 'failing'
        when a.n_failed_last_run > 0 then 'partly_failing'
        when a.last_answer_at is null then 'never_answered'
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
    cast(coalesce(q.n_quarantined, 0) as integer) as n_quarantined
from {{ ref('dim_source') }} as s
left join attempts as a on s.source_id = a.source_id
left join failures as f on s.source_id = f.source_id
left join documents as d on s.source_id = d.source_id
left join observations as o on s.source_id = o.source_id
left join quarantined as q on s.source_id = q.source_id
order by s.source_id
