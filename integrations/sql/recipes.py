"""Runs the recipes of docs/sql.md, and compares what they leave with runs over files. See `test` in this folder."""

from __future__ import annotations

import contextlib
import csv
import glob
import json
import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional

import geopandas
import pyarrow.csv
import pyarrow.parquet

PROJECT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


def run(script: str, folder: Path, environment: Dict[str, str]) -> None:
    done = subprocess.run(["bash", "-euc", script], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise SystemExit(f"FAILED ({done.returncode}):\n{script}\n{done.stdout}")


@contextlib.contextmanager
def server(folder: Path) -> Iterator[Optional[Dict[str, str]]]:
    """A PostgreSQL with PostGIS of this run's own, without a network; None where there is none. It refuses to run as root."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    if not found or not glob.glob("/usr/share/postgresql/*/extension/postgis.control"):
        yield None
        return
    programs = Path(found[-1]).parent
    user = pwd.getpwuid(os.getuid()).pw_name
    become: Dict[str, Any] = {}
    if os.getuid() == 0:
        owner = pwd.getpwnam("nobody")
        user, become = "nobody", {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        os.chown(folder, owner.pw_uid, owner.pw_gid)

    def do(*words: str) -> None:
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder, **become)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(words)}:\n{done.stdout}")

    data = str(folder / "data")
    do(str(programs / "initdb"), "-D", data, "-U", user, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    control = [str(programs / "pg_ctl"), "-D", data, "-s", "-w"]
    do(*control, "-l", str(folder / "log"), "-o", f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off", "start")
    try:
        yield {"PGHOST": str(folder), "PGUSER": user, "PGOPTIONS": "-c client_min_messages=warning"}
    finally:
        do(*control, "-m", "immediate", "stop")


def read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def without_run(stats: Any) -> Any:
    return {key: value for key, value in stats.items() if key != "run"}


def near(a: Any, b: Any) -> bool:
    """Whether two trees are the same, numbers to 1e-9: a layer that went through WGS 84 has other last digits."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(near(a[k], b[k]) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(near, a, b))
    if isinstance(a, float) and isinstance(b, (int, float)) or isinstance(b, float) and isinstance(a, (int, float)):
        return abs(a - b) <= 1e-9 + 1e-9 * abs(b)
    return bool(a == b)


class Checks:
    """What each output of a recipe must be."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.footprint = without_run(read(folder / "expected_footprint.json"))
        self.overlay = without_run(read(folder / "expected_overlay.json"))

    def check(self, name: str) -> bool:
        """Whether there is a check of that output; raises AssertionError where it is not as it must be."""
        file = self.folder / name
        if name in ("duckdb.json", "parquet_duckdb.json", "parquet_pyarrow.json", "parquet_batches.json", "postgis_dygn.json"):
            assert without_run(read(file)) == self.footprint, name
        elif name in ("duckdb_resultat.json", "postgis.json", "geoparquet.json", "ut.json"):
            assert without_run(read(file)) == self.overlay, name
        elif name in ("postgis_pipe.json", "geoparquet_pipe.json"):
            assert near(without_run(read(file)), self.overlay), name
        elif name == "duckdb_vecka.json":
            totals = read(file)["totals"]
            assert 0 < totals["events"] < self.footprint["totals"]["events"], totals
        elif name == "duckdb_klasser.csv":
            self._classes(name, self.footprint, "dygnsavtryck")
        elif name == "postgis_klasser.csv":
            self._classes(name, self.overlay, "population", ["class", "population"])
        elif name == "postgis_tabell.txt":
            assert f"({len(self.overlay['areas'])} rows)" in file.read_text(), file.read_text()
        elif name == "ut.parquet":
            table = pyarrow.parquet.read_table(file)
            assert table["id"].to_pylist() == [a["id"] for a in self.overlay["areas"]]
        elif name == "ut_geo.parquet":
            assert list(geopandas.read_parquet(file)["population"]) == [a["population"] for a in self.overlay["areas"]]
        else:
            return False
        return True

    def _classes(self, name: str, stats: Any, field: str, header: Optional[List[str]] = None) -> None:
        with open(self.folder / name, newline="", encoding="utf-8") as file:
            rows = {row["class"]: float(row[field]) for row in csv.DictReader(file, fieldnames=header)}
        expected = {c["class"]: c[field] for c in stats["classes"] if c[field] is not None}
        assert near({k: rows[k] for k in expected}, expected) and expected, (rows, expected)


def prepare(folder: Path, environment: Dict[str, str], has: Callable[[str], bool]) -> None:
    """The town as the recipes find it."""
    shapes = PROJECT / "shapes"
    for source, name in (("exempelstad_handelser.csv", "handelser.csv"), ("exempelstad_stationer.csv", "stationer.csv")):
        shutil.copy(shapes / source, folder / name)
    shutil.copy(PROJECT / "grids" / "exempelstad.csv", folder / "bas.csv")
    areas = geopandas.read_file(shapes / "exempelstad_omraden.geojson").to_crs(3006)
    areas[["id", "name", "class", "geometry"]].rename_geometry("geom").to_file(folder / "omraden.gpkg", layer="omraden")
    areas.to_parquet(folder / "omraden.parquet")
    text = pyarrow.csv.ConvertOptions(column_types={"phone": pyarrow.string(), "station": pyarrow.string()})
    pyarrow.parquet.write_table(pyarrow.csv.read_csv(folder / "handelser.csv", convert_options=text), folder / "handelser.parquet")
    run("rutverk index bas.csv --output rutor.csv --stats index.json", folder, environment)
    run("rutverk overlay --cells rutor.csv --areas omraden.gpkg --stats expected_overlay.json", folder, environment)
    run("rutverk footprint --events handelser.csv --stations stationer.csv --areas omraden.gpkg --stats expected_footprint.json", folder, environment)
    if has("duckdb"):
        run("duckdb polis.duckdb -c \"CREATE TABLE handelser AS FROM 'handelser.parquet'\"", folder, environment)
    if has("spatial"):
        run("duckdb polis.duckdb -c \"LOAD spatial; CREATE TABLE omraden AS SELECT id, name, class, geom FROM ST_Read('omraden.gpkg')\"", folder, environment)
    if has("postgis"):
        run("""createdb polis
psql -qX -v ON_ERROR_STOP=1 -d polis -c "CREATE EXTENSION postgis" -c "CREATE TABLE handelser (phone text, timestamp timestamp, station text)" \
  -c "\\copy handelser FROM handelser.csv CSV HEADER"
ogr2ogr -f PostgreSQL PG:dbname=polis omraden.gpkg -nln omraden -lco GEOMETRY_NAME=geom""", folder, environment)


def needs(recipe: str) -> List[str]:
    words = {"duckdb": r"^\s*duckdb\b", "spatial": r"\bspatial\b", "postgis": r"\bPG:|\bpsql\b", "ogr2ogr": r"^\s*ogr2ogr\b"}
    return [name for name, pattern in words.items() if re.search(pattern, recipe, re.MULTILINE)]


def main() -> int:
    recipes = re.findall(r"^```sh\n(.*?)^```$", (PROJECT / "docs" / "sql.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    environment = dict(os.environ)
    for name in list(environment):
        if name.startswith(("PG", "GDAL", "PROJ", "OGR")):
            del environment[name]
    skipped: Dict[str, int] = {}
    with tempfile.TemporaryDirectory(prefix="rutverk-sql-") as temporary:
        folder = Path(temporary)
        folder.chmod(0o755)
        for name in ("bin", "home", "server", "work"):
            (folder / name).mkdir()
        # A socket's path may have no more than 107 bytes.
        (folder / "bin" / "rutverk").symlink_to(environment["RUTVERK"])
        environment.update(PATH=f"{folder / 'bin'}:{BIN}:{os.environ['PATH']}", HOME=str(folder / "home"))
        lacking = {name for name in ("duckdb", "ogr2ogr") if shutil.which(name, path=environment["PATH"]) is None}
        extension = glob.glob(str(BIN.parent / "lib*/python3*/site-packages/duckdb_ext/extensions/*/*/spatial.duckdb_extension"))
        if "duckdb" in lacking:
            lacking.add("spatial")
        else:
            install = f"duckdb -c \"INSTALL '{extension[0]}'\"" if extension else "duckdb -c 'INSTALL spatial'"
            done = subprocess.run(["bash", "-c", f"{install} && duckdb -c 'LOAD spatial'"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            lacking |= {"spatial"} if done.returncode != 0 else set()
        with server(folder / "server") as connection:
            if connection is None or "ogr2ogr" in lacking:
                lacking.add("postgis")
            else:
                environment.update(connection)
            work = folder / "work"
            prepare(work, environment, lambda name: name not in lacking)
            checks, checked = Checks(work), 0
            for recipe in recipes:
                missing = [name for name in needs(recipe) if name in lacking]
                if missing:
                    skipped[missing[0]] = skipped.get(missing[0], 0) + 1
                    continue
                before = {p.name for p in work.iterdir()}
                run(recipe, work, environment)
                made = {p.name for p in work.iterdir()} - before
                found = sum(checks.check(name) for name in sorted(made))
                assert found or "CREATE OR REPLACE TABLE" in recipe, f"nothing is checked of what this makes ({made}):\n{recipe}"
                checked += found
            print(f"integrations/sql: {len(recipes) - sum(skipped.values())} of {len(recipes)} recipes, {checked} outputs as by file")
    for name, count in skipped.items():
        print(f"SKIPPED: integrations/sql: {count} recipes, for {name} is not here", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
