"""W5 with geopandas and pyogrio: squares in bulk, transformed in bulk, written through Arrow.

The output's ending says the format; GeoJSON is in WGS 84 with eight decimals, as rutverk writes it.
"""

import geopandas
import pyarrow as pa
import shapely
from pyarrow import csv

from common import arguments, threads


def main() -> None:
    inputs, output = arguments(__doc__)
    pa.set_cpu_count(threads())
    options = csv.ConvertOptions(column_types={"ruta": pa.string(), "status": pa.string()})
    cells = csv.read_csv(inputs / "indexed.csv", convert_options=options).to_pandas()
    ruta = cells["ruta"].astype("int64").to_numpy()
    e, n = ruta // 10_000_000, ruta % 10_000_000
    squares = shapely.box(e, n, e + 250, n + 250)
    layer = geopandas.GeoDataFrame(cells, geometry=squares, crs=3006)
    if output.suffix == ".geojson":
        layer.to_crs(4326).to_file(
            output, driver="GeoJSON", engine="pyogrio", use_arrow=True, RFC7946="YES", COORDINATE_PRECISION=8
        )
    else:
        layer.to_file(output, layer="cells", engine="pyogrio", use_arrow=True)


if __name__ == "__main__":
    main()
