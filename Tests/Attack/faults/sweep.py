#!/usr/bin/env python3
"""Makes every kind of call fail, early and late, once and from then on, in every command; and kills runs at random times.

  sweep.py PROGRAM [--runs N] [--kills N] [--seed N] [--only COMMAND,...] [--kinds KIND,...] [--seconds N]

Each run finds older outputs in its folder. It must end within 20 s (or N, on a busy machine), with 0 or one of the program's own exit codes; where it
says 0 all outputs are those of an undisturbed run, otherwise all are the older ones (or all the new ones); nothing else is left
in the folder or in the folder for temporary files. Where memory fails, an abort is allowed; where removing, or every rename
from some on, fails, the next run mends it. After SIGKILL the next run must leave all outputs new, and nothing else. Prints each
violation with the variables that repeat it; exit code 1 when there is one.
"""
import argparse
import concurrent.futures
import errno
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
CODES = {0, 64, 65, 66, 70, 73, 74}
KINDS = {
    "open": [errno.EACCES, errno.EMFILE, errno.EIO], "read": [errno.EIO], "write": [errno.ENOSPC, errno.EIO],
    "close": [errno.EIO, errno.ENOSPC], "rename": [errno.EACCES, errno.EIO], "unlink": [errno.EACCES], "mkdir": [errno.ENOSPC],
    "rmdir": [errno.EBUSY], "truncate": [errno.ENOSPC], "map": [errno.ENOMEM], "sync": [errno.EIO], "stat": [errno.EACCES],
    "seek": [errno.EINVAL], "thread": [errno.EAGAIN], "memory": [errno.ENOMEM], "stream": [errno.ENOSPC], "load": [errno.ENOENT],
}


# Seconds that a run may take.
PATIENCE = 20

# Where these fail from some call on, what was made cannot be found or removed.
MAY_LEAVE = {"unlink", "rmdir", "stat", "open"}


def world(folder):
    """Small inputs of every kind."""
    dice = random.Random(1)
    names = "inkomst utbildning forvarvsfrekvens utlandsk_bakgrund trangboddhet ensamstaende unga_0_15 unga_16_19".split()
    rows = []
    for column in range(20):
        for row in range(12):
            values = [round(dice.uniform(0.1, 0.9), 3) for _ in names[:-2]] + [dice.randint(0, 30), dice.randint(0, 9)]
            rows.append([f"{600000 + 250 * column}{6600000 + 250 * row}", 250, dice.randint(20, 400), *values])
    table(folder / "cells.csv", ["ruta", "size_m", "population", *names], rows)
    features = []
    for number, (x, y, name) in enumerate([(600100, 6600100, "utsatt"), (602000, 6600300, "risk"), (603000, 6601000, "sarskilt_utsatt")]):
        ring = [[x, y], [x + 1300, y], [x + 1200, y + 1100], [x, y + 1000], [x, y]]
        features.append(
            '{"type": "Feature", "properties": {"id": "A%d", "name": "Område %d", "class": "%s"}, "geometry": '
            '{"type": "Polygon", "coordinates": [%s]}}' % (number, number, name, ring))
    (folder / "areas.geojson").write_text(
        '{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}, "features": ['
        + ", ".join(features) + "]}")
    stations = [[f"S{i}", 600000 + dice.randint(0, 5000), 6600000 + dice.randint(0, 3000)] for i in range(9)]
    table(folder / "stations.csv", ["station", "e", "n"], stations)
    table(
        folder / "events.csv", ["phone", "station", "timestamp"],
        [[f"p{dice.randint(1, 60)}", f"S{dice.randint(0, 8)}", f"2025-03-{dice.randint(1, 28):02}T10:00:00"] for _ in range(3000)])
    table(
        folder / "points.csv", ["e", "n", "time", "category"],
        [[600000 + dice.randint(0, 5000), 6600000 + dice.randint(0, 3000), f"202{dice.randint(3, 4)}-05-0{dice.randint(1, 9)}", "skott"]
         for _ in range(400)])


def table(path, head, rows):
    path.write_text("\n".join(",".join(map(str, row)) for row in [head, *rows]) + "\n")


