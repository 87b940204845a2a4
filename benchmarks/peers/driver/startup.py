"""How long rutverk takes before it does anything, beside a program that only loads the same libraries."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from .measuring import CommandError, Outcome, run

LIBRARIES = ("gdal", "geos", "proj", "sqlite3", "cairo", "zlib", "libzstd")


def bare_program(folder: Path) -> str | None:
    """An empty program linked with the engine's C libraries; None where there is no compiler."""
    source, program = folder / "bare.c", folder / "bare"
    source.write_text("int main(void) { return 0; }\n")
    flags = []
    for library in LIBRARIES:
        found = subprocess.run(["pkg-config", "--libs", library], capture_output=True, text=True, check=False)
        flags += shlex.split(found.stdout)
    keep = [] if sys.platform == "darwin" else ["-Wl,--no-as-needed"]
    compiler = shutil.which("cc") or shutil.which("clang")
    if not compiler or not flags:
        return None
    built = subprocess.run([compiler, *keep, str(source), *flags, "-o", str(program)], check=False)
    return str(program) if built.returncode == 0 else None


def measure(rutverk: str, project: Path, folder: Path, runs: int) -> dict[str, Outcome]:
    """Help, the bare program, and index and overlay of the bundled sample, in turn."""
    folder.mkdir(exist_ok=True)
    index, quiet = str(folder / "index.geojson"), ["--progress", "none", "--stats"]
    grid = project / "grids" / "exempelstad.csv"
    areas = project / "shapes" / "exempelstad_omraden.geojson"
    commands = {
        "bare": [bare_program(folder) or ""],
        "help": [rutverk, "--help"],
        "index": [rutverk, "index", str(grid), "--output", index, *quiet, str(folder / "i.json")],
        "overlay": [
            rutverk, "overlay", "--cells", index, "--areas", str(areas), "--output",
            str(folder / "areas.geojson"), *quiet, str(folder / "o.json"),
        ],
    }  # fmt: skip
    outcomes = {name: Outcome() for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            try:
                result = run(command, folder / "run", 60)
                outcomes[name].samples += [result] if turn else []
            except CommandError as failure:
                outcomes[name].failure = str(failure)
    return outcomes
