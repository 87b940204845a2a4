"""What the program's commands take, out of `rutverk --experimental-dump-help`; knows nothing of QGIS.

The dump gives names, help, defaults and choices, but not what a text stands for: a layer, one of its fields, a file.
Most kinds follow from how options are named (`--areas` has an `--areas-crs`, so it is a layer); `KINDS` holds the rest.
"""

import json
import os
import re
from dataclasses import dataclass, field

STORED = os.path.join(os.path.dirname(__file__), "commands.json")

# Not for QGIS: they make secrets, samples, jobs or words.
LEFT_OUT_COMMANDS = {"salt", "generate", "demo", "help", "run", "schema"}
# Chosen by the plugin, or leading to no output.
LEFT_OUT_OPTIONS = {"version", "help", "progress", "dry-run", "print-definition"}

# By `command/option` or by option: what the value is, where its name does not tell. A range follows numbers.
KINDS = {
    # Layers and tables.
    "parents": "layer",
    "population": "layer",
    "layers": "layers",
    # Files that are no layers, or too large and too personal to be opened as layers.
    "events": "files",
    "partials": "files",
    "categories": "file",
    "counts": "file",
    "coverage": "file",
    "definition": "file",
    "footprint": "file",
    "incidents": "file",
    "new-reference": "file",
    "old-reference": "file",
    "questions": "file",
    "reference": "file",
    "salt-file": "file",
    "cells-stats": "file",
    "leaflet": "folder",
    "merge/inputs": "folder",
    # Results.
    "output": "layer-out",
    "profile/output": "file-out",
    "hotspots-output": "layer-out",
    "chart": "file-out",
    # Fields.
    "key": "field",
    "field": "field",
    "colour-by": "field",
    "exposure": "field",
    "hotspots/before": "field",
    "measure": "field",
    # Several values, a line each.
    "radius": "lines",
    # Numbers, with what the program takes.
    "threads": ("integer", 1, 1024),
    "baseline-year": ("integer", 1, 9999),
    "year": ("integer", 1, 9999),
    "border-tolerance": ("number", 0, 10_000),
    "bridge": ("integer", 0, 1),
    "cell-size": ("integer", 1, 100_000),
    "map/classes": ("integer", 2, 9),
    "class-count": ("integer", 1, 20),
    "country-km2": ("number", 0, None),
    "country-land-km2": ("number", 0, None),
    "country-population": ("number", 0, None),
    "dpi": ("number", 1, None),
    "suggest/draws": ("integer", 0, 100_000),
    "sensitivity/draws": "file-out",
    "fdr": ("number", 0, 1),
    "gap-width": ("number", 0, 1000),
    "hotspots": ("integer", 0, 100_000),
    "limit": ("number", 0, None),
    "low-count": ("integer", 0, None),
    "max-size": ("integer", 1, 6),
    "memory": ("integer", 1, None),
    "min-border": ("number", 0, None),
    "min-count": ("integer", 0, None),
    "min-cells": ("integer", 1, None),
    "min-percentile": ("number", 0, 100),
    "min-phones": ("integer", 0, None),
    "min-population": ("number", 0, None),
    "min-share": ("number", 0, 1),
    "min-unga": ("number", 0, None),
    "noise": ("integer", 1, 1000),
    "permutations": ("integer", 0, 9_999_999),
    "red-class": ("integer", 1, None),
    "ring-min": ("number", 0, None),
    "ring-share": ("number", 0, 1),
    "runs": ("integer", 1, 65535),
    "seed": ("integer", 0, None),
    "top": ("integer", 1, 10_000),
    "equivalent/within": ("number", 0, None),
    # Words, as they are.
    "after": "text",
    "aggregate": "text",
    "breaks": "text",
    "data-year": "text",
    "part": "text",
    "after-from": "text",
    "after-to": "text",
    "against": "text",
    "area": "text",
    "bbox": "extent",
    "before": "text",
    "before-from": "text",
    "before-to": "text",
    "country-name": "text",
    "date": "text",
    "day-start": "text",
    "delimiter": "text",
    "extent-area": "text",
    "extent-municipality": "text",
    "from": "text",
    "to": "text",
    "hierarchy": "text",
    "match": "text",
    "neighbours": "text",
    "new-label": "text",
    "no-answer": "text",
    "old-label": "text",
    "share-of": "text",
    "size": "text",
    "source": "text",
    "timezone": "text",
    "title": "text",
    "vary": "text",
    "weight-range": "text",
}

