"""Each algorithm gives the bytes that the command line gives."""

import os
import shutil
import tempfile
import unittest

import world
from world import AREAS, CELLS, EVENTS, STATIONS, command_line

world.start()
import processing  # noqa: E402
from qgis.core import QgsApplication, QgsProcessingFeedback  # noqa: E402

FOLDER = tempfile.mkdtemp()


def path(name):
    return os.path.join(FOLDER, name)


# Made once, by the command line.
INDEXED, POINTS, ZONES, SALT, PART = (
    path(name) for name in ("rutor.gpkg", "punkter.csv", "zoner.gpkg", "salt", "del.part")
)
EARLIER, LATER = path("omraden_2019.geojson"), path("omraden_2021.geojson")
ANSWERS = path("svar.csv")

# Algorithm, parameters but the results, words but the results, and results by parameter: option and file.
CASES = [
    ("index", {"TABLES": [CELLS], "MIN_POPULATION": 30, "DROP": "ensamstaende\nutbildning"},
     ["index", CELLS, "--min-population", "30", "--drop", "ensamstaende", "--drop", "utbildning"],
     {"OUTPUT": ("-o", "ut.gpkg"), "STATS": ("--stats", "ut.json")}),
    ("sensitivity", {"TABLES": [CELLS], "RUNS": 50, "SEED": 7},
     ["sensitivity", CELLS, "--runs", "50", "--seed", "7"],
     {"OUTPUT": ("-o", "ut.geojson"), "STATS": ("--stats", "ut.json"), "DRAWS": ("--draws", "ut.csv")}),
    ("overlay", {"CELLS": INDEXED, "AREAS": AREAS, "ID_FIELD": "id", "RING_SHARE": 0.25, "METHOD": "centre"},
     ["overlay", "--cells", INDEXED, "--areas", AREAS, "--id-field", "id", "--ring-share", "0.25",
      "--method", "centre"],
     {"OUTPUT": ("-o", "ut.gpkg"), "STATS": ("--stats", "ut.csv")}),
    ("coverage", {"AREAS": AREAS, "CELL_SIZE": 500},
     ["coverage", "--areas", AREAS, "--cell-size", "500"], {"OUTPUT": ("-o", "ut.csv")}),
    ("footprint", {"EVENTS": [EVENTS], "STATIONS": STATIONS, "AREAS": AREAS, "RADIUS": 300,
                   "SALT_FILE": SALT, "MIN_PHONES": 3},
     ["footprint", "--events", EVENTS, "--stations", STATIONS, "--areas", AREAS, "--radius", "300",
      "--salt-file", SALT, "--min-phones", "3"],
     {"OUTPUT": ("-o", "ut.gpkg"), "PARTIAL": ("--partial", "ut.part")}),
    ("merge", {"PARTIALS": [PART], "COUNTRY_KM2": 1000},
     ["merge", PART, "--country-km2", "1000"],
     {"OUTPUT": ("-o", "ut.gpkg"), "STATS": ("--stats", "ut.json")}),
    ("incidents", {"POINTS": POINTS, "AREAS": AREAS, "CATEGORY_FIELD": "category", "CELLS": INDEXED, "PERIOD": "all",
                   "HOTSPOTS": 4},
     ["incidents", "--points", POINTS, "--areas", AREAS, "--category-field", "category", "--cells", INDEXED,
      "--period", "all", "--hotspots", "4"],
     {"OUTPUT": ("-o", "ut.gpkg"), "STATS": ("--stats", "ut.json"),
      "HOTSPOTS_OUTPUT": ("--hotspots-output", "h.gpkg")}),
    ("compare", {"POINTS": POINTS, "AREAS": AREAS, "BEFORE": "2019-01-01..2019-12-31",
                 "AFTER": "2020-01-01..2020-12-31", "RING": "300\n500"},
     ["compare", "--points", POINTS, "--areas", AREAS, "--before", "2019-01-01..2019-12-31",
      "--after", "2020-01-01..2020-12-31", "--ring", "300", "--ring", "500"],
     {"OUTPUT": ("-o", "ut.csv"), "STATS": ("--stats", "ut.json")}),
    ("change", {"OLD": INDEXED, "NEW": INDEXED, "AREAS": AREAS},
     ["change", INDEXED, INDEXED, "--areas", AREAS],
     {"OUTPUT": ("-o", "ut.gpkg"), "STATS": ("--stats", "ut.json")}),
    ("suggest", {"CELLS": INDEXED, "ASSESSED": AREAS, "MIN_PERCENTILE": 75.5, "CONTIGUITY": "rook"},
     ["suggest", "--cells", INDEXED, "--assessed", AREAS, "--min-percentile", "75.5", "--contiguity", "rook"],
     {"OUTPUT": ("-o", "ut.gpkg"), "STATS": ("--stats", "ut.json")}),
    ("hotspots", {"CELLS": INDEXED, "FIELD": "index", "PERMUTATIONS": 99, "NEIGHBOURS": "600"},
     ["hotspots", "--cells", INDEXED, "--field", "index", "--permutations", "99", "--neighbours", "600"],
     {"OUTPUT": ("-o", "ut.fgb"), "STATS": ("--stats", "ut.json")}),
    ("areas_validate", {"AREAS": AREAS, "GAP_WIDTH": 0},
     ["areas", "validate", AREAS, "--gap-width", "0"], {"OUTPUT": ("-o", "ut.gpkg")}),
    ("areas_diff", {"OLD": EARLIER, "NEW": LATER, "OLD_LABEL": "förr"},
     ["areas", "diff", EARLIER, LATER, "--old-label", "förr"], {"OUTPUT": ("-o", "ut.gpkg")}),
    ("areas_panel", {"LAYERS": [EARLIER, LATER], "YEARS": "2019\n2021"},
     ["areas", "panel", f"2019={EARLIER}", f"2021={LATER}"],
     {"OUTPUT": ("-o", "ut.gpkg"), "STATS": ("--stats", "ut.json")}),
    ("areas_partition", {"AREAS": AREAS, "CRS": "EPSG:3006", "THREADS": 1},
     ["areas", "partition", AREAS, "--crs", "EPSG:3006", "--threads", "1"], {"OUTPUT": ("-o", "ut.geojson")}),
    ("areas_equivalent", {"AREAS": AREAS, "MUNICIPALITIES": ZONES, "WITHIN": 40, "MAX_SIZE": 1},
     ["areas", "equivalent", AREAS, "--municipalities", ZONES, "--within", "40", "--max-size", "1"],
     {"OUTPUT": ("-o", "ut.csv")}),
    ("areas_levels", {"ANSWERS": ANSWERS},
     ["areas", "levels", ANSWERS], {"OUTPUT": ("-o", "ut.csv"), "STATS": ("--stats", "ut.json")}),
    ("map", {"CELLS": INDEXED, "AREAS": AREAS, "TITLE": "Å karta", "DPI": 72,
             "BBOX": "566000,572000,6600000,6606000 [EPSG:3006]"},
     ["map", "--cells", INDEXED, "--areas", AREAS, "--title", "Å karta", "--dpi", "72",
      "--bbox", "566000,6600000,572000,6606000"],
     {"OUTPUT": ("-o", "ut.gpkg"), "PICTURE": ("-o", "ut.png")}),
    ("profile", {"CELLS": INDEXED, "AREAS": AREAS, "AREA": "UO-002"},
     ["profile", "--cells", INDEXED, "--areas", AREAS, "--area", "UO-002"], {"OUTPUT": ("-o", "ut.html")}),
]


