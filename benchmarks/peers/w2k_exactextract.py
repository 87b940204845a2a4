"""The kernel of W2 alone with exactextract: fractions of 250 m squares in zones, everything in memory.

Called as `w2k_exactextract.py INPUTS OUTPUT`; RUTVERK_BENCH_REPEATS runs are timed after one that is not. The
squares' values are never looked at beyond being there, and zones come as OGR features in memory.
"""

import json
import os
import time

import numpy as np
from exactextract import exact_extract
from exactextract.operation import Operation
from exactextract.raster import NumPyRasterSource
from osgeo import gdal, ogr

from common import arguments


def main() -> None:
    inputs, output = arguments(__doc__)
    gdal.UseExceptions()
    source = ogr.Open(str(inputs / "zones.gpkg"))
    zones = ogr.GetDriverByName("Memory").CopyDataSource(source, "zones")
    layer = zones.GetLayer(0)
    west, east, south, north = layer.GetExtent()
    west, south = west // 250 * 250, south // 250 * 250
    columns, rows = int((east - west) // 250) + 1, int((north - south) // 250) + 1
    squares = NumPyRasterSource(
        np.ones((rows, columns), np.uint8), west, south, west + 250 * columns, south + 250 * rows, name="squares"
    )
    operations = [Operation("count", "squares", squares)]
    seconds = []
    for _ in range(int(os.environ.get("RUTVERK_BENCH_REPEATS", "3")) + 1):
        start = time.perf_counter()
        table = exact_extract([squares], zones, operations, include_cols=["id"], output="pandas")
        seconds.append(time.perf_counter() - start)
    table.to_csv(output, index=False)
    vertices = sum(ring_points(feature.GetGeometryRef()) for feature in layer)
    print(json.dumps({"seconds": seconds[1:], "count": vertices}))


def ring_points(geometry: ogr.Geometry) -> int:
    """Vertices of all rings, the closing one of each not counted."""
    if geometry.GetGeometryCount() == 0:
        return geometry.GetPointCount() - 1
    return sum(ring_points(geometry.GetGeometryRef(i)) for i in range(geometry.GetGeometryCount()))


if __name__ == "__main__":
    main()
