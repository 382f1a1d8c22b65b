select * from {{ source('lake', 'observation_changes') }}
qualify row_number() over (partition by observation_id order by changed_at) = 1
