"""Whether a model may be used commercially, its parents' licences included."""

from __future__ import annotations

from dataclasses import dataclass

from render.facts import Facts


@dataclass(frozen=True, slots=True)
class Terms:
    """`allowed` is None when a licence on the way is unknown; `because` names the model that decides."""

    allowed: bool | None
    because: str
    reason: str = ""


def terms(model_id: str, facts: Facts) -> Terms:
    """Follow derivation upwards: one parent without commercial use taints the child.

    A reproduction is trained anew, so that its original's licence does not bind it. Of a model to build on
    the view `bases` has said so already, with the reason.
    """
    if base := facts.bases.get(model_id):
        return Terms(base.commercial_use, base.decided_by, base.reason)
    unknown: str | None = None
    waiting, seen = [model_id], {model_id}
    while waiting:
        key = waiting.pop(0)
        allowed = facts.models[key].commercial_use
        if allowed is False:
            return Terms(allowed=False, because=key)
        if allowed is None and unknown is None:
            unknown = key
        for edge in facts.parents.get(key, ()):
            if edge.derived and edge.relation != "reproduction" and edge.parent not in seen:
                seen.add(edge.parent)
                waiting.append(edge.parent)
    return Terms(allowed=None, because=unknown) if unknown else Terms(allowed=True, because=model_id)
