"""W4 with geopandas: a spatial join, what most people type."""

import geopandas
import pandas as pd

from common import arguments


def main() -> None:
    inputs, output = arguments(__doc__)
    table = pd.read_csv(inputs / "points.csv", engine="pyarrow", usecols=["e", "n", "time"])
    zones = geopandas.read_file(inputs / "zones.gpkg", columns=["id"])
    year = pd.to_datetime(table["time"], format="ISO8601").dt.year
    points = geopandas.GeoDataFrame(
        {"year": year}, geometry=geopandas.points_from_xy(table["e"], table["n"]), crs=zones.crs
    )
    joined = geopandas.sjoin(points, zones, predicate="within")
    joined.groupby(["id", "year"]).size().rename("count").to_csv(output)


if __name__ == "__main__":
    main()
