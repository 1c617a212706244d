-- What people write where a repo id should stand, and what it comes to.

-- A Hub address ("https://huggingface.co/org/name/tree/main", "org/name@rev") without what surrounds the repo id.
CREATE OR REPLACE TEMP MACRO hub_bare(ref) AS
    regexp_replace(
        regexp_replace(
            regexp_replace(
                trim(ref, e' \t\r\n"''`<>[](){},;'),
                '^(?i:(?:https?:)?(?://)?(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)/(?:models/)?|hf://(?:models/)?)', ''
            ),
            '(?:/(?:tree|blob|resolve|raw|commit|commits|discussions)(?:/.*)?|[?#@].*|:[^/:]*)$', ''
        ),
        '(?:\.git)?/*$', ''
    );

-- Paths and folders that people train in. No organisation of these names publishes models.
CREATE OR REPLACE TEMP MACRO hub_is_path(ref) AS
    regexp_matches(ref, '^[./~$]|\\|//|/(?:checkpoint|epoch|step|global_step)[-_]?\d+$')
    OR regexp_matches(
        ref,
        '^(?i:models?|results?|outputs?|out|data|checkpoints?|ckpts?|weights|saves?|saved|saved_models?|trained|trained_models?|finetuned'
        '|finetuned_models?|runs?|logs?|exps?|experiments?|home|root|mnt|content|workspace|tmp|opt|drive|local|models--.*|pretrained'
        '|pretrained_models?|hf_models?|base_models?|llms?|cache|storage|kaggle|datasets?|spaces|merged_models?|lora|scratch)/'
    );

-- A repo id, a bare name as old repos have ("gpt2"), or NULL. `bare` is what hub_bare made of `ref`.
CREATE OR REPLACE TEMP MACRO hub_repo_id(ref, bare) AS
    CASE
        WHEN hub_is_path(bare) THEN NULL
        WHEN hub_is_path(trim(ref)) AND NOT regexp_matches(ref, '(?i)(?:huggingface\.co|hf\.co|hf-mirror\.com)/|^hf://') THEN NULL
        WHEN lower(bare) IN ('none', 'null', 'n/a', 'na', 'unknown', 'other', 'model', 'base', 'custom', 'scratch', 'true', 'false') THEN NULL
        WHEN len(bare) <= 200 AND regexp_full_match(bare, '[A-Za-z0-9_][\w.-]*(?:/[A-Za-z0-9_][\w.-]*)?') AND regexp_matches(bare, '[A-Za-z]') THEN bare
    END;

-- The Hub's four words, and what people write for them, as our relations.
CREATE OR REPLACE TEMP MACRO hub_relation(word) AS
    CASE
        WHEN regexp_full_match(word, '(?i)adapters?|q?lora|peft') THEN 'adapter'
        WHEN regexp_full_match(word, '(?i)quanti[sz]ed?|quanti[sz]ations?|quants?|gguf') THEN 'quantized'
        WHEN regexp_full_match(word, '(?i)merge[ds]?') THEN 'merge'
        WHEN regexp_full_match(word, '(?i)distill?(?:ed|ation)?') THEN 'distilled'
        WHEN regexp_full_match(word, '(?i)continued?[-_ ]pre-?train(?:ed|ing)?') THEN 'continued_pretraining'
        WHEN regexp_full_match(word, '(?i)fine[-_ ]?tun(?:es?|ed|ing)') THEN 'finetune'
    END;

-- How a repo was made where it does not say so: by its library, tags and files. Whole weights beside an
-- adapter's are what the adapter was merged into.
CREATE OR REPLACE TEMP MACRO hub_implied_relation(library, tags, siblings, is_quantized, declared) AS
    CASE
        WHEN lower(library) IN ('peft', 'adapter-transformers', 'adapters') OR list_has_any(list_transform(tags, lambda t: lower(t)), ['peft', 'lora', 'qlora', 'adapter'])
            OR contains(CAST(siblings AS VARCHAR), 'adapter_config.json')
            AND NOT regexp_matches(CAST(siblings AS VARCHAR), '"(?:model|pytorch_model)[^"/]*\.(?:safetensors|bin)"') THEN 'adapter'
        WHEN is_quantized OR lower(library) IN ('gguf', 'ctranslate2') OR contains(CAST(siblings AS VARCHAR), '.gguf"')
            OR list_has_any(list_transform(tags, lambda t: lower(t)), ['gguf', 'ggml', 'gptq', 'awq', 'exl2', 'exl3', '2-bit', '3-bit', '4-bit', '6-bit', '8-bit', 'fp8',
                'bitsandbytes', 'compressed-tensors', 'quantized', 'quantization']) THEN 'quantized'
        WHEN declared > 1 OR list_has_any(list_transform(tags, lambda t: lower(t)), ['merge', 'mergekit', 'lazymergekit', 'moerge', 'frankenmerge', 'mergekitty']) THEN 'merge'
        ELSE 'finetune'
    END;

-- Parameters that a name states ("…-7B-…", "1_8B"); of a mixture (8x7B) it states no total.
CREATE OR REPLACE TEMP MACRO hub_named_parameters(name) AS
    CAST(list_extract(list_transform(
        [regexp_extract(name, '(?i)(?:^|[-_/. :])(\d{1,4}(?:[._]\d{1,3})?)-?([bmt])(?:[-_. :]|$)', ['number', 'unit'])],
        lambda x: TRY_CAST(replace(x.number, '_', '.') AS DOUBLE) * CASE lower(x.unit) WHEN 'm' THEN 1e6 WHEN 'b' THEN 1e9 ELSE 1e12 END
    ), 1) AS BIGINT);
