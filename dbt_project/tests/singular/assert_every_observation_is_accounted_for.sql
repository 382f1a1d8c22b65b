-- Every row of the lake is an observation of the star schema, a rejected one, or a copy that says the same.
with counted as (
    select
        (select count(*) from {{ ref('stg_observations') }}) as n_lake,
        (select count(*) from {{ ref('stg_observations') }} where not is_first_copy and says_the_same) as n_copies,
        (select count(*) from {{ ref('fct_observation') }}) as n_observations,
        (select count(*) from {{ ref('rejected_observations') }}) as n_rejected
)

select *
from counted
where n_lake <> n_copies + n_observations + n_rejected
