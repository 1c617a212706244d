"""What the charts are called, by the name of their file, in English and Chinese."""

CHART = {
    "architecture": ("Architecture tree", "架构演化树"),
    "llama-timeline": ("The LLaMA family in time", "LLaMA 家族时间线"),
    "chinese-landscape": ("The Chinese landscape", "国内大模型版图"),
    "falcon": ("The Falcon branch", "Falcon 分支"),
    "frameworks": ("Frameworks and stages", "框架与训练阶段"),
    "rlhf-steps": ("The three training steps of ChatGPT", "ChatGPT 训练三步"),
    "path": ("From a base to a model of your field", "从基座到垂类模型"),
    "growth": ("Releases per month", "每月发布"),
    "licences": ("Licences over time", "许可证变化"),
    "derivatives": ("Derivatives per base", "各基座的衍生模型"),
}
