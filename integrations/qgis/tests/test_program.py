"""The program found, its version, and runs that fail or are stopped."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import world

sys.path[:0] = [world.PLUGINS]
from rutverk import program  # noqa: E402


def script(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\n" + text)
    os.chmod(path, 0o755)
    return path


class ProgramTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def test_found_and_described(self):
        self.assertEqual(program.checked(), world.PROGRAM)
        self.assertIn("overlay", [command.name for command in program.described()])

    def test_missing_old_and_other_programs_say_why(self):
        for path, reason in (
            (os.path.join(self.folder, "none"), "no_program_at"),
            (script(self.folder, "old", "echo rutverk 0.0.9"), "old_program"),
            (script(self.folder, "other", "echo hello"), "other_program"),
            (script(self.folder, "broken", "exit 3"), "other_program"),
        ):
            with self.assertRaises(program.Missing) as caught:
                program.checked(path)
            self.assertEqual(caught.exception.reason, reason)

    def test_a_program_that_is_replaced_is_asked_again(self):
        path = script(self.folder, "rutverk", "echo rutverk 0.0.9")
        self.assertRaises(program.Missing, program.checked, path)
        script(self.folder, "rutverk", "echo rutverk 0.10.0 # newer")
        self.assertEqual(program.checked(path), path)

    def test_environment_is_clean(self):
        leaking = {"PYTHONHOME": "/x", "PYTHONPATH": "/x", "GDAL_DATA": "/x", "PROJ_LIB": "/x", "LD_LIBRARY_PATH": "/x"}
        os.environ.update({name: os.environ.get(name, value) for name, value in leaking.items()})
        kept = program.environment()
        self.assertEqual(set(leaking) & set(kept), set())
        self.assertIn("PATH", kept)
        for name in ("PYTHONHOME", "GDAL_DATA", "PROJ_LIB", "LD_LIBRARY_PATH"):
            os.environ.pop(name)

    def test_notes_stages_and_tables(self):
        said = script(self.folder, "said", """
echo '{ "event": "stage", "name": "Läser", "number": 1, "of": 2 }' >&2
echo '{ "event": "note", "text": "two rows", "text_sv": "två rader" }' >&2
echo '{ "event": "done", "name": "Läser", "seconds": 1 }' >&2
echo 'Tid och minne' >&2
echo tabell å
""")
        events = []
        self.assertEqual(program.run([said], lambda: False, events.append), "tabell å\n")
        self.assertEqual(events, [program.Stage("Läser", 1, 2), "två rader", "Tid och minne"])
        events = []
        program.run([said, "--lang=en"], lambda: False, events.append)
        self.assertEqual(events, [program.Stage("Läser", 1, 2), "two rows", "Tid och minne"])

    def test_failure_has_code_and_message(self):
        failing = script(self.folder, "failing", "echo 'rutverk: error: rad 3: ö' >&2; exit 65")
        with self.assertRaises(program.Failed) as caught:
            program.run([failing], lambda: False, print)
        self.assertEqual((caught.exception.code, str(caught.exception)), (65, "rutverk: error: rad 3: ö"))

    def test_much_output_does_not_block(self):
        loud = script(self.folder, "loud", "head -c 3000000 /dev/zero | tr '\\0' x; echo done >&2")
        self.assertEqual(len(program.run([loud], lambda: False, lambda event: None)), 3_000_000)

    def test_one_that_does_not_listen_is_killed(self):
        deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)"
        words = [sys.executable, "-c", deaf]
        started = []
        original = subprocess.Popen

        def popen(*arguments, **options):
            started.append(original(*arguments, **options))
            return started[-1]

        begin = time.monotonic()
        program.subprocess.Popen = popen
        try:
            with self.assertRaises(program.Stopped):
                program.run(words, lambda: time.monotonic() > begin + 0.5, print)
        finally:
            program.subprocess.Popen = original
        self.assertEqual(started[0].poll(), -signal.SIGKILL)
        self.assertLess(time.monotonic() - begin, 0.5 + 2)
