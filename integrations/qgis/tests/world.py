"""QGIS without a window, with the plugin in it, and the sample that algorithms run on."""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PLUGINS = os.environ.get("RUTVERK_PLUGINS", os.path.dirname(HERE))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
PROGRAM = os.path.abspath(os.environ["RUTVERK"])

CELLS = os.path.join(ROOT, "grids", "exempelstad.csv")
AREAS = os.path.join(ROOT, "shapes", "exempelstad_omraden.geojson")
STATIONS = os.path.join(ROOT, "shapes", "exempelstad_stationer.csv")
EVENTS = os.path.join(ROOT, "shapes", "exempelstad_handelser.csv")

_started = []


def start():
    """QGIS with Processing and the plugin; the same one for all tests."""
    if _started:
        return _started[0]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path[:0] = [PLUGINS, "/usr/share/qgis/python/plugins"]
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    from processing.core.Processing import Processing

    Processing.initialize()
    import rutverk

    plugin = rutverk.classFactory(None)
    plugin.initProcessing()
    _started.append((application, plugin))
    return _started[0]


def command_line(*words):
    """Runs the program; what it wrote to standard output."""
    run = subprocess.run([PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if run.returncode:
        raise AssertionError(f"{words}: {run.stderr.decode()}")
    return run.stdout.decode()
