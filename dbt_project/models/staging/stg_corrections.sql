select * from {{ source('lake', 'corrections') }}
