"""Small inputs of every kind, and a run of every command over them: what the fault sweep disturbs and strace watches."""
import json
import pathlib
import random
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parents[2]


class Sample:
    """A run: words after the program's name, and the outputs' names, which --output and --stats are put before.

    `pieces`: it commits more than once, so that each output is old or new by itself. `brought`: files of its own that lie in
    its folder before it, by name. `fresh`: outputs that may not be there before, as a record of another run may not be.
    `kept`: outputs that it refuses to replace.
    """

    def __init__(self, words, outputs=(), pieces=False, brought=None, fresh=(), kept=()):
        self.words, self.pieces, self.brought, self.fresh = list(words), pieces, brought or {}, {*fresh, *kept}
        self.kept = set(kept)
        for output in outputs:
            self.words += ["--stats" if output.endswith(".json") else "--output", output]


JOB = """\
variables:
  in: in
record: record.json
steps:
  - name: index
    index:
      tables: ${in}/cells.csv
      output: made/cells.csv
      stats: index.json
  - name: areas
    overlay:
      cells: made/cells.csv
      areas: ${in}/areas.geojson
      output: areas.geojson
      stats: areas.json
  - name: book
    workbook:
      output: book.xlsx
      sheets: [{title: Klasser, step: areas, table: classes}]
  - name: page
    page:
      output: made/page.html
      title: Rapport
      sections:
        - {title: Områden, tables: [areas]}
"""

FORMATS = ["shp", "tab", "mif", "fgb", "gpkg", "gdb", "geojsonl"]
VARIABLES = "inkomst utbildning forvarvsfrekvens utlandsk_bakgrund trangboddhet ensamstaende unga_0_15 unga_16_19".split()
SQUARES = [(600100, 6600100, "utsatt"), (602000, 6600300, "risk"), (603000, 6601000, "sarskilt_utsatt")]


def table(path, head, rows):
    path.write_text("\n".join(",".join(map(str, row)) for row in [head, *rows]) + "\n")


def layer(path, rings):
    """Polygons by identifier, name and class."""
    features = [
        {"type": "Feature", "properties": {"id": f"{path.stem[0].upper()}{number}", "name": f"Område {number}", "class": kind},
         "geometry": {"type": "Polygon", "coordinates": [ring]}} for number, (ring, kind) in enumerate(rings)]
    system = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": system, "features": features}, ensure_ascii=False))


def world(folder):
    """Inputs that are written by hand."""
    dice = random.Random(1)
    for name, bend in [("cells", 0), ("later", 0.05)]:
        rows = []
        for column in range(20):
            for row in range(12):
                values = [round(dice.uniform(0.1, 0.9) + bend, 3) for _ in VARIABLES[:-2]] + [dice.randint(0, 30), dice.randint(0, 9)]
                rows.append([f"{600000 + 250 * column}{6600000 + 250 * row}", 250, dice.randint(20, 400), *values])
        table(folder / f"{name}.csv", ["ruta", "size_m", "population", *VARIABLES], rows)
    for name, shift in [("areas", 0), ("older", 100)]:
        layer(folder / f"{name}.geojson", [
            ([[x + shift, y], [x + 1300, y], [x + 1200, y + 1100], [x + shift, y + 1000], [x + shift, y]], kind)
            for x, y, kind in SQUARES])
    layer(folder / "municipalities.geojson", [
        ([[x, 6599000], [x + 3000, 6599000], [x + 3000, 6604000], [x, 6604000], [x, 6599000]], "kommun") for x in (599000, 602000)])
    stations = [[f"S{i}", 600000 + dice.randint(0, 5000), 6600000 + dice.randint(0, 3000)] for i in range(9)]
    table(folder / "stations.csv", ["station", "e", "n"], stations)
    for name, count in [("events", 3000), ("more-events", 500)]:
        table(
            folder / f"{name}.csv", ["phone", "station", "timestamp"],
            [[f"p{dice.randint(1, 60)}", f"S{dice.randint(0, 8)}", f"2025-03-{dice.randint(1, 28):02}T10:00:00"]
             for _ in range(count)])
    for name, count in [("points", 400), ("more-points", 50)]:
        table(
            folder / f"{name}.csv", ["e", "n", "time", "category"],
            [[600000 + dice.randint(0, 5000), 6600000 + dice.randint(0, 3000), f"202{dice.randint(3, 4)}-05-0{dice.randint(1, 9)}",
              "skott"] for _ in range(count)])
    (folder / "job.yaml").write_text(JOB)


