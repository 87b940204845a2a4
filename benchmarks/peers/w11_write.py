"""W11's fractions with exactextract's Python package, zones opened by GDAL, kept as numpy's arrays."""

from pathlib import Path

import numpy as np
from exactextract import exact_extract

from common import arguments


def main() -> None:
    inputs, output = arguments(__doc__)
    rows = exact_extract(
        str(inputs / "population.tif"), str(inputs / "zones.gpkg"), ["cell_id", "coverage"], include_cols=["id"],
        output="pandas",
    )  # fmt: skip
    counts = [len(cells) for cells in rows["cell_id"]]
    arrays = {
        "ids": rows["id"].to_numpy(str), "zone": np.repeat(np.arange(len(counts)), counts),
        "cell": np.concatenate(list(rows["cell_id"])), "fraction": np.concatenate(list(rows["coverage"])),
    }  # fmt: skip
    with Path(output).open("wb") as file:
        np.savez(file, **arrays)


if __name__ == "__main__":
    main()