def commands(inputs):
    """By name: words, and the outputs' names."""
    i = str(inputs) + "/"
    areas = ["--areas", i + "areas.geojson"]
    events = ["--events", i + "events.csv", "--stations", i + "stations.csv", *areas]
    layers = ["overlay", "--cells", i + "index.csv", *areas]
    return {
        "index": (["index", i + "cells.csv"], ["o.csv", "o.gpkg", "o.json"]),
        "overlay": (layers, ["o.geojson", "o.csv", "o.json"]),
        "overlay-shp": (layers, ["o.shp"]), "overlay-fgb": (layers, ["o.fgb"]), "overlay-tab": (layers, ["o.tab"]),
        "overlay-xlsx": (layers, ["o.xlsx"]),
        "coverage": (["coverage", *areas, "--cell-size", "250"], ["o.csv"]),
        "footprint": (["footprint", *events], ["o.geojson", "o.json"]),
        "partial": (["footprint", *events, "--salt-file", i + "salt.txt", "--partial", "o.part"], []),
        "incidents": (["incidents", "--points", i + "points.csv", *areas, "--period", "year"], ["o.gpkg", "o.csv", "o.json"]),
        "compare": (
            ["compare", "--points", i + "points.csv", *areas, "--ring", "500", "--before", "2023-01-01..2023-12-31", "--after",
             "2024-01-01..2024-12-31", "--per-day"], ["o.json"]),
        "map": (["map", "--cells", i + "index.csv", *areas], ["o.html", "o.png", "o.svg"]),
        "hotspots": (["hotspots", "--cells", i + "index.csv", "--field", "index", "--within", i + "areas.geojson"],
                     ["o.gpkg", "o.json"]),
        "profile": (["profile", "--cells", i + "index.csv", *areas, "--area", "A1"], ["o.html", "o.md"]),
        "partition": (["areas", "partition", i + "areas.geojson"], ["o.geojson", "o.csv"]),
        "panel": (["areas", "panel", "2021=" + i + "areas.geojson"], ["o.gpkg", "o.csv", "o.json"]),
        "generate": (["generate", "grid", "--cells", "300", "--seed", "3"], ["o.csv"]),
    }


class Command:
    def __init__(self, name, words, outputs, program, shim):
        self.name, self.program, self.shim = name, program, shim
        self.words = list(words)
        for output in outputs:
            self.words += ["--stats" if output.endswith(".json") else "--output", output]
        self.new, seconds = self.undisturbed()
        again, _ = self.undisturbed()
        # Formats that carry a time or a random number differ from run to run: of these only the names are compared.
        self.vague = {path for path in self.new if self.new[path] != again.get(path)}
        self.seconds = seconds

    def environment(self, place, **more):
        return {**os.environ, "TMPDIR": str(place / "tmp"), "SWIFT_BACKTRACE": "enable=no", "HOME": str(place / "tmp"), **more}

    def run(self, place, words, env, kill=None):
        process = subprocess.Popen(
            [self.program, *words], cwd=place / "out", env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            errors="replace")
        try:
            if kill is not None:
                time.sleep(kill)
                process.send_signal(signal.SIGKILL)
            errors = process.communicate(timeout=PATIENCE)[1]
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return "hang", ""
        return process.returncode, errors

    def place(self):
        place = pathlib.Path(tempfile.mkdtemp(prefix="rutverk-faults-"))
        for name in ("out", "tmp"):
            (place / name).mkdir()
        return place

    def place_with_older_outputs(self):
        place = self.place()
        old = {path: b"older " + path.encode() for path in self.new}
        for path, content in old.items():
            (place / "out" / path).parent.mkdir(parents=True, exist_ok=True)
            (place / "out" / path).write_bytes(content)
        return place, old

    def undisturbed(self):
        place = self.place()
        start = time.monotonic()
        code, errors = self.run(place, self.words, self.environment(place))
        seconds = time.monotonic() - start
        if code != 0:
            sys.exit(f"{self.name}: {code}: {errors}")
        new = found(place / "out")
        shutil.rmtree(place)
        return new, seconds

    def counts(self):
        place = self.place()
        self.run(place, self.words, self.environment(place, LD_PRELOAD=self.shim, RUTVERK_FAULT_COUNT=str(place / "counts")))
        lines = (place / "counts").read_text().split("\n")
        shutil.rmtree(place)
        return {kind: int(count) for kind, count in (line.split() for line in lines if line)}

    def fault(self, fault):
        """What is wrong with a run in which calls fail; nil where nothing is."""
        place, old = self.place_with_older_outputs()
        try:
            code, errors = self.run(place, self.words, self.environment(place, LD_PRELOAD=self.shim, RUTVERK_FAULT=fault))
            return self.judge(place, code, errors, old, fault)
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def judge(self, place, code, errors, old, fault):
        may_abort = fault.startswith("memory")
        if code == "hang":
            return "hangs"
        if code not in CODES and not (may_abort and code in (-4, -5, -6, -11)):
            return f"ends with {code}: {errors[-300:]}"
        now = found(place / "out")
        is_new = self.is_new(now)
        if code == 0 and not is_new:
            return f"says 0, and {self.differing(now)} differ"
        if fault.startswith("rename") and fault.endswith(":on") and code == 74:
            # Neither can the renames before be undone: the journal stays, and the next run goes on from it.
            self.run(place, self.words, self.environment(place))
            now = found(place / "out")
            is_new = self.is_new(now)
        if not is_new and any(now.get(path) != content for path, content in old.items()):
            return f"ends with {code} and has changed {[p for p in old if now.get(p) != old[p]]}: {errors[-200:]}"
        left = set(now) - set(self.new) | set(found(place / "tmp"))
        if left and fault.partition(":")[0] in MAY_LEAVE:
            self.run(place, self.words, self.environment(place))
            left = set(found(place / "out")) - set(self.new) | set(found(place / "tmp"))
        if left:
            return f"leaves {sorted(left)} ({code}: {errors[-200:]})"
        return None

    def is_new(self, now):
        return not self.differing(now)

    def differing(self, now):
        return [
            path for path, content in self.new.items()
            if now.get(path) != content and (path not in self.vague or now.get(path, b"older").startswith(b"older"))]

    def kill(self, dice_seed):
        """What is wrong after a run that was killed, and the next one."""
        place, old = self.place_with_older_outputs()
        try:
            self.run(place, self.words, self.environment(place), kill=random.Random(dice_seed).uniform(0, 1.3 * self.seconds))
            between = found(place / "out")
            mixed = not self.is_new(between) and any(between.get(path) != content for path, content in old.items())
            code, errors = self.run(place, self.words, self.environment(place))
            now = found(place / "out")
            if code != 0 or not self.is_new(now):
                return f"after SIGKILL the next run ends with {code}, {self.differing(now)} differ: {errors[-200:]}"
            left = set(now) - set(self.new) | set(found(place / "tmp"))
            if left:
                return f"after SIGKILL and the next run {sorted(left)} are left"
            return "mixed" if mixed and len(between) == len(self.new) else None
        finally:
            shutil.rmtree(place, ignore_errors=True)