# The input that a `--…-field` is a field of, where it does not begin with the input's name: the first that there is.
FIELD_OF = {
    "phone-field": ["events"],
    "station-field": ["events"],
    "time-field": ["events", "points"],
    "x-field": ["events", "points"],
    "y-field": ["events", "points"],
    "category-field": ["points"],
    "link-field": ["points"],
    "area-field": ["answers"],
    "class-field": ["answers", "areas", "layers"],
    "question-field": ["answers"],
    "score-field": ["answers"],
    "weight-field": ["answers"],
    "year-field": ["answers", "history", "layers"],
    "unit-field": ["layers"],
    "measure": ["parents"],
    "key": ["tables", "cells", "old"],
    "field": ["cells"],
    "exposure": ["cells"],
    "before": ["cells"],
}

# Endings of files that a result may have, the usual one first, where the help does not name one.
ENDINGS = {"series": ["csv"], "profile/output": ["html", "md", "json"], "partial": ["part"]}

# What a run seldom needs, beside how files are read.
SELDOM = {"country-km2", "country-land-km2", "leaflet", "low-count", "memory", "no-style", "strict"}

# The values of these are secrets, or where one lies: never printed.
SECRET = re.compile("salt|secret|password")


@dataclass
class Option:
    """One option or positional argument of a command."""

    name: str
    help: str
    kind: str = "text"
    is_known: bool = True
    is_positional: bool = False
    is_required: bool = False
    is_repeated: bool = False
    default: str = ""
    choices: list = field(default_factory=list)
    section: str = ""
    least: float = None
    most: float = None
    parent: str = ""
    endings: list = field(default_factory=list)

    @property
    def parameter(self):
        """Its name in QGIS."""
        return self.name.upper().replace("-", "_")

    @property
    def label(self):
        """What a dialog calls it."""
        words = self.name.replace("-", " ")
        return words[:1].upper() + words[1:]

    @property
    def is_needed(self):
        """Whether a run needs it. What stands alone is needed too: without it a command only prints."""
        return self.is_required or self.is_positional

    @property
    def is_secret(self):
        return bool(SECRET.search(self.name))

    @property
    def is_advanced(self):
        """Whether a dialog folds it away: how files are read, filters, systems, and what a run seldom needs."""
        if self.is_required or self.kind in ("layer", "layers", "files", "layer-out", "file-out"):
            return False
        if self.kind == "crs" or self.name in SELDOM or self.section in ("Reading", "Run"):
            return True
        return self.name.endswith("where") or "found by its usual names" in self.help


@dataclass
class Command:
    """One command: `words` are what is typed, such as `areas diff`."""

    words: list
    help: str
    discussion: str
    options: list

    @property
    def name(self):
        """Its name in QGIS."""
        return "_".join(self.words)

    def option(self, name):
        """The option of this name, or None."""
        return next((option for option in self.options if option.name == name), None)


def reduced(dump):
    """What of a dump this module needs, as JSON that is small and the same for the same program.

    :raises ValueError: where it is no such dump.
    """

    def option(argument):
        names = [name["name"] for name in argument["names"] if name["kind"] == "long"] if "names" in argument else []
        result = {"name": names[0] if names else argument["valueName"], "help": argument.get("abstract", "")}
        for key, value in (
            ("positional", argument["kind"] == "positional"),
            ("flag", argument["kind"] == "flag"),
            ("required", not argument["isOptional"]),
            ("repeated", argument["isRepeating"]),
            ("default", argument.get("defaultValue", "")),
            ("choices", argument.get("allValues", [])),
            ("section", argument.get("sectionTitle", "")),
        ):
            if value:
                result[key] = value
        return result

    def walk(command, words):
        subcommands = command.get("subcommands", [])
        if not subcommands:
            options = [option(argument) for argument in command.get("arguments", []) if argument["shouldDisplay"]]
            yield {
                "words": words,
                "help": command.get("abstract", ""),
                "discussion": command.get("discussion", ""),
                "options": [option for option in options if option["name"] not in LEFT_OUT_OPTIONS],
            }
        for subcommand in subcommands:
            name = subcommand["commandName"]
            if words or name not in LEFT_OUT_COMMANDS:
                yield from walk(subcommand, words + [name])

    try:
        return [command for command in walk(dump["command"], []) if command["words"]]
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"not a dump of rutverk's help: {error!r}") from error


