"""W11 with fractions that exactextract gave once, kept as numpy's arrays: they are read, and summed in bulk."""

import numpy as np
import pyarrow as pa
import rasterio
from pyarrow import csv

from common import arguments


def main() -> None:
    inputs, output = arguments(__doc__)
    kept = np.load(inputs / "kept.npz")
    ids, zone, cell, fraction = (kept[name] for name in ("ids", "zone", "cell", "fraction"))
    with rasterio.open(inputs / "population.tif") as raster:
        population = np.where(raster.read(1) == raster.nodata, 0, raster.read(1)).ravel()
    with rasterio.open(inputs / "index.tif") as raster:
        index = np.where(raster.read(1) == raster.nodata, np.nan, raster.read(1)).ravel()
    people, values = fraction * population[cell], index[cell]
    indexed = ~np.isnan(values)
    total = np.bincount(zone, people, len(ids))
    weight = np.bincount(zone[indexed], people[indexed], len(ids))
    with np.errstate(invalid="ignore"):
        mean = np.bincount(zone[indexed], people[indexed] * values[indexed], len(ids)) / weight
    csv.write_csv(pa.table({"id": ids, "population": total, "index_mean": pa.array(mean, from_pandas=True)}), output)


if __name__ == "__main__":
    main()
