"""W2 with shapely in bulk: cells as boxes, a tree of them, intersections only where a border crosses a cell."""

import numpy as np
import pyarrow as pa
import pyogrio
import shapely
from pyarrow import csv

from common import arguments, threads


def main() -> None:
    inputs, output = arguments(__doc__)
    pa.set_cpu_count(threads())
    types = {"ruta": pa.int64(), "population": pa.float64(), "index": pa.float64()}
    options = csv.ConvertOptions(column_types=types, include_columns=list(types))
    cells = csv.read_csv(inputs / "cells.csv", convert_options=options)
    ruta = cells["ruta"].to_numpy()
    e, n = ruta // 10_000_000, ruta % 10_000_000
    squares = shapely.box(e, n, e + 250, n + 250)
    population, index = cells["population"].to_numpy(), cells["index"].to_numpy()

    _, _, wkb, (ids,) = pyogrio.raw.read(inputs / "zones.gpkg", columns=["id"])
    zones = shapely.from_wkb(wkb)
    shapely.prepare(zones)
    zone, cell = shapely.STRtree(squares).query(zones, predicate="intersects")
    fraction = np.ones(len(zone))
    cut = ~shapely.contains_properly(zones[zone], squares[cell])
    fraction[cut] = shapely.area(shapely.intersection(zones[zone[cut]], squares[cell[cut]])) / 62_500

    people = fraction * population[cell]
    indexed = ~np.isnan(index[cell])
    total = np.bincount(zone, people, len(ids))
    weight = np.bincount(zone[indexed], people[indexed], len(ids))
    with np.errstate(invalid="ignore"):
        mean = np.bincount(zone[indexed], people[indexed] * index[cell[indexed]], len(ids)) / weight
    table = pa.table({"id": ids, "population": total, "index_mean": pa.array(mean, from_pandas=True)})
    csv.write_csv(table, output)


if __name__ == "__main__":
    main()