def prepare(program, folder):
    """Inputs that the program makes out of the others."""
    def run(*words):
        subprocess.run([program, *words], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    run("salt", "--output", "salt.txt")
    run("index", "cells.csv", "--output", "index.csv", "--output", "index.gpkg", "--stats", "index.json")
    run("index", "later.csv", "--reference", "index.json", "--output", "later-index.csv")
    for ending in FORMATS:
        run("areas", "partition", "areas.geojson", "--output", f"areas.{ending}")
    for ending in ("xlsx", "ods", "tif"):
        run("index", "cells.csv", "--output", f"index.{ending}")
    run("coverage", "--areas", "areas.geojson", "--cells", "index.csv", "--output", "coverage.csv")
    run("generate", "assessments", "--areas", "areas.geojson", "--output", "assessments.geojson", "--answers", "answers.csv")
    for name, option in [("events", "more-"), ("points", "more-")]:
        for number, file in enumerate([name, option + name]):
            words = (
                ["footprint", "--events", file + ".csv", "--stations", "stations.csv", "--salt-file", "salt.txt"]
                if name == "events" else ["incidents", "--points", file + ".csv", "--period", "year"])
            run(*words, "--areas", "areas.geojson", "--partial", f"{name}-{number}.part")


def commands(inputs):
    """A run of each command by a name of its own."""
    def at(*names):
        return [f"{inputs}/{name}" for name in names]
    areas = ["--areas", *at("areas.geojson")]
    events = ["footprint", "--events", *at("events.csv"), "--stations", *at("stations.csv"), *areas]
    points = ["incidents", "--points", *at("points.csv"), *areas, "--period", "year"]
    cells = ["--cells", *at("index.csv")]
    overlay = ["overlay", *cells, *areas]
    index = ["index", *at("cells.csv")]
    samples = {
        "index": Sample(index, ["o.csv", "o.gpkg", "o.json"]),
        "sensitivity": Sample(
            ["sensitivity", *at("cells.csv"), "--runs", "20", "--draws", "draws.csv"], ["o.csv", "o.json"]),
        "overlay": Sample(overlay, ["o.geojson", "o.csv", "o.json"]),
        "overlay-gpkg": Sample(overlay, ["o.gpkg"]),
        "coverage": Sample(["coverage", *areas, "--cell-size", "250"], ["o.csv"]),
        "overlay-coverage": Sample([*overlay, "--coverage", *at("coverage.csv"), "--stats", "o.xlsx"], ["o.geojsonl"]),
        "footprint": Sample([*events, "--period", "week", "--series", "s.csv"], ["o.geojson", "o.json"]),
        "partial": Sample([*events, "--salt-file", *at("salt.txt"), "--partial", "o.part"]),
        "merge": Sample(["merge", *at("events-0.part", "events-1.part")], ["o.geojson", "o.json"]),
        "salt": Sample(["salt"], ["salt.txt"], kept=["salt.txt"]),
        "incidents": Sample([*points, "--series", "s.csv", "--chart", "c.svg", "--chart-area", "A0"], ["o.gpkg", "o.csv", "o.json"]),
        "incidents-partial": Sample([*points, "--partial", "o.part"]),
        "incidents-merge": Sample(["merge", *at("points-0.part", "points-1.part"), "--inputs", str(inputs)], ["o.gpkg", "o.json"]),
        "compare": Sample(
            ["compare", "--points", *at("points.csv"), *areas, "--ring", "500", "--before", "2023-01-01..2023-12-31", "--after",
             "2024-01-01..2024-12-31", "--per-day"], ["o.json"]),
        "change": Sample(["change", *at("index.csv", "later-index.csv"), *areas, "--old-reference", *at("index.json")],
                         ["o.csv", "o.gpkg", "o.json"]),
        "suggest": Sample(["suggest", *cells, "--min-cells", "1", "--assessed", *at("areas.geojson")], ["o.gpkg", "o.json"]),
        "hotspots": Sample(["hotspots", *cells, "--field", "index", "--within", *at("areas.geojson")], ["o.gpkg", "o.json"]),
        "validate": Sample(["areas", "validate", *at("areas.geojson")], ["o.geojson", "o.json"]),
        "diff": Sample(["areas", "diff", *at("older.geojson", "areas.geojson")], ["o.geojson", "o.json"]),
        "panel": Sample(["areas", "panel", "2021=" + at("areas.geojson")[0]], ["o.gpkg", "o.csv", "o.json"]),
        "partition": Sample(["areas", "partition", *at("areas.geojson")], ["o.geojson", "o.csv"]),
        "equivalent": Sample(
            ["areas", "equivalent", *at("areas.geojson"), "--municipalities", *at("municipalities.geojson")], ["o.csv", "o.json"]),
        "levels": Sample(["areas", "levels", *at("answers.csv"), *areas], ["o.geojson", "o.json"]),
        "map": Sample(["map", *cells, *areas], ["o.html", "o.png", "o.svg"]),
        "map-qgis": Sample(["map", *cells, *areas], ["o.pdf", "o.qgz"]),
        "profile": Sample(["profile", *cells, *areas, "--area", "A1"], ["o.html", "o.md"]),
        "profile-all": Sample(["profile", *cells, *areas, "--all", "--output", "pages"]),
        "generate": Sample(["generate", "grid", "--cells", "300", "--seed", "3"], ["o.csv"]),
        "generate-areas": Sample(["generate", "areas", "--count", "3", "--cells", "300"], ["o.gpkg"]),
        "generate-zones": Sample(["generate", "zones", "--count", "9", "--cells", "300"], ["o.gpkg"]),
        "generate-stations": Sample(["generate", "stations", "--count", "9"], ["o.csv"]),
        "generate-events": Sample(["generate", "events", "--count", "2000", "--phones", "50"], ["o.csv"]),
        "generate-points": Sample(["generate", "points", "--count", "500", *areas], ["o.csv"]),
        "generate-assessments": Sample(["generate", "assessments", *areas, "--answers", "a.csv"], ["o.geojson"]),
        "generate-report": Sample(["generate", "report", "--output", "report"]),
        "schema": Sample(["schema", "overlay"]),
        "demo": Sample(["demo", "--sample", str(PROJECT)], pieces=True),
        "run": Sample(["run", "job.yaml", "--set", f"in={inputs}"], pieces=True, brought={"job.yaml": JOB}, fresh=["record.json"]),
    }
    for ending in ("shp", "fgb", "tab", "mif", "xlsx", "ods", "gdb"):
        samples["overlay-" + ending] = Sample(overlay, ["o." + ending])
    samples["index-tif"] = Sample(index, ["o.tif", "o.csv"])
    samples["hotspots-tif"] = Sample(["hotspots", *cells, "--field", "index"], ["o.tif"])
    samples["change-tif"] = Sample(["change", *at("index.tif", "later-index.csv"), "--own-references"], ["o.tif", "o.json"])
    # The same inputs in every format that is read.
    for ending in FORMATS:
        samples["from-" + ending] = Sample(["overlay", *cells, "--areas", *at("areas." + ending)], ["o.csv", "o.json"])
    for ending in ("xlsx", "ods", "gpkg", "tif"):
        samples["cells-from-" + ending] = Sample(["overlay", "--cells", *at("index." + ending), *areas], ["o.csv", "o.json"])
    return samples


def missing(program, samples):
    """Commands of the program that no sample runs."""
    help = json.loads(subprocess.run([program, "--experimental-dump-help"], capture_output=True, check=True).stdout)

    def leaves(command, before):
        below = [each for each in command.get("subcommands") or [] if each["commandName"] != "help"]
        if not below:
            yield before
        for each in below:
            yield from leaves(each, before + [each["commandName"]])
    return [" ".join(words) for words in leaves(help["command"], [])
            if not any(sample.words[:len(words)] == words for sample in samples.values())]
