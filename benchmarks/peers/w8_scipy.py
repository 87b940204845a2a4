"""W8 with scipy and shapely: cells on a raster, its labels, and coverage_union of their boxes.

One union of all boxes gives the parts that hang together by edges; those of a label, which meet at corners, are one
multipolygon. Areas on the ellipsoid are pyproj's.
"""

import numpy as np
import polars as pl
import pyogrio
import shapely
from pyproj import Geod, Transformer
from scipy import ndimage

from common import arguments

SIDE = 250
LEAST_PERCENTILE, LEAST_CELLS = 80, 4


def main() -> None:
    inputs, output = arguments(__doc__)
    names = ["ruta", "population", "index", "percentile", "unga_0_15_antal", "unga_16_19_antal"]
    cells = pl.read_csv(inputs / "indexed.csv", columns=names)
    code = cells["ruta"].to_numpy()
    column, row = code // 10_000_000 // SIDE, code % 10_000_000 // SIDE
    west, south = column.min(), row.min()
    poor = cells["percentile"].fill_null(-1).to_numpy() >= LEAST_PERCENTILE
    grid = np.zeros((row.max() - south + 1, column.max() - west + 1), bool)
    grid[(row - south)[poor], (column - west)[poor]] = True
    labels, count = ndimage.label(grid, np.ones((3, 3)))

    label = labels[(row - south)[poor], (column - west)[poor]]
    sizes = np.bincount(label, minlength=count + 1)
    kept = sizes[label] >= LEAST_CELLS
    chosen, label = cells.filter(poor).filter(kept), label[kept]
    x, y = column[poor][kept] * SIDE, row[poor][kept] * SIDE
    number = np.unique(label, return_inverse=True)[1]

    parts = shapely.get_parts(shapely.coverage_union_all(shapely.box(x, y, x + SIDE, y + SIDE)))
    # The first corner of a ring belongs to one cell of the part: the one to the inside of it, found by a point within.
    inside = shapely.get_coordinates(shapely.point_on_surface(parts))
    of_label = np.zeros(count + 1, np.int64)
    of_label[label] = number
    owner = of_label[labels[(inside[:, 1] // SIDE).astype(int) - south, (inside[:, 0] // SIDE).astype(int) - west]]
    order = np.argsort(owner, kind="stable")
    shapes = shapely.multipolygons(parts[order], indices=owner[order])

    def total(values: np.ndarray) -> np.ndarray:
        return np.bincount(number, weights=values)

    people = chosen["population"].to_numpy().astype(float)
    youth = (chosen["unga_0_15_antal"] + chosen["unga_16_19_antal"]).to_numpy().astype(float)
    table = {
        "cells": np.bincount(number),
        "population": total(people),
        "area_planar_km2": shapely.area(shapes) / 1e6,
        "index_mean": total(chosen["index"].to_numpy() * people) / total(people),
        "percentile_mean": total(chosen["percentile"].to_numpy() * people) / total(people),
        "unga_0_19_antal": total(youth),
    }
    geographic = Transformer.from_crs(3006, 4258, always_xy=True)
    lines = shapely.transform(shapes, lambda corners: np.column_stack(geographic.transform(*corners.T)))
    geod = Geod(ellps="GRS80")
    table["area_km2"] = np.array([abs(geod.geometry_area_perimeter(line)[0]) / 1e6 for line in lines])
    order = np.argsort(-table["population"], kind="stable")
    table = {"rank": np.arange(1, len(order) + 1)} | {name: values[order] for name, values in table.items()}
    pyogrio.raw.write(
        output, shapely.to_wkb(shapes[order]), list(table.values()), list(table), geometry_type="MultiPolygon",
        crs="EPSG:3006", driver="GPKG", layer="suggestions",
    )  # fmt: skip


if __name__ == "__main__":
    main()
