"""W12 with datashader: each cell a point at its centre, since a pixel holds several; the worst class of a pixel."""

import datashader
import pyarrow as pa
from datashader import transfer_functions
from pyarrow import csv

from common import arguments, threads


def main() -> None:
    inputs, output = arguments(__doc__)
    pa.set_cpu_count(threads())
    cells = csv.read_csv(inputs / "indexed.csv", convert_options=csv.ConvertOptions(include_columns=["ruta", "class"]))
    table = cells.to_pandas()
    table["e"], table["n"] = table["ruta"] // 10_000_000 + 125.0, table["ruta"] % 10_000_000 + 125.0
    canvas = datashader.Canvas(plot_width=1240, plot_height=1754)
    image = transfer_functions.shade(
        canvas.points(table, "e", "n", agg=datashader.max("class")),
        cmap=["#1a9641", "#a6d96a", "#ffffbf", "#fdae61", "#d7191c"], how="linear",
    )  # fmt: skip
    transfer_functions.set_background(image, "white").to_pil().save(output)


if __name__ == "__main__":
    main()
