"""W13's partition with shapely in bulk: a tree finds who overlaps whom, the more severe is cut away one by one."""

import numpy as np
import pyarrow as pa
import pyogrio
import shapely
from pyarrow import csv

from common import arguments

SEVERITY = {"sarskilt_utsatt": 0, "risk": 1, "utsatt": 2}


def main() -> None:
    inputs, output = arguments(__doc__)
    _, _, wkb, (ids, classes) = pyogrio.raw.read(inputs / "areas.gpkg", columns=["id", "class"])
    areas = shapely.from_wkb(wkb)
    order = np.array([SEVERITY[name] for name in classes]) * len(ids) + np.arange(len(ids))
    shapely.prepare(areas)
    a, b = shapely.STRtree(areas).query(areas, predicate="overlaps")
    first = order[a] < order[b]
    a, b = a[first], b[first]
    real = shapely.area(shapely.intersection(areas[a], areas[b])) >= 1e-3
    pieces = areas.copy()
    for i, j in zip(a[real], b[real], strict=True):
        pieces[j] = shapely.difference(pieces[j], areas[i])
    csv.write_csv(pa.table({"id": ids, "area_planar_km2": shapely.area(pieces) / 1e6}), output)


if __name__ == "__main__":
    main()
