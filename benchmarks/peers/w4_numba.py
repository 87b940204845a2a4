"""W4 by an expert: compiled loops over a lattice of squares.

Each square knows the zones whose boxes meet it, and each zone the edges that reach each row of squares: a point is in
the zone whose edges in its own row are crossed an odd number of times on the way east.
"""

import numba
import numpy as np
import pyarrow as pa
import pyogrio
import shapely
from pyarrow import compute, csv

from common import arguments, threads

SIDE = 1000.0


@numba.njit(cache=True)
def candidate_lists(boxes, west, south, columns, rows):
    """The zones whose box meets each square, in compressed rows."""
    starts = np.zeros(columns * rows + 1, np.int64)
    zones = np.empty(0, np.int32)
    for filling in range(2):
        if filling:
            starts[1:] = np.cumsum(starts[1:])
            zones = np.empty(starts[-1], np.int32)
            place = starts[:-1].copy()
        for zone in range(len(boxes)):
            for row in range(int((boxes[zone, 1] - south) / SIDE), int((boxes[zone, 3] - south) / SIDE) + 1):
                for column in range(int((boxes[zone, 0] - west) / SIDE), int((boxes[zone, 2] - west) / SIDE) + 1):
                    square = row * columns + column
                    if filling:
                        zones[place[square]] = zone
                        place[square] += 1
                    else:
                        starts[square + 1] += 1
    return starts, zones


@numba.njit(cache=True)
def edge_lists(x, y, edge_zone, boxes, south):
    """The edges of each zone that reach each row of squares: zone's first list, lists' starts, edges."""
    lists = np.zeros(len(boxes) + 1, np.int64)
    for zone in range(len(boxes)):
        tall = int((boxes[zone, 3] - south) / SIDE) - int((boxes[zone, 1] - south) / SIDE) + 1
        lists[zone + 1] = lists[zone] + tall
    starts = np.zeros(lists[-1] + 1, np.int64)
    edges = np.empty(0, np.int64)
    for filling in range(2):
        if filling:
            starts[1:] = np.cumsum(starts[1:])
            edges = np.empty(starts[-1], np.int64)
            place = starts[:-1].copy()
        for edge in range(len(edge_zone)):
            zone = edge_zone[edge]
            if zone < 0:
                continue
            base = lists[zone] - int((boxes[zone, 1] - south) / SIDE)
            low, high = min(y[edge], y[edge + 1]), max(y[edge], y[edge + 1])
            for row in range(int((low - south) / SIDE), int((high - south) / SIDE) + 1):
                if filling:
                    edges[place[base + row]] = edge
                    place[base + row] += 1
                else:
                    starts[base + row + 1] += 1
    return lists, starts, edges


@numba.njit(cache=True, parallel=True)
def locate(px, py, x, y, boxes, west, south, columns, rows, squares, candidates, lists, starts, edges):
    """The zone of each point, -1 for none."""
    found = np.full(len(px), -1, np.int32)
    for i in numba.prange(len(px)):
        east, north = (px[i] - west) / SIDE, (py[i] - south) / SIDE
        # Written so that a point without a place, which is not a number, is passed over too.
        if not (east >= 0 and north >= 0 and east < columns and north < rows):
            continue
        column, row = int(east), int(north)
        square = row * columns + column
        for k in range(squares[square], squares[square + 1]):
            zone = candidates[k]
            box = boxes[zone]
            if px[i] < box[0] or px[i] > box[2] or py[i] < box[1] or py[i] > box[3]:
                continue
            band = lists[zone] + row - int((box[1] - south) / SIDE)
            inside = False
            for e in range(starts[band], starts[band + 1]):
                a = edges[e]
                crosses = (y[a] > py[i]) != (y[a + 1] > py[i])
                if crosses and px[i] < x[a] + (x[a + 1] - x[a]) * (py[i] - y[a]) / (y[a + 1] - y[a]):
                    inside = not inside
            if inside:
                found[i] = zone
                break
    return found


def main() -> None:
    inputs, output = arguments(__doc__)
    pa.set_cpu_count(threads())
    numba.set_num_threads(min(threads(), numba.config.NUMBA_NUM_THREADS))
    options = csv.ConvertOptions(include_columns=["e", "n", "time"], column_types={"time": pa.timestamp("s")})
    table = csv.read_csv(inputs / "points.csv", convert_options=options)
    year = compute.year(table["time"]).to_numpy()
    _, _, wkb, (ids,) = pyogrio.raw.read(inputs / "zones.gpkg", columns=["id"])
    zones = shapely.from_wkb(wkb)
    points, ring_ends = shapely.get_coordinates(zones), rings_of(zones)
    edge_zone = np.repeat(ring_ends[0], ring_ends[1]).astype(np.int32)
    edge_zone[np.cumsum(ring_ends[1]) - 1] = -1
    x, y = np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1])
    boxes = shapely.bounds(zones)
    west, south = boxes[:, 0].min(), boxes[:, 1].min()
    columns, rows = (int((boxes[:, k + 2].max() - low) / SIDE) + 1 for k, low in enumerate((west, south)))
    squares, candidates = candidate_lists(boxes, west, south, columns, rows)
    bands = edge_lists(x, y, edge_zone, boxes, south)
    px, py = table["e"].to_numpy(), table["n"].to_numpy()
    zone = locate(px, py, x, y, boxes, west, south, columns, rows, squares, candidates, *bands)

    first, last = int(year.min()), int(year.max())
    years = last - first + 1
    kept = zone >= 0
    count = np.bincount(zone[kept] * years + (year[kept] - first), minlength=len(ids) * years)
    table = {"id": np.repeat(ids, years), "year": np.tile(np.arange(first, last + 1), len(ids)), "count": count}
    csv.write_csv(pa.table(table), output)


def rings_of(zones: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The zone and the number of points of every ring, in the order of coordinates."""
    parts, zone = shapely.get_parts(zones, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    return zone[part], shapely.get_num_coordinates(rings)


if __name__ == "__main__":
    main()
