"""W7 with geopandas.overlay: what most people type."""

import geopandas

from common import arguments


def main() -> None:
    inputs, output = arguments(__doc__)
    zones = geopandas.read_file(inputs / "deso.gpkg")
    areas = geopandas.read_file(inputs / "areas.gpkg", columns=["id"])
    zones["whole"] = zones.area
    pieces = geopandas.overlay(areas, zones, how="intersection")
    pieces["people"] = pieces["population"] * pieces.area / pieces["whole"]
    indexed = pieces[pieces["index"].notna()]
    weighted = (indexed["people"] * indexed["index"]).groupby(indexed["id"]).sum()
    table = areas[["id"]].set_index("id")
    table["population"] = pieces.groupby("id")["people"].sum()
    table["index_mean"] = weighted / indexed.groupby("id")["people"].sum()
    table.to_csv(output)


if __name__ == "__main__":
    main()
