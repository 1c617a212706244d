from datetime import date

from render.box import box
from render.choose import choose, score
from render.dot import quadrant_dot
from render.facts import Edge, Facts, Model, gather

GOLDEN = """\
digraph {
	graph [mclimit=4 newrank=true nodesep=0.278 nslimit=0.1 ranksep=0.500 splines=none]
	node [fixedsize=true height=0.694 label="" shape=box]
	edge [arrowhead=none weight=4]
	{rank=same; r0 [style=invis width="0.01"]
		n0 [width="1.722"]}
	{rank=same; r1 [style=invis width="0.01"]
		n1 [width="1.444"]
		n2 [width="1.444"]}
	r0 -> r1 [style=invis weight=0]
	n0 -> n1
	n0 -> n2 [weight=6]
}
"""


def test_the_dot_of_a_small_quadrant() -> None:
    models = {
        "llama": Model(
            "llama", "LLaMA", "model", "llama", org="Meta", released_on=date(2023, 2, 24), sizes=("7B",)
        ),
        "vicuna": Model("vicuna", "Vicuna", "model", "llama"),
        "llama-2": Model("llama-2", "Llama 2", "model", "llama"),
    }
    edges = (Edge("vicuna", "llama", "finetune"), Edge("llama-2", "llama", "successor"))
    facts = gather(models, edges)
    boxes = {key: box(model, facts) for key, model in models.items()}
    names = {"llama": "n0", "vicuna": "n1", "llama-2": "n2"}
    rows = [["llama"], ["vicuna", "llama-2"]]
    assert quadrant_dot(boxes, edges, rows, names) == GOLDEN


def test_the_overview_takes_the_most_notable(large_facts: Facts) -> None:
    chosen = choose(large_facts, 200)
    assert len(chosen) == 200
    assert [model.model_id for model in chosen] == sorted(model.model_id for model in chosen)
    kept = {model.model_id for model in chosen}
    assert {"foreign", "llama", "chinese", "training"} == {model.quadrant for model in chosen}
    assert sum(model.quadrant == "training" for model in chosen) <= 40
    left = [model for model in large_facts.models.values() if model.model_id not in kept]
    best = max(
        (m for m in large_facts.models.values() if m.quadrant == "llama"), key=lambda m: score(m, large_facts)
    )
    assert best.model_id in kept
    mean = [sum(score(m, large_facts) for m in some) / len(some) for some in (chosen, left)]
    assert mean[0] > mean[1] + 3


def test_a_small_map_is_shown_whole(small_facts: Facts) -> None:
    assert len(choose(small_facts, 200)) == 61
