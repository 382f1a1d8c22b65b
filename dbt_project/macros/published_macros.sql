{#-
    Table macros for readers of the published file. They name only public schemas (core and the marts), so that they work
    in any copy of the file that holds these; they are made again at the end of every build.

    province_profile gives one row per indicator that a province of that code has: its last one. Units from before and after
    a merger share a code where the name was kept (lao-cai, lao-cai-2025), and may both have a value for the year of the
    merger: that of the unit that is valid later is given, whatever its period. Where it has none, the value is that of the
    unit before; unit_id says which.
-#}
{% macro published_macros() -%}
create or replace macro main.indicator_values_as_known_on(known_day) as table (
    with versions as (
        select
            document_id,
            known_from as known_on
        from core.fct_document_span
        where known_from <= cast(known_day as date) and (known_to is null or known_to >= cast(known_day as date))
    ),

    candidates as (
        select
            {{ candidate_columns() | indent(8) }}
        from core.fct_observation as o
        inner join core.dim_document as d on o.document_id = d.document_id
        inner join versions as v on o.document_id = v.document_id
        inner join core.dim_source as s on o.source_id = s.source_id
        where o.is_comparable
    ),

    chosen as (
        {{ choose_values('candidates') | indent(8) }}
    )

    select
        u.province_code,
        c.unit_id,
        u.short_name_vi as province_name_vi,
        u.short_name_en as province_name_en,
        i.pillar,
        c.indicator_code,
        i.name_vi as indicator_name_vi,
        i.name_en as indicator_name_en,
        i.unit,
        c.period,
        c.value,
        c.bound,
        c.n_documents,
        c.n_sources,
        c.is_conflicting,
        c.choice_reason_vi,
        c.choice_reason_en,
        o.quote,
        o.url,
        s.name_vi as source_name_vi,
        o.published_on,
        v.known_on,
        c.observation_id
    from chosen as c
    inner join core.dim_province as u on c.unit_id = u.unit_id
    inner join core.dim_indicator as i on c.indicator_code = i.indicator_code
    inner join core.dim_source as s on c.source_id = s.source_id
    inner join versions as v on c.document_id = v.document_id
    inner join core.fct_observation as o on c.observation_id = o.observation_id
    order by c.unit_id, c.indicator_code, c.period
);

create or replace macro main.indicator_history(code) as table (
    {% for pillar in var('pillars') -%}
    select * from {{ pillar }}.indicator_values where indicator_code = code
    {% if not loop.last %}union all{% endif %}
    {% endfor -%}
    order by unit_id, period_end, period
);

create or replace macro main.province_profile(code) as table (
    with known as (
        {% for pillar in var('pillars') -%}
        select '{{ pillar }}' as pillar, * from {{ pillar }}.indicator_values where province_code = code
        {% if not loop.last %}union all{% endif %}
        {% endfor -%}
    )

    select k.*
    from known as k
    inner join core.dim_province as u on k.unit_id = u.unit_id
    qualify
        row_number() over (
            partition by k.indicator_code
            order by u.valid_from desc nulls last, k.period_end desc, k.period_start desc, k.period desc, k.unit_id
        )
        = 1
    order by k.pillar, k.indicator_code
);
{%- endmacro %}

{#- On the end of a run: makes the macros where all their tables are there (a run of a few models may come first). -#}
{% macro create_published_macros() -%}
    {%- set needed = {
        'core': ['dim_province', 'dim_indicator', 'dim_source', 'dim_document', 'fct_document_span', 'fct_observation']
    } -%}
    {%- for pillar in var('pillars') -%}
        {%- do needed.update({pillar: ['indicator_values']}) -%}
    {%- endfor -%}
    {%- set missing = [] -%}
    {%- if execute -%}
        {%- for schema, tables in needed.items() -%}
            {%- for table in tables -%}
                {%- if adapter.get_relation(database=target.database, schema=schema, identifier=table) is none -%}
                    {%- do missing.append(schema ~ '.' ~ table) -%}
                {%- endif -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- if missing -%}
            {%- do log('Table macros not made, tables are missing: ' ~ missing | join(', '), info=true) -%}
            select 1
        {%- else -%}
            {{ published_macros() }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
