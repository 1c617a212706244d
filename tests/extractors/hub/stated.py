"""Parents that a card states, for tables of cases."""

from extractors.hub.infer import infer
from extractors.names.known import KnownName, KnownNames

NAMES = KnownNames.build(
    KnownName(name, slug, name)
    for name, slug in [
        ("Llama 2", "llama-2"),
        ("Qwen2.5", "qwen2.5"),
        ("BERT", "bert"),
        ("GPT-4", "gpt-4"),
        ("Skylark 7B", "skylark"),
    ]
)


def parents(readme: str, repo: str = "someone/Kestrel", **record: object) -> list[tuple[str, str]]:
    found = infer({"id": repo, "readme": readme, **record}, NAMES)
    return [(p.parent, p.relation.value) for p in found]
