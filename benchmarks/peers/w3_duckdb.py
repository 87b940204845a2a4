"""W3 with duckdb: SQL from the file on, explicit types; the circles come from shapely."""

import duckdb
import pyarrow as pa

from common import arguments, circle_shares, threads


def main() -> None:
    inputs, output = arguments(__doc__)
    stations, ids, station, area, share = circle_shares(inputs, segments=16)
    database = duckdb.connect(config={"threads": threads(), "preserve_insertion_order": False})
    database.register("pairs", pa.table({"station": stations[station], "id": ids[area], "share": share}))
    database.register("known", pa.table({"station": stations}))
    database.execute(f"""
        CREATE TABLE groups AS
        SELECT phone, timestamp::DATE AS day, station, count(*) AS n
        FROM read_csv('{inputs / "events.csv"}', header = true,
          columns = {{'phone': 'VARCHAR', 'timestamp': 'TIMESTAMP', 'station': 'VARCHAR'}})
        WHERE station IN (SELECT station FROM known)
        GROUP BY ALL""")
    database.execute(f"""
        COPY (
          WITH weighted AS (SELECT station, n / sum(n) OVER (PARTITION BY phone, day) AS weight FROM groups),
            activity AS (SELECT station, sum(weight) AS weight FROM weighted GROUP BY station),
            pressure AS (SELECT id, sum(share * weight) AS dygnsavtryck FROM pairs JOIN activity USING (station)
              GROUP BY id),
            phones AS (SELECT id, count(DISTINCT phone) AS unique_phones FROM groups JOIN pairs USING (station)
              GROUP BY id)
          SELECT id, dygnsavtryck, unique_phones FROM pressure JOIN phones USING (id) ORDER BY id
        ) TO '{output}' (FORMAT csv, HEADER)""")


if __name__ == "__main__":
    main()
