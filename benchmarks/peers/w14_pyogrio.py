"""W14 with pyogrio and pandas: points of a GeoPackage through Arrow, a tree of them asked by prepared zones."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyogrio
import shapely
from pyarrow import csv

from common import arguments


def main() -> None:
    inputs, output = arguments(__doc__)
    _, table = pyogrio.read_arrow(inputs / "points.gpkg", columns=["time"])
    year = pd.to_datetime(table["time"].to_pandas()).dt.year.to_numpy()
    points = shapely.from_wkb(table["geom"].to_numpy(zero_copy_only=False))
    _, _, wkb, (ids,) = pyogrio.raw.read(inputs / "zones.gpkg", columns=["id"])
    zones = shapely.from_wkb(wkb)
    shapely.prepare(zones)
    zone, point = shapely.STRtree(points).query(zones, predicate="contains")
    first, last = int(year.min()), int(year.max())
    years = last - first + 1
    count = np.bincount(zone * years + (year[point] - first), minlength=len(ids) * years)
    table = {"id": np.repeat(ids, years), "year": np.tile(np.arange(first, last + 1), len(ids)), "count": count}
    csv.write_csv(pa.table(table), output)


if __name__ == "__main__":
    main()
