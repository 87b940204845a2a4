"""W2 on layers with exactextract's Python package: zones of any format from geopandas, cells as rasters."""

import geopandas
from exactextract import exact_extract
from exactextract.operation import Operation
from exactextract.raster import RasterioRasterSource
from rasterio import open as open_raster

from common import arguments


def main() -> None:
    inputs, output = arguments(__doc__)
    zones = geopandas.read_file(next(inputs.glob("zones.*[np]")), columns=["id"]).rename(columns={"id": "zone"})
    population, index = (
        RasterioRasterSource(open_raster(inputs / f"{name}.tif"), name=name) for name in ("population", "index")
    )
    operations = [
        Operation("sum", "population", population),
        Operation("weighted_mean", "index_mean", index, population),
    ]
    table = exact_extract([population, index], zones, operations, include_cols=["zone"], output="pandas")
    table.rename(columns={"zone": "id"}).to_csv(output, index=False)


if __name__ == "__main__":
    main()
