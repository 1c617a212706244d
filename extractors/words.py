"""The words of the public contract, in one place, so that code, SQL, page and docs say the same."""

from enum import StrEnum


class Relation(StrEnum):
    """How a repo or model was made from its parent."""

    FINETUNE = "finetune"
    ADAPTER = "adapter"
    QUANTIZED = "quantized"
    MERGE = "merge"
    DISTILLED = "distilled"
    CONTINUED_PRETRAINING = "continued_pretraining"
    REPRODUCTION = "reproduction"
    SUCCESSOR = "successor"
    ARCHITECTURE = "architecture"
    TECHNIQUE = "technique"


DERIVATIONS = frozenset(Relation) - {Relation.SUCCESSOR, Relation.ARCHITECTURE, Relation.TECHNIQUE}
"""Relations that licence and ancestry follow. The other three are drawn, never counted as ancestry."""


class Origin(StrEnum):
    """Where a fact came from, strongest first: a stronger origin replaces a weaker one."""

    CURATED = "curated"
    HUB_TAG = "hub_tag"
    CARD_DATA = "card_data"
    ADAPTER_CONFIG = "adapter_config"
    CONFIG = "config"
    CARD_TEXT = "card_text"
    NEWS = "news"
    ARXIV = "arxiv"
    NAME = "name"

    @property
    def rank(self) -> int:
        """0 for the strongest origin."""
        return list(Origin).index(self)


class Quadrant(StrEnum):
    """The four blocks of the map."""

    FOREIGN = "foreign"
    LLAMA = "llama"
    CHINESE = "chinese"
    TRAINING = "training"


class Openness(StrEnum):
    """Whether weights are published, and under what terms."""

    OPEN = "open"
    SEMI_OPEN = "semi-open"
    CLOSED = "closed"


class ReleaseKind(StrEnum):
    """What a text can announce."""

    MODEL = "model"
    FRAMEWORK = "framework"
    TECHNIQUE = "technique"
