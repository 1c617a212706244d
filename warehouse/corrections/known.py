"""Which models a warehouse has beyond the catalogue's, so that a correction can name them."""

from pathlib import Path

from warehouse.database import reading


def model_names(warehouse: Path) -> frozenset[str] | None:
    """Ids and names of all its models, in lower case; None if there is no warehouse yet.

    Raises:
        ModelmapError: the warehouse cannot be opened.
    """
    if not warehouse.exists():
        return None
    with reading(warehouse) as con:
        rows = con.execute("SELECT unnest([model_id, lower(name)]) FROM models").fetchall()
    return frozenset(name for (name,) in rows)