def text_of(commands):
    """The reduced dump as the stored copy has it: a line for each option."""
    blocks = []
    for command in commands:
        head = json.dumps({key: command[key] for key in ("words", "help", "discussion")}, ensure_ascii=False)
        lines = ",\n".join("  " + json.dumps(option, ensure_ascii=False) for option in command["options"])
        blocks.append(f'{head[:-1]}, "options": [\n{lines}\n]}}')
    return "[\n" + ",\n".join(blocks) + "\n]\n"


def stored():
    """The commands of the copy that came with the plugin."""
    with open(STORED, encoding="utf-8") as file:
        return commands_of(json.load(file))


def commands_of(reduced_dump):
    """Commands with the kinds of their options.

    :raises ValueError: where the text is none that `reduced` made.
    """
    try:
        return [_command(entry) for entry in reduced_dump]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a description of rutverk's commands: {error!r}") from error


def _command(entry):
    options = [
        Option(
            name=item["name"],
            help=item["help"],
            is_positional=item.get("positional", False),
            is_required=item.get("required", False),
            is_repeated=item.get("repeated", False),
            default=item.get("default", ""),
            choices=item.get("choices", []),
            section=item.get("section", ""),
            kind="flag" if item.get("flag") else "text",
        )
        for item in entry["options"]
    ]
    command = Command(entry["words"], entry["help"], entry["discussion"], options)
    for option in options:
        _classify(option, command)
    for option in options:
        if option.kind == "field":
            option.parent = _parent(option, command)
    return command


def _classify(option, command):
    name = option.name
    key = f"{command.words[-1]}/{name}"
    given = KINDS.get(key, KINDS.get(name))
    if option.kind == "flag":
        return
    if option.choices:
        option.kind = "choice"
    elif isinstance(given, tuple):
        option.kind, option.least, option.most = given
    elif given:
        option.kind = given
    elif name == "crs" or name.endswith("-crs"):
        option.kind = "crs"
    elif name == "layer" or name.endswith("-layer"):
        option.kind = "sublayer"
    elif name == "where" or name.endswith("-where"):
        option.kind = "text"
    elif name.endswith("-field"):
        option.kind = "field"
    elif any(command.option(f"{name}-{ending}") for ending in ("crs", "layer", "where")):
        option.kind = "layer"
    elif option.is_positional and command.option("layer"):
        option.kind = "layers"
    elif re.search(r"\bto FILE", option.help):
        option.kind = "file-out"
    elif re.fullmatch(r"-?\d+", option.default):
        option.kind = "integer"
    elif re.fullmatch(r"-?\d+\.\d+", option.default):
        option.kind = "number"
    else:
        option.is_known = option.is_repeated
    if option.is_repeated and option.kind == "text":
        option.kind = "lines"
    if option.kind == "file-out":
        named = re.findall(r"\.([a-z]{2,4})\b", option.help)
        option.endings = ENDINGS.get(key) or ENDINGS.get(name) or named or ["csv"]


def _parent(option, command):
    """The input whose field it is; "" where that is a file that is never opened, or none."""
    inputs = [other.name for other in command.options if other.kind == "layer"]
    named = [name for name in inputs if option.name.startswith(name + "-")]
    if option.name == "population-field":
        named = [name for name in inputs if name == ("cells" if "cells" in option.help else "areas")]
    if not named and option.name in FIELD_OF:
        # Several tables have no one list of fields, and events are never opened.
        first = next((name for name in FIELD_OF[option.name] if command.option(name)), "")
        return first if first in inputs else ""
    if not named and option.name in ("id-field", "name-field", "class-field", "valid-from-field", "valid-to-field",
                                     "peers-field"):
        named = [name for name in inputs if name == "areas"]
    return named[0] if named else ""
