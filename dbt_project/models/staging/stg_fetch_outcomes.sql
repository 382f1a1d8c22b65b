select * from {{ source('lake', 'fetch_outcomes') }}
