#!/usr/bin/env python3
"""Watches what commands open and call: all commands of the fault sweep, and those that read the attack's corpus and mutations of it.

  strace.py PROGRAM [--runs N] [--seed N]

No run may open a socket, start a program, or open anything but: what was named on the command line and its folder, the folder
for temporary files, the program and its own files, system libraries, fonts, time zones, languages, PROJ's and GDAL's data, and
what the system says of itself. Prints what else was opened, with the command; exit code 1 where there is any. Needs strace.
"""
import argparse
import collections
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
CORPUS = HERE / "corpus"
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE / "faults"))
import commands as samples  # noqa: E402
ALLOWED = re.compile(
    r"^(/lib|/lib64|/usr/lib|/usr/local/lib|/usr/share/(proj|gdal|fonts|fontconfig|zoneinfo|locale|javascript/leaflet|mime|icu|X11)"
    r"|/usr/local/share/(fonts|proj|gdal)|/etc/(ld\.so|localtime|timezone|fonts|locale|nsswitch\.conf|passwd|gai\.conf|host\.conf)"
    r"|/var/cache/fontconfig|/proc/(self|[0-9]+|sys|meminfo|cpuinfo|stat|mounts|filesystems)|/sys/(devices|fs|kernel)"
    r"|/dev/(null|zero|urandom|random|shm|tty))")
CALLS = "open,openat,openat2,creat,connect,socket,bind,sendto,execve,execveat"
LINE = re.compile(r"^(\w+)\((.*)")


def commands(name, path, folder):
    """How each part of the corpus comes in."""
    def beside(file):
        return str(folder / file)
    areas = ["--areas", beside("areas.geojson")]
    out = ["--output", str(folder / "out" / "o.gpkg")]
    events = ["footprint", "--events", path, "--stations", beside("stations.csv"), *areas, *out]
    cells = ["overlay", "--cells", path, *areas, *out]
    layer = ["coverage", "--areas", path, "--output", str(folder / "out" / "o.csv")]
    return {
        "geojson": [layer, ["map", "--areas", path, "--output", str(folder / "out" / "o.png")], ["areas", "validate", path]],
        "geopackage": [layer, ["areas", "validate", path], cells], "wkt": [layer], "blobs": [layer],
        "definition": [["index", beside("cells.csv"), "--definition", path, *out]],
        "reference": [["index", beside("cells.csv"), "--reference", path, *out]],
        "categories": [["incidents", "--points", beside("points.csv"), *areas, "--categories", path, *out]],
        "partial": [["merge", path, *areas, *out]],
        "coverage": [["overlay", "--cells", beside("cells.csv"), "--coverage", path, *areas, *out]],
    }.get(name, [events, cells, ["incidents", "--points", path, *areas, *out], ["index", path, *out]])


ENDINGS = {"geojson": "geojson", "geopackage": "gpkg", "definition": "yaml", "categories": "yaml", "reference": "json",
           "partial": "part"}


def mutated(content, dice):
    """Some bytes changed, some cut away or doubled."""
    content = bytearray(content)
    for _ in range(dice.choice([0, 0, 1, 2, 8])):
        if not content:
            break
        at = dice.randrange(len(content))
        kind = dice.random()
        if kind < 0.5:
            content[at] = dice.randrange(256)
        elif kind < 0.75:
            del content[at:at + dice.randint(1, 40)]
        else:
            content[at:at] = content[at:at + dice.randint(1, 40)]
    return bytes(content)


def opened(log):
    """What a run opened or called, as pairs of a call and what it was given; what was not there is left out."""
    pending = {}
    for line in log.read_text(errors="replace").splitlines():
        thread, _, text = line.partition(" ")
        text = text.strip()
        # Of two threads one may be told of in the middle of the other's call.
        if text.endswith("<unfinished ...>"):
            pending[thread] = text
            continue
        if text.startswith("<..."):
            text = pending.pop(thread, "") + text
        match = LINE.match(text)
        if not match or "ENOENT" in text:
            continue
        call, rest = match.groups()
        named = re.search(r'"((?:[^"\\]|\\.)*)"', rest)
        yield call, named.group(1) if named and call.startswith(("open", "creat", "exec")) else rest


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not shutil.which("strace"):
        sys.exit("strace is not installed: apt-get install strace")
    program = str(pathlib.Path(options.program).resolve())
    shared = str(pathlib.Path(program).parents[1] / "share" / "rutverk")
    # The run-time library of Swift, where the program was built here.
    swift = str(pathlib.Path(os.path.realpath(shutil.which("swift") or "/usr/bin/swift")).parents[1] / "lib")
    dice = random.Random(options.seed)
    codes, broken, others = collections.Counter(), 0, set()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        samples.world(folder)
        samples.prepare(program, folder)
        whole = list(samples.commands(folder).values())
        (folder / "tmp").mkdir()
        files = sorted(path for path in CORPUS.glob("*/*") if path.is_file())
        for number in range(options.runs):
            source = files[number % len(files)]
            name = source.parent.name
            shutil.rmtree(folder / "out", ignore_errors=True)
            (folder / "out").mkdir()
            path = folder / f"attack.{ENDINGS.get(name, 'csv')}"
            path.write_bytes(mutated(source.read_bytes(), dice))
            if number < len(whole):
                words = whole[number].words
                for file, content in whole[number].brought.items():
                    (folder / "out" / file).write_text(content)
            else:
                words = dice.choice(commands(name, str(path), folder))
            log = folder / "trace"
            run = subprocess.run(
                ["strace", "-f", "-qq", "-s", "4096", "-e", f"trace={CALLS}", "-o", str(log), program, *words], cwd=folder / "out",
                env={**os.environ, "TMPDIR": str(folder / "tmp"), "HOME": str(folder / "tmp"), "SWIFT_BACKTRACE": "enable=no"},
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            codes[run.returncode] += 1
            for call, what in opened(log):
                # The program itself is the one thing that is started.
                if call == "execve" and what == program:
                    continue
                path_opened = os.path.normpath(os.path.join(folder / "out", what))
                if call.startswith(("open", "creat")) and (
                        path_opened.startswith((scratch, program, shared, swift)) or ALLOWED.match(path_opened)):
                    others.add(path_opened)
                    continue
                broken += 1
                print(f"{' '.join(words)} (from {source}): {call} {what}", flush=True)
    groups = collections.Counter("/".join(path.split("/")[:3]) for path in others if not path.startswith(scratch))
    print(f"{options.runs} runs, exit codes {dict(sorted(codes.items()))}: {broken} calls or files that were not named")
    print("opened beside what was named: " + ", ".join(sorted(groups)))
    sys.exit(1 if broken else 0)


main()
