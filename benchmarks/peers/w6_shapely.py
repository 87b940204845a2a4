"""W6 with shapely: circles of 64 segments a quarter, intersected with the areas they meet.

Called as `w6_shapely.py INPUTS OUTPUT`; RUTVERK_BENCH_REPEATS runs are timed after one that is not. The tree finds the
pairs, only stations that are in one get a circle, and prepared areas tell where no intersection is needed.
"""

import json
import os
import time

import numpy as np
import pyarrow as pa
import pyogrio
import shapely
from common import RADIUS, arguments
from pyarrow import csv

SEGMENTS = 64


def shares(x: np.ndarray, y: np.ndarray, areas: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Station, area, share of the true circle; the latter for each pair with any."""
    points = shapely.points(x, y)
    area, station = shapely.STRtree(points).query(areas, predicate="dwithin", distance=RADIUS)
    near, circle = np.unique(station, return_inverse=True)
    circles = shapely.buffer(points[near], RADIUS, quad_segs=SEGMENTS)
    share = shapely.area(shapely.intersection(areas[area], circles[circle])) / (np.pi * RADIUS**2)
    kept = share > 0
    return station[kept], area[kept], share[kept]


def main() -> None:
    inputs, output = arguments(__doc__)
    stations = csv.read_csv(inputs / "stations.csv")
    x, y = stations["e"].to_numpy(), stations["n"].to_numpy()
    _, _, wkb, (ids,) = pyogrio.raw.read(inputs / "areas.gpkg", columns=["id"])
    seconds = []
    for _ in range(int(os.environ.get("RUTVERK_BENCH_REPEATS", "3")) + 1):
        # Read anew, for nothing prepared is to be left from the run before.
        areas = shapely.from_wkb(wkb)
        start = time.perf_counter()
        station, area, share = shares(x, y, areas)
        seconds.append(time.perf_counter() - start)
    table = {"station": stations["station"].take(pa.array(station)), "area": pa.array(ids[area]), "share": share}
    csv.write_csv(pa.table(table), output)
    print(json.dumps({"seconds": seconds[1:], "count": len(share)}))


if __name__ == "__main__":
    main()
