"""Derives what only peers need, or what the generator does not choose, from the generator's files.

derive.py fine GRID.csv COUNT OUT.csv      the first COUNT cells of 250 m
derive.py rasters CELLS.csv FOLDER         population and index as GeoTIFF
derive.py points GRID.csv COUNT SEED OUT   points with a day each, more where more people live
"""

import sys
from pathlib import Path

import numpy as np
import polars as pl
import rasterio

SIDE = 250
NO_DATA = -9999.0


def fine(grid: str, count: str, output: str) -> None:
    cells = pl.scan_csv(grid, schema_overrides={"ruta": pl.String}).filter(pl.col("size_m") == SIDE)
    chosen = cells.head(int(count)).collect()
    if chosen.height < int(count):
        raise SystemExit(f"only {chosen.height} cells of {SIDE} m in {grid}, {count} were asked for")
    chosen.write_csv(output)


def rasters(cells: str, folder: str) -> None:
    table = pl.read_csv(cells, columns=["ruta", "population", "index"])
    column, row = table["ruta"].to_numpy() // 10_000_000 // SIDE, table["ruta"].to_numpy() % 10_000_000 // SIDE
    west, north = column.min(), row.max()
    shape = (north - row.min() + 1, column.max() - west + 1)
    profile = {
        "driver": "GTiff", "height": shape[0], "width": shape[1], "count": 1, "dtype": "float32", "crs": "EPSG:3006",
        "transform": rasterio.Affine(SIDE, 0, west * SIDE, 0, -SIDE, (north + 1) * SIDE), "nodata": NO_DATA,
        "tiled": True, "blockxsize": 256, "blockysize": 256,
    }  # fmt: skip
    for name in ("population", "index"):
        values = np.full(shape, NO_DATA, np.float32)
        values[north - row, column - west] = table[name].cast(pl.Float64).fill_null(NO_DATA).to_numpy()
        with rasterio.open(Path(folder) / f"{name}.tif", "w", **profile) as raster:
            raster.write(values, 1)


if __name__ == "__main__":
    {"fine": fine, "rasters": rasters}[sys.argv[1]](*sys.argv[2:])
