"""Makers and lines of models that are household words: what may stand before a name, or be a base.

They help to cut "NVIDIA Nemotron 3" after its maker and to tell a base model from a library in
"based on X". No release is found by them: new names have to be found by the language.
"""

ORGS = frozenset(
    """openai google meta nvidia microsoft ibm apple amazon aws alibaba tencent baidu bytedance huawei xiaomi
    anthropic xai cohere ai21 salesforce databricks snowflake huggingface adobe intel amd qualcomm samsung sony
    oracle servicenow linkedin netflix uber spotify shopify stability stabilityai runway elevenlabs perplexity
    zhipu zhipuai z.ai moonshot moonshotai bytedance-seed lmsys nousresearch allenai ai2 eleutherai laion tii
    inclusionai antgroup jd meituan kuaishou bilibili netease sensetime iflytek 01.ai stepfun shanghaiailab opengvlab openbmb
    baai modelbest thudm zai-org tsinghua princeton stanford berkeley mit cmu together togethercomputer
    deepmind inflection adept character.ai mosaicml mosaic lightricks bfl upstage naver kakao rakuten preferred
    primeintellect arcee arcee-ai unsloth nous deepcogito cursor replit vercel github groq cerebras sambanova
    jina liquid liquidai fish unitree figure wayve skt lg kt sber yandex mts sakana spacexai""".split()
)
"""First words that name a maker and no model, in lower case."""

ORG_TAILS = frozenset(
    "ai labs lab research deepmind cloud team inc intelligence face brain superintelligence company science".split()
)
"""Words that go on a maker's name: "Google DeepMind", "Cohere Labs", "Prime Intellect"."""

ORG_PHRASES = tuple(
    """google deepmind|google research|google cloud|google ai|meta ai|meta fair|microsoft research|hugging face|stability ai|
    mistral ai|cohere labs|cohere for ai|prime intellect|nous research|arcee ai|liquid ai|jina ai|sakana ai|luma ai|
    moonshot ai|zhipu ai|alibaba cloud|alibaba qwen|ant group|shanghai ai lab|black forest labs|together ai|
    together computer|ai21 labs|allen ai|allen institute for ai|reka ai|01 ai|inception labs|thinking machines|
    meta superintelligence labs|amazon agi|apple machine learning research|ibm research|nvidia research|bytedance seed|
    tencent hunyuan|fish audio|deep cogito|reflection ai|essential ai|writer ai|lg ai research|naver cloud|h company|
    sapient intelligence|sarvam ai|lightricks ltx|tencent ai lab|salesforce ai research|snowflake ai research""".replace(
        "\n", ""
    ).split("|")
)
"""Makers of several words, in lower case."""

CHINESE_ORGS = tuple(
    """腾讯混元|腾讯|阿里巴巴|阿里云|阿里通义|阿里千问|阿里|通义实验室|百度千帆|百度|字节跳动|字节|华为云|华为|小米|智谱AI|智谱清言|智谱|
    月之暗面|深度求索|阶跃星辰|零一万物|百川智能|面壁智能|商汤科技|商汤|科大讯飞|讯飞|旷视|昆仑万维|美团龙猫|美团|快手|京东|网易有道|
    网易|小红书|哔哩哔哩|B站|蚂蚁集团|蚂蚁百灵|蚂蚁|浪潮信息|浪潮|上海人工智能实验室|上海AI实验室|北京智源|智源研究院|智源|清华大学|清华|北京大学|
    北大|复旦大学|复旦|上海交通大学|浙江大学|中国科学院|中科院|哈工大|哈尔滨工业大学|香港科技大学|谷歌|微软|英伟达|苹果|亚马逊|脸书|
    奇虎360|360|出门问问|云从科技|稀宇科技|硅基流动|火山引擎|昆仑|生数科技|可灵|蔚来|理想汽车|小鹏|OPPO|vivo|荣耀|联想|中国电信|中国移动|中国联通""".replace(
        "\n", ""
    )
    .replace(" ", "")
    .split("|")
)
"""Makers' Chinese names, the longer before the shorter."""

FAMILIES = tuple(
    """llama codellama openllama tinyllama llava alpaca vicuna qwen qwq qvq mistral mixtral ministral codestral devstral magistral
    voxtral pixtral gemma codegemma paligemma medgemma gemini glm chatglm codegeex cogvlm cogvideo cogview baichuan internlm
    internvl internvideo intern-s yi-  phi deepseek falcon bloom gpt opt- t5 flan mt5 umt5 bart bert roberta deberta modernbert xlm electra
    ernie whisper wav2vec hubert clip siglip eva-clip dinov dino- vit- v-jepa vjepa sam2 sam3 wan2 wanx flux sdxl
    stable-diffusion sd3 hunyuan hy- kimi moonlight minimax nemotron minitron megatron-lm granite olmo molmo smollm smolvlm pythia rwkv
    pangu moss ziya wizard starcoder santacoder stablelm stablecode mpt dolly solar command-r command-a aya gptneo gptj ling-
    ring- seed-oss openflamingo flamingo longcat minicpm mimo skywork xverse aquila tigerbot redpajama orca zephyr hermes openchat tulu tülu dbrx grok claude
    jamba exaone arctic snowflake-arctic cosmos ltx bagel step- stepaudio kat- keye ovis kolors pixart
    open-sora opensora mochi janus cpm cpm-bee belle bge e5- gte- jina nomic nllb m2m madlad codet5 codegen xgen
    persimmon fuyu cerebras-gpt galactica lora-free ernie pixel rope-free openelm plamo swallow elyza fugu hyperclova kanana
    polyglot-ko sarvam airavata jais acegpt sealion sea-lion typhoon nanbeige telechat yuan lucie eurollm teuken apertus salamandra viking
    poro gpt-sw3 luminous""".split()
)
"""How names of well-known lines of models begin, in lower case."""

CHINESE_FAMILIES = tuple(
    "通义千问 千问 文心一言 文心 盘古 混元 源1.0 源2.0 书生·浦语 书生 星火 悟道 悟空 紫东太初 百川 豆包 羊驼 封神榜 姜子牙 智源 天工 言犀".split()
)
"""Chinese names of well-known lines."""

HOUSEHOLD = frozenset(
    "llama llama2 llama3 alpaca vicuna chatglm glm qwen baichuan mistral mixtral gemma falcon bloom gpt2 t5 bert whisper yi internlm deepseek rwkv moss pythia phi".split()
)
"""Keys of lines so well known that a new release is not called by them alone."""

_FLAT = tuple(family.replace(" ", "-") for family in FAMILIES)


def is_family(name: str) -> bool:
    """Whether `name` begins as a well-known line of models does."""
    folded = name.rpartition("/")[2].lower().replace(" ", "-").replace("_", "-")
    return (
        folded.startswith(_FLAT)
        or folded.removeprefix("meta-").startswith(_FLAT)
        or name.startswith(CHINESE_FAMILIES)
    )