def setUpModule():
    command_line("index", CELLS, "-o", INDEXED)
    command_line("generate", "points", "-o", POINTS, "--count", "800", "--areas", AREAS)
    command_line("generate", "zones", "-o", ZONES, "--count", "30")
    command_line("salt", "--output", SALT)
    command_line("footprint", "--events", EVENTS, "--stations", STATIONS, "--areas", AREAS, "--partial", PART,
                 "--salt-file", SALT)
    shutil.copy(AREAS, EARLIER)
    shutil.copy(AREAS, LATER)
    with open(ANSWERS, "w", encoding="utf-8") as file:
        file.write("område,år,fråga,svar\n")
        for year in (2019, 2021):
            for area in ("UO-001", "UO-002"):
                file.writelines(f"{area},{year},{question},{1 + (question + year) % 5}\n" for question in range(1, 9))


def tearDownModule():
    shutil.rmtree(FOLDER)


class ParityTests(unittest.TestCase):
    def test_every_algorithm_has_a_case(self):
        provider = QgsApplication.processingRegistry().providerById("rutverk")
        self.assertEqual({case[0] for case in CASES}, {algorithm.name() for algorithm in provider.algorithms()})

    def test_bytes_of_the_command_line(self):
        for name, parameters, words, results in CASES:
            with self.subTest(name):
                files = {key: path(file) for key, (_, file) in results.items()}
                words = words + ["--lang", "en"]
                for key, (option, _) in results.items():
                    words += [option, files[key]]
                command_line(*words)
                expected = {key: _taken(file) for key, file in files.items()}
                done = processing.run(
                    f"rutverk:{name}", dict(parameters, LANG="en", **files), feedback=QgsProcessingFeedback(False)
                )
                self.assertEqual(done, files)
                for key, file in files.items():
                    self.assertEqual(_taken(file), expected[key], key)

    def test_folder_of_profiles(self):
        result = processing.run("rutverk:profile", {
            "CELLS": INDEXED, "AREAS": AREAS, "ALL": True, "FORMAT": ["html"], "OUTPUT": path("profiler.html")})
        self.assertEqual(result["OUTPUT"], path("profiler"))
        self.assertEqual(len([file for file in os.listdir(path("profiler")) if file.endswith(".html")]), 10)

    def test_errors_are_the_programs(self):
        with self.assertRaisesRegex(Exception, "code 64[\\s\\S]*no such area"):
            processing.run("rutverk:profile", {
                "CELLS": INDEXED, "AREAS": AREAS, "AREA": "Ingenstans", "OUTPUT": path("x.html")})
        self.assertFalse(os.path.exists(path("x.html")))

    def test_secrets_are_not_shown(self):
        class Feedback(QgsProcessingFeedback):
            shown = []

            def pushCommandInfo(self, text):
                self.shown.append(text)

        processing.run("rutverk:footprint", {
            "EVENTS": [EVENTS], "STATIONS": STATIONS, "AREAS": AREAS, "SALT_FILE": SALT,
            "PARTIAL": path("p.part")}, feedback=Feedback())
        self.assertEqual(len(Feedback.shown), 1)
        self.assertIn("--salt-file=…", Feedback.shown[0])
        self.assertNotIn(SALT, Feedback.shown[0])


def _taken(file):
    with open(file, "rb") as opened:
        data = opened.read()
    os.remove(file)
    return data
