"""What the plugin makes of the program's help."""

import json
import os
import subprocess
import sys
import unittest

import world

sys.path[:0] = [world.PLUGINS]
from rutverk import commands, texts  # noqa: E402


def command(name):
    return next(command for command in commands.stored() if command.name == name)


class CommandsTests(unittest.TestCase):
    def test_stored_copy_is_what_the_program_says(self):
        folder = os.path.dirname(world.HERE)
        check = [sys.executable, os.path.join(folder, "describe"), "--check", world.PROGRAM]
        self.assertEqual(subprocess.run(check, check=False).returncode, 0)

    def test_every_option_has_a_kind(self):
        unknown = [
            f"{command.name} --{option.name}" for command in commands.stored() for option in command.options
            if not option.is_known
        ]
        self.assertEqual(unknown, [], "say in commands.KINDS what their values are")

    def test_tables_have_no_entry_that_serves_nothing(self):
        names = {option.name for command in commands.stored() for option in command.options}
        keys = names | {
            f"{command.words[-1]}/{option.name}" for command in commands.stored() for option in command.options
        }
        for table in (commands.KINDS, commands.ENDINGS):
            self.assertEqual(set(table) - keys, set())
        for table in (commands.FIELD_OF, commands.SELDOM, texts.LABELS):
            self.assertEqual(set(table) - names, set())
        self.assertEqual(set(texts.COMMANDS), {command.name for command in commands.stored()})

    def test_kinds(self):
        overlay = command("overlay")
        kinds = {name: overlay.option(name).kind for name in (
            "cells", "areas", "areas-layer", "areas-where", "areas-crs", "id-field", "red-class", "ring-share",
            "method", "strict", "output", "stats", "coverage", "column")}
        self.assertEqual(kinds, {
            "cells": "layer", "areas": "layer", "areas-layer": "sublayer", "areas-where": "text", "areas-crs": "crs",
            "id-field": "field", "red-class": "integer", "ring-share": "number", "method": "choice",
            "strict": "flag", "output": "layer-out", "stats": "file-out", "coverage": "file", "column": "lines"})
        self.assertEqual(overlay.option("id-field").parent, "areas")
        self.assertEqual(overlay.option("population-field").parent, "cells")
        self.assertEqual(command("footprint").option("population-field").parent, "areas")
        self.assertEqual(command("footprint").option("phone-field").parent, "")
        self.assertEqual(command("incidents").option("time-field").parent, "points")
        self.assertEqual(command("profile").option("year-field").parent, "history")
        self.assertEqual(command("hotspots").option("before").kind, "field")
        self.assertEqual(command("compare").option("before").kind, "text")
        self.assertEqual((overlay.option("ring-share").least, overlay.option("ring-share").most), (0, 1))
        self.assertTrue(command("footprint").option("salt-file").is_secret)

    def test_what_is_no_dump_is_refused(self):
        for text in ("{}", "[]", "3", '{"command": {"subcommands": [{}]}}'):
            with self.assertRaises(ValueError, msg=text):
                commands.reduced(json.loads(text))
        for text in ("{}", "[3]", '[{"words": ["x"]}]'):
            if text != "{}":
                with self.assertRaises(ValueError, msg=text):
                    commands.commands_of(json.loads(text))

    def test_every_label_shown_unfolded_is_in_swedish(self):
        shown = {
            option.name for command in commands.stored() for option in command.options
            if not option.is_advanced and option.kind != "sublayer"
        }
        self.assertEqual(shown - set(texts.LABELS), set())
