"""W1 with duckdb: one SQL statement over the file, percentiles by window functions."""

import duckdb

from common import CLIP, COUNTS, DECIMALS, GROUPS, MIN_POPULATION, OUTPUT_COLUMNS, SIGNS, arguments, threads

IDENTITY = {"ruta": "BIGINT", "size_m": "INTEGER", "population": "INTEGER"}


def mean(value: str, name: str) -> str:
    """The mean of `value` weighted by population, where the variable is known."""
    return f"sum({value} * c.population) / sum(c.population) FILTER (c.{name} IS NOT NULL)"


def z_score(name: str) -> str:
    """`least` and `greatest` pass over nulls, a missing value must not."""
    z = f"{SIGNS[name]} * (c.{name} - s.{name}_mean) / s.{name}_sigma"
    counts = f"c.population >= {MIN_POPULATION} AND c.{name} IS NOT NULL"
    return f"CASE WHEN {counts} THEN greatest(-{CLIP}, least({CLIP}, {z})) END AS {name}_z"


def rounded(column: str) -> str:
    if column in {"ruta", "size_m", "population", "class", "status"} or column.endswith("_antal"):
        return f'"{column}"'
    return f'round("{column}", {DECIMALS}) AS "{column}"'


def main() -> None:
    inputs, output = arguments(__doc__)
    types = ", ".join(
        f"'{name}': '{kind}'"
        for name, kind in (IDENTITY | dict.fromkeys(SIGNS, "DOUBLE") | dict.fromkeys(COUNTS, "INTEGER")).items()
    )
    database = duckdb.connect(config={"threads": threads(), "preserve_insertion_order": False})
    database.execute(f"CREATE TABLE raw AS FROM read_csv('{inputs / 'grid.csv'}', columns = {{{types}}})")
    counts = ", ".join(f"{name} AS {name}_antal" for name in COUNTS)
    if database.execute("SELECT max(size_m) FROM raw").fetchone() == (250,):
        cells = f"SELECT *, {counts} FROM raw"
    else:
        # A 1000 m cell has its square less the 250 m cells in it.
        density = ", ".join(f"{name} / units AS {name}" for name in COUNTS)
        corner = "ruta // 10000000 // 1000 AS e, ruta % 10000000 // 1000 AS n"
        cells = f"""
            WITH fine AS (SELECT {corner}, count(*) AS inside FROM raw WHERE size_m = 250 GROUP BY ALL),
              placed AS (SELECT *, {corner} FROM raw)
            SELECT placed.* REPLACE ({density}), {counts}
            FROM (SELECT placed.*, CASE WHEN size_m = 250 THEN 1.0 ELSE 16.0 - coalesce(inside, 0) END AS units
                  FROM placed LEFT JOIN fine USING (e, n)) AS placed"""
    means = ", ".join(f"{mean(f'c.{name}', name)} AS {name}" for name in SIGNS)
    spread = ", ".join(
        f"any_value(m.{name}) AS {name}_mean, sqrt({mean(f'(c.{name} - m.{name}) ** 2', name)}) AS {name}_sigma"
        for name in SIGNS
    )
    groups = ", ".join(f"({' + '.join(f'{n}_z' for n in names)}) / {len(names)} AS {g}" for g, names in GROUPS.items())
    missing = " ".join(f"WHEN {name} IS NULL THEN 'missing:{name}'" for name in SIGNS)
    database.execute(f"""
        COPY (
          WITH c AS ({cells}),
            counted AS (FROM c WHERE population >= {MIN_POPULATION}),
            m AS (SELECT {means} FROM counted AS c),
            s AS (SELECT {spread} FROM counted AS c, m),
            scored AS (SELECT c.*, {", ".join(map(z_score, SIGNS))} FROM c, s),
            grouped AS (SELECT *, {groups} FROM scored),
            indexed AS (SELECT *, ({" + ".join(GROUPS)}) / {len(GROUPS)} AS index FROM grouped),
            ranked AS (
              SELECT *, 50.0 * (sum(population) OVER upto + coalesce(sum(population) OVER below, 0))
                / sum(population) OVER () AS percentile
              FROM indexed WHERE index IS NOT NULL
              WINDOW upto AS (ORDER BY index RANGE UNBOUNDED PRECEDING),
                below AS (ORDER BY index GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
            every AS (FROM ranked UNION ALL BY NAME SELECT * FROM indexed WHERE index IS NULL),
            classed AS (
              SELECT *, CASE WHEN percentile >= 80 THEN 5 ELSE floor(percentile / 20)::TINYINT + 1 END AS class,
                CASE WHEN population < {MIN_POPULATION} THEN 'too_few_people' {missing} ELSE 'ok' END AS status
              FROM every)
          SELECT {", ".join(map(rounded, OUTPUT_COLUMNS))} FROM classed
        ) TO '{output}' (FORMAT csv, HEADER)""")


if __name__ == "__main__":
    main()