def found(folder):
    """All files below a folder, and empty folders, by their relative paths."""
    result = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            result[str(path.relative_to(folder))] = path.read_bytes()
        elif path.is_dir() and not any(path.iterdir()):
            result[str(path.relative_to(folder)) + "/"] = b""
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--kinds", default="")
    parser.add_argument("--seconds", type=float, default=PATIENCE)
    options = parser.parse_args()
    globals()["PATIENCE"] = options.seconds
    program = str(pathlib.Path(options.program).resolve())
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        shim = str(scratch / "shim.so")
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", shim, str(HERE / "shim.c"), "-ldl"], check=True)
        world(scratch)
        salt = subprocess.run([program, "salt"], capture_output=True, text=True)
        (scratch / "salt.txt").write_text(salt.stdout if salt.returncode == 0 else "f" * 64 + "\n")
        subprocess.run(
            [program, "index", str(scratch / "cells.csv"), "--output", str(scratch / "index.csv")], check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        only = options.only.split(",") if options.only else None
        all_commands = [
            Command(name, words, outputs, program, shim) for name, (words, outputs) in commands(scratch).items()
            if only is None or name in only]
        tries = []
        kinds = options.kinds.split(",") if options.kinds else list(KINDS)
        for command in all_commands:
            for kind, count in command.counts().items():
                if kind not in kinds:
                    continue
                share = max(2, options.runs // (len(all_commands) * len(kinds)))
                # The first calls, and others at random.
                numbers = sorted({*range(1, min(count, share // 2) + 1), *(dice.randint(1, count) for _ in range(share) if count)})
                for number in numbers:
                    fault = f"{kind}:{number}:{dice.choice(KINDS[kind])}"
                    tries += [(command, fault), (command, fault + ":on")]
        dice.shuffle(tries)
        tries = tries[: options.runs] if len(tries) > options.runs else tries
        broken = 0
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for (command, fault), fault_found in zip(tries, pool.map(lambda each: each[0].fault(each[1]), tries)):
                if fault_found:
                    broken += 1
                    print(f"{command.name} RUTVERK_FAULT={fault}: {fault_found}", flush=True)
            killed = [(all_commands[i % len(all_commands)], options.seed * 1_000_003 + i) for i in range(options.kills)]
            mixed = 0
            for (command, seed), fault_found in zip(killed, pool.map(lambda each: each[0].kill(each[1]), killed)):
                if fault_found == "mixed":
                    mixed += 1
                elif fault_found:
                    broken += 1
                    print(f"{command.name} killed, seed {seed}: {fault_found}", flush=True)
        print(f"{len(tries)} runs with failing calls, {len(killed)} killed ({mixed} between two outputs, mended by the next run), {broken} violations")
        sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
