{#-
    The rule by which one value is chosen out of the observations of a unit, indicator and period. One text of SQL for
    the table fct_indicator_value and for the table macro indicator_values_as_known_on.

    `candidates` names a relation with the columns of int_value_candidates. Steps:
    1. A figure that one text states several times, or that reprints repeat (the same text, or the same long sentence in
       another text), counts once. A copy that a reviewer confirmed, then one whose sentence says the value itself, then
       that of the highest authority, then the earliest one stands for all.
    2. What a reviewer confirmed; then exact before bounded (at_least, at_most, about); then the higher authority; then
       the later publication; then the value that more independent sources state (a text that names another publisher
       speaks for that one); then the higher confidence; then the smaller observation_id.
       Of the statements of the chosen value, one whose sentence says it stands before one that a correction gave it.
    3. The reason is the first criterion by which the chosen one goes before the best that says otherwise.
    4. Values conflict where exact ones differ by more than rounding, or where a bound rules an exact value out.
-#}
{% macro choose_values(candidates) -%}
    {%- set rounding = var('rounding_tolerance') -%}
    {%- set about = var('about_tolerance') -%}
    {%- set which_copy_stands
        = 'is_confirmed desc, is_value_replaced, authority_rank, published_on nulls last, captured_at, confidence desc, observation_id' -%}
    with compact as (
        select
            * exclude (text_sha256, sentence_key, is_value_replaced),
            coalesce(is_value_replaced, false) as is_value_replaced,
            hash(text_sha256) as text_key,  -- long keys are slow to sort by
            hash(sentence_key) as sentence_key
        from {{ candidates }}
    ),

    copies_in_text as (
        select
            *,
            row_number() over (
                partition by unit_id, indicator_code, period, value, bound, text_key
                order by {{ which_copy_stands }}
            ) as copy_number
        from compact
    ),

    copies_of_sentence as (
        select
            * exclude (copy_number),
            row_number() over (
                partition by unit_id, indicator_code, period, value, bound, sentence_key
                order by {{ which_copy_stands }}
            ) as copy_number
        from copies_in_text
        where copy_number = 1
    ),

    voices as (
        select
            unit_id,
            indicator_code,
            period,
            value,
            count(distinct speaks_for) as n_voices
        from copies_of_sentence
        where copy_number = 1
        group by unit_id, indicator_code, period, value
    ),

    statements as (
        select
            c.*,
            v.n_voices,
            case when c.bound = 'exact' then 0 else 1 end as bound_class,
            case when c.is_confirmed then 0 else 1 end as review_class
        from copies_of_sentence as c
        inner join voices as v
            on
                c.unit_id = v.unit_id
                and c.indicator_code = v.indicator_code
                and c.period = v.period
                and c.value = v.value
        where c.copy_number = 1
    ),

    ranked as (
        select
            *,
            row_number() over preference as choice_rank,
            first_value(value) over preference as chosen_value,
            first_value(bound) over preference as chosen_bound
        from statements
        window preference as (
            partition by unit_id, indicator_code, period
            order by
                review_class,
                bound_class,
                authority_rank,
                published_on desc nulls last,
                n_voices desc,
                confidence desc,
                observation_id
        )
    ),

    standing as (
        select
            *,
            row_number() over (
                partition by unit_id, indicator_code, period
                order by value <> chosen_value or bound <> chosen_bound, is_value_replaced, choice_rank
            ) as standing_rank
        from ranked
    ),

    summarised as (
        select
            unit_id,
            indicator_code,
            period,
            any_value(chosen_value) as value,
            any_value(chosen_bound) as bound,
            cast(count(*) as integer) as n_observations,
            cast(count(distinct text_key) as integer) as n_documents,
            cast(count(distinct speaks_for) as integer) as n_sources,
            cast(
                count(distinct speaks_for)
                    filter (where abs(value - chosen_value) <= {{ rounding }} * greatest(abs(value), abs(chosen_value)))
                as integer
            ) as n_sources_agreeing,
            cast(
                count(distinct text_key)
                    filter (where abs(value - chosen_value) <= {{ rounding }} * greatest(abs(value), abs(chosen_value)))
                as integer
            ) as n_agreeing,
            coalesce(min(value) filter (where bound = 'exact'), min(value)) as value_min,
            coalesce(max(value) filter (where bound = 'exact'), max(value)) as value_max,
            min(value) filter (where bound = 'exact') as exact_min,
            max(value) filter (where bound = 'exact') as exact_max,
            min(value) filter (where bound = 'about') as about_min,
            max(value) filter (where bound = 'about') as about_max,
            max(value) filter (where bound = 'at_least') as highest_floor,
            min(value) filter (where bound = 'at_most') as lowest_ceiling,
            cast(count(*) filter (where is_value_replaced and value = chosen_value) as integer) as n_replaced,
            min(observation_id) filter (where standing_rank = 1) as observation_id,
            min(document_id) filter (where standing_rank = 1) as document_id,
            min(source_id) filter (where standing_rank = 1) as source_id,
            min(out_of) filter (where standing_rank = 1) as out_of,
            min(published_on) filter (where choice_rank = 1) as published_on,
            min(authority_name_vi) filter (where choice_rank = 1) as authority_name_vi,
            min(authority_name_en) filter (where choice_rank = 1) as authority_name_en,
            min(bound_class) filter (where choice_rank = 1) as bound_class,
            min(authority_rank) filter (where choice_rank = 1) as authority_rank,
            min(n_voices) filter (where choice_rank = 1) as n_voices,
            min(review_class) filter (where choice_rank = 1) as review_class,
            min(confidence) filter (where choice_rank = 1) as confidence,
            arg_min(
                struct_pack(
                    review_class := review_class,
                    bound_class := bound_class,
                    authority_rank := authority_rank,
                    published_on := published_on,
                    n_voices := n_voices,
                    confidence := confidence
                ),
                choice_rank
            ) filter (where value <> chosen_value or bound <> chosen_bound) as rival
        from standing
        group by unit_id, indicator_code, period
    ),

    reasoned as (
        select
            *,
            {{ difference('value_max', 'value_min') }} as spread,
            coalesce(
                exact_max - exact_min > {{ rounding }} * greatest(abs(exact_min), abs(exact_max))
                or highest_floor > exact_min + {{ rounding }} * abs(exact_min)
                or lowest_ceiling < exact_max - {{ rounding }} * abs(exact_max)
                or highest_floor > lowest_ceiling + {{ rounding }} * abs(lowest_ceiling)
                or about_min < exact_min - {{ about }} * abs(exact_min)
                or about_max > exact_max + {{ about }} * abs(exact_max)
                or about_max - about_min > {{ about }} * greatest(abs(about_min), abs(about_max)),
                false
            ) as is_conflicting,
            case
                when n_observations = 1 then 'only_one'
                when rival is null then 'unanimous'
                when review_class <> rival.review_class then 'confirmed'
                when bound_class <> rival.bound_class then 'exact_over_bounded'
                when authority_rank <> rival.authority_rank then 'authority'
                when coalesce(published_on <> rival.published_on, (published_on is null) <> (rival.published_on is null)) then 'latest'
                when n_voices <> rival.n_voices then 'agreement'
                when confidence <> rival.confidence then 'confidence'
                else 'fixed_order'
            end as choice_reason_code
        from summarised
    )

    select
        unit_id,
        indicator_code,
        period,
        value,
        bound,
        out_of,
        n_observations,
        n_documents,
        n_sources,
        n_agreeing,
        n_sources_agreeing,
        value_min,
        value_max,
        spread,
        is_conflicting,
        observation_id,
        document_id,
        source_id,
        choice_reason_code,
        case choice_reason_code
            when 'only_one' then 'Chỉ có một con số.'
            when 'unanimous' then 'Cả ' || n_documents || ' văn bản nêu cùng một giá trị.'
            when 'confirmed' then 'Chọn con số đã được người duyệt xác nhận.'
            when 'exact_over_bounded' then 'Chọn con số chính xác thay cho con số chỉ có giới hạn (trên, dưới, khoảng).'
            when 'authority' then 'Chọn nguồn có thẩm quyền cao hơn: ' || authority_name_vi || '.'
            when 'latest' then 'Chọn văn bản đăng sau cùng' || coalesce(': ' || strftime(published_on, '%-d/%-m/%Y'), '') || '.'
            when 'agreement' then 'Chọn giá trị được nhiều nguồn độc lập nêu hơn (' || n_voices || ' so với ' || rival.n_voices || ').'
            when 'confidence' then 'Chọn con số được đọc với độ tin cậy cao hơn.'
            else 'Các con số ngang nhau về mọi tiêu chí, chọn theo thứ tự cố định.'
        end
        || case
            when choice_reason_code in ('only_one', 'unanimous') then ''
            else ' Có ' || n_agreeing || '/' || n_documents || ' văn bản nêu giá trị này.'
        end
        || case when n_replaced > 0 then ' ' || n_replaced || ' trong số đó đã được người duyệt sửa.' else '' end
            as choice_reason_vi,
        case choice_reason_code
            when 'only_one' then 'There is only one figure.'
            when 'unanimous' then 'All ' || n_documents || ' texts state the same value.'
            when 'confirmed' then 'The figure that a reviewer confirmed was chosen.'
            when 'exact_over_bounded' then 'An exact figure was chosen over one with a bound (over, under, about).'
            when 'authority' then 'The source of higher authority was chosen: ' || authority_name_en || '.'
            when 'latest' then 'The latest publication was chosen' || coalesce(': ' || strftime(published_on, '%Y-%m-%d'), '') || '.'
            when 'agreement' then 'The value that more independent sources state was chosen (' || n_voices || ' against ' || rival.n_voices || ').'
            when 'confidence' then 'The figure read with higher confidence was chosen.'
            else 'The figures are equal by every criterion; a fixed order decided.'
        end
        || case
            when choice_reason_code in ('only_one', 'unanimous') then ''
            else ' ' || n_agreeing || ' of ' || n_documents || ' texts state this value.'
        end
        || case when n_replaced > 0 then ' ' || n_replaced || ' of them by a correction.' else '' end
            as choice_reason_en
    from reasoned
{%- endmacro %}

{#-
    What tells a reprinted sentence: the sentence itself where it is long enough not to stand in two texts by chance,
    else the text.
-#}
{% macro sentence_key(quote, text_sha256) -%}
    case when length({{ quote }}) >= {{ var('reprint_sentence_chars') }} then md5({{ quote }}) else {{ text_sha256 }} end
{%- endmacro %}

{#-
    What an observation says, apart from where it says it: two with one key, in one text or one long sentence, are copies
    of each other for a correction.
-#}
{% macro statement_key(observation) -%}
    hash(
        {{ observation }}.indicator_code,
        {{ observation }}.unit_id,
        {{ observation }}.area_level,
        {{ observation }}.area_name,
        {{ observation }}.kind,
        {{ observation }}.value,
        {{ observation }}.unit,
        {{ observation }}.bound,
        {{ observation }}.period
    )
{%- endmacro %}

{#- The columns of a candidate, out of fct_observation (o), dim_document (d) and dim_source (s). -#}
{% macro candidate_columns() -%}
    o.observation_id,
    o.document_id,
    o.source_id,
    o.unit_id,
    o.indicator_code,
    o.period,
    o.value,
    o.bound,
    o.out_of,
    o.published_on,
    o.captured_at,
    o.confidence,
    coalesce(o.correction_action = 'confirm', false) as is_confirmed,
    coalesce(o.correction_action = 'replace' and o.value is distinct from o.value_as_read, false) as is_value_replaced,
    o.authority_rank,
    d.text_sha256,
    d.speaks_for,
    {{ sentence_key('o.quote', 'd.text_sha256') }} as sentence_key,
    s.authority_name_vi,
    s.authority_name_en
{%- endmacro %}
