"""W12 with geopandas and matplotlib: squares in bulk, drawn by class; PNG or PDF by the output's ending."""

import geopandas
import matplotlib
import pyarrow as pa
import shapely
from pyarrow import csv

from common import arguments, threads

matplotlib.use("agg")
from matplotlib import pyplot as plt  # noqa: E402


def main() -> None:
    inputs, output = arguments(__doc__)
    pa.set_cpu_count(threads())
    cells = csv.read_csv(inputs / "indexed.csv", convert_options=csv.ConvertOptions(include_columns=["ruta", "class"]))
    ruta = cells["ruta"].to_numpy()
    e, n = ruta // 10_000_000, ruta % 10_000_000
    layer = geopandas.GeoDataFrame(
        {"class": cells["class"].to_pandas()}, geometry=shapely.box(e, n, e + 250, n + 250), crs=3006
    )
    axis = layer.plot(
        column="class", cmap="RdYlGn_r", linewidth=0, categorical=True, legend=True, figsize=(8.27, 11.69)
    )
    axis.set_axis_off()
    plt.savefig(output, dpi=150)


if __name__ == "__main__":
    main()
