"""W4 with SedonaDB: SQL over the CSV and the zones."""

import geopandas
import sedonadb

from common import arguments


def main() -> None:
    inputs, output = arguments(__doc__)
    session = sedonadb.connect()
    zones = geopandas.read_file(inputs / "zones.gpkg", columns=["id"]).set_crs(None, allow_override=True)
    session.create_data_frame(zones).to_view("zones")
    session.sql(f"""
        CREATE EXTERNAL TABLE points STORED AS CSV LOCATION '{inputs / "points.csv"}'
        OPTIONS ('format.has_header' 'true')""").execute()
    counts = session.sql("""
        SELECT id, year, count(*) AS count
        FROM (SELECT CAST(date_part('year', CAST("time" AS timestamp)) AS integer) AS year, ST_Point(e, n) AS place
              FROM points) AS p
        JOIN zones ON ST_Intersects(zones.geometry, p.place) GROUP BY id, year""")
    counts.to_pandas().to_csv(output, index=False)


if __name__ == "__main__":
    main()
