"""W2 with exactextract's Python package, files opened by GDAL itself (needs GDAL's bindings)."""

from exactextract import exact_extract
from exactextract.operation import Operation
from exactextract.raster import GDALRasterSource
from osgeo import gdal

from common import arguments


def main() -> None:
    inputs, output = arguments(__doc__)
    gdal.UseExceptions()
    population, index = (
        GDALRasterSource(gdal.Open(str(inputs / f"{name}.tif")), name=name) for name in ("population", "index")
    )
    operations = [
        Operation("sum", "population", population),
        Operation("weighted_mean", "index_mean", index, population),
    ]
    table = exact_extract(
        [population, index], str(inputs / "zones.gpkg"), operations, include_cols=["id"], output="pandas"
    )
    table.to_csv(output, index=False)


if __name__ == "__main__":
    main()
