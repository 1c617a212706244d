"""Which models a warehouse has beyond the catalogue's, so that a correction can name them."""

from warehouse.database import Place, reading
from warehouse.lake import MissingError


def model_names(warehouse: Place) -> frozenset[str] | None:
    """Ids and names of all its models, in lower case; None if there is no warehouse yet.

    Raises:
        ModelmapError: the warehouse cannot be opened.
    """
    try:
        with reading(warehouse) as con:
            rows = con.execute("SELECT unnest([model_id, lower(name)]) FROM models").fetchall()
    except MissingError:
        return None
    return frozenset(name for (name,) in rows)
