"""`qgis_process`, and the plugin as QGIS' own loader takes it."""

import os
import shutil
import subprocess
import tempfile
import unittest

import world
from world import AREAS, CELLS, command_line

BINARY = shutil.which("qgis_process.bin") or shutil.which("qgis_process")


@unittest.skipUnless(BINARY, "SKIPPED: there is no qgis_process here")
class ProcessTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.environment = dict(
            os.environ, QGIS_PLUGINPATH=world.PLUGINS, HOME=self.folder, QT_QPA_PLATFORM="offscreen"
        )
        self.environment.pop("PYTHONPATH", None)
        self.process("plugins", "enable", "rutverk")

    def process(self, *words):
        run = subprocess.run([BINARY, *words], env=self.environment, capture_output=True, check=False, timeout=120)
        self.assertEqual(run.returncode, 0, run.stdout.decode() + run.stderr.decode())
        return run.stdout.decode()

    def test_overlay(self):
        cells, expected, output = (os.path.join(self.folder, name) for name in ("r.gpkg", "ska.gpkg", "ut.gpkg"))
        command_line("index", CELLS, "-o", cells)
        command_line("overlay", "--cells", cells, "--areas", AREAS, "-o", expected, "--lang", "en")
        self.assertIn("rutverk:overlay", self.process("list"))
        self.process(
            "run", "rutverk:overlay", "--", f"CELLS={cells}", f"AREAS={AREAS}", "LANG=en", f"OUTPUT={output}"
        )
        with open(expected, "rb") as one, open(output, "rb") as other:
            self.assertEqual(one.read(), other.read())
        self.assertIn("RING_SHARE", self.process("help", "rutverk:overlay"))
