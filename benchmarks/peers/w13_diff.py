"""W13's comparison with shapely in bulk: matched by identifier, intersections only where outlines differ."""

import numpy as np
import pyarrow as pa
import pyogrio
import shapely
from pyarrow import csv

from common import arguments


def main() -> None:
    inputs, output = arguments(__doc__)
    _, _, wkb, (old_ids,) = pyogrio.raw.read(inputs / "old.gpkg", columns=["id"])
    old = shapely.from_wkb(wkb)
    _, _, wkb, (new_ids,) = pyogrio.raw.read(inputs / "new.gpkg", columns=["id"])
    new = shapely.from_wkb(wkb)
    ids, i, j = np.intersect1d(old_ids, new_ids, return_indices=True)
    old, new = old[i], new[j]
    before, after = shapely.area(old), shapely.area(new)
    shared = after.copy()
    moved = ~shapely.equals_exact(old, new, 0)
    shared[moved] = shapely.area(shapely.intersection(old[moved], new[moved]))
    csv.write_csv(pa.table({"id": ids, "old_m2": before, "new_m2": after, "shared_m2": shared}), output)


if __name__ == "__main__":
    main()
