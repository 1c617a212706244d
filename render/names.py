"""What the drawings call things, in English and Chinese."""

QUADRANT = {
    "foreign": ("Foreign base models", "国外基座大模型"),
    "llama": ("LLaMA ecosystem", "LLaMA 生态"),
    "chinese": ("Chinese models", "国内大模型"),
    "training": ("Training frameworks and techniques", "训练框架与技术"),
}
RELATION = {
    "finetune": ("finetune", "微调"),
    "adapter": ("adapter", "适配器"),
    "quantized": ("quantized", "量化"),
    "merge": ("merge", "合并"),
    "distilled": ("distilled", "蒸馏"),
    "continued_pretraining": ("continued pretraining", "继续预训练"),
    "reproduction": ("reproduction", "复现"),
    "successor": ("successor, trained anew", "后续版本"),
    "architecture": ("same architecture", "沿用结构"),
    "technique": ("uses this technique", "使用该技术"),
}
OPENNESS = {
    "open": ("open", "开源"),
    "semi-open": ("semi-open", "半开源"),
    "closed": ("closed", "闭源"),
}
KIND = {
    "model": ("model", "模型"),
    "framework": ("framework", "框架"),
    "technique": ("technique", "技术"),
    "product": ("product", "产品"),
    "dataset": ("dataset", "数据集"),
    "evaluation": ("evaluation", "评测"),
    "paper": ("paper", "论文"),
    "event": ("event", "事件"),
    "architecture": ("architecture", "架构"),
}
