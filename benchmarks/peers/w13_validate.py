"""W13 with shapely in bulk: validity, edges at which the coverage is not one, overlaps of zones that have such."""

import numpy as np
import pyarrow as pa
import pyogrio
import shapely
from pyarrow import csv

from common import arguments


def main() -> None:
    inputs, output = arguments(__doc__)
    _, _, wkb, (ids,) = pyogrio.raw.read(inputs / "zones.gpkg", columns=["id"])
    zones = shapely.from_wkb(wkb)
    invalid = ~shapely.is_valid(zones)
    edges = shapely.coverage_invalid_edges(zones, gap_width=1.0)
    suspect = np.flatnonzero(~shapely.is_empty(edges))
    a, b = shapely.STRtree(zones[suspect]).query(zones[suspect], predicate="intersects")
    a, b = suspect[a[a < b]], suspect[b[a < b]]
    shared = shapely.area(shapely.intersection(zones[a], zones[b]))
    kept = shared >= 1e-3
    kinds = ["invalid"] * int(invalid.sum()) + ["edge"] * len(suspect) + ["overlap"] * int(kept.sum())
    first = np.concatenate([ids[invalid], ids[suspect], ids[a[kept]]])
    other = np.concatenate([np.full(int(invalid.sum()) + len(suspect), ""), ids[b[kept]]])
    area = np.concatenate([np.zeros(int(invalid.sum()) + len(suspect)), shared[kept]])
    csv.write_csv(pa.table({"kind": kinds, "id": first, "other": other, "area_m2": area}), output)


if __name__ == "__main__":
    main()
