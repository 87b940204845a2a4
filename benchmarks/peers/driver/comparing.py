"""Runs the programs of one work in turn, and compares what they wrote."""

import hashlib
import json
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

from .inputs import Maker
from .machine import Busy, commit
from .measuring import CommandError, Outcome, run
from .works import SCRIPTS, Tools, Work

OURS = "rutverk"
OURS_ALONE = "rutverk, 1 thread"
SHORT = 2.0
"""Seconds below which a program runs more often: what else goes on in a machine weighs more in a short run."""
SHORT_RUNS = 3
"""How many times as often."""


@dataclass
class Comparison:
    """What a work came to at one amount."""

    work: Work
    amount: int
    factor: float
    outcomes: dict[str, Outcome]
    differences: dict[str, str] = field(default_factory=dict)
    disagreeing: set[str] = field(default_factory=set)
    same_bytes: bool | None = None
    """Whether one thread and all gave the same files."""
    load: float = 0.0
    """Processors that others used before it began."""
    file_bytes: int = 0
    """Bytes of the files that rutverk reads and writes."""

    def peers(self, names: tuple[str, ...] = ()) -> dict[str, Outcome]:
        """Peers that were measured, the fastest first."""
        chosen = {n: o for n, o in self.outcomes.items() if n in (names or [p.name for p in self.work.peers])}
        return dict(sorted(((n, o) for n, o in chosen.items() if o.is_measured), key=lambda item: item[1].seconds))

    def ratio(self, name: str) -> float:
        """How many times as long as rutverk."""
        return self.outcomes[name].seconds / self.outcomes[OURS].seconds


@dataclass
class Bench:
    tools: Tools
    inputs: Path
    outputs: Path
    seed: int
    runs: int
    warm_ups: int
    timeout: float
    busy: Busy
    bandwidth: float = 0.0
    """Bytes a second that all processors read and write together when they copy; 0: not measured."""

    @property
    def short_runs(self) -> int:
        """Runs of a program that takes less than `SHORT` seconds."""
        return self.runs * SHORT_RUNS if self.warm_ups else self.runs

    def compare(self, work: Work, amount: int, factor: float) -> Comparison:
        say(f"{work.key}: {amount:,} {work.unit}")
        # Many times faster than the peers' runs together; its time is nobody's.
        maker = Maker(self.tools.rutverk, self.inputs, self.seed, 10 * self.timeout)
        name = work.inputs_name or work.key
        try:
            folder = maker.folder(name, amount, work.make)
        except CommandError as failure:
            say(f"  inputs: {failure}")
            programs = [OURS, *(peer.name for peer in work.peers)]
            return Comparison(work, amount, factor, {p: Outcome(failure=f"no inputs: {failure}") for p in programs})
        commands = {
            OURS: work.ours(self.tools, folder, self.output(work, OURS), self.tools.threads),
            OURS_ALONE: work.ours(self.tools, folder, self.output(work, OURS_ALONE), 1),
        }
        if self.tools.threads == 1:
            del commands[OURS_ALONE]
        for peer in work.peers:
            commands[peer.name] = peer.command(self.tools, folder, self.output(work, peer.name))
        outcomes = {name: Outcome(metric=work.metric) for name in commands}
        load = self.busy.wait() if self.warm_ups else 0.0
        for turn in range(self.warm_ups + self.short_runs):
            # There and back, so that none always runs behind the one that leaves the most memory to be cleared.
            for name, command in reversed(commands.items()) if turn % 2 else commands.items():
                # For growth one run of a peer says enough: some take minutes.
                is_once = factor != 1 and not name.startswith(OURS)
                is_extra = turn >= self.warm_ups + self.runs
                if (turn == 0 or not is_once) and (not is_extra or outcomes[name].is_short(SHORT)):
                    self.once(work, name, command, outcomes[name], is_counted=is_once or turn >= self.warm_ups)
        comparison = Comparison(work, amount, factor, outcomes, load=load)
        comparison.file_bytes = sum(bytes_of(Path(part)) for part in commands[OURS][1:] if part.startswith("/"))
        self.agree(comparison, folder)
        for path in self.outputs.iterdir():
            remove(path)
        return comparison

    def output(self, work: Work, name: str) -> Path:
        return self.outputs / ("".join(c if c.isalnum() else "-" for c in name) + work.ending)

    def once(self, work: Work, name: str, command: list[str], outcome: Outcome, is_counted: bool) -> None:
        if outcome.failure:
            return
        for path in (self.output(work, name), self.output(work, name).with_suffix(work.ending + ".json")):
            remove(path)
        threads = str(self.tools.threads)
        environment = {
            "RUTVERK_BENCH_THREADS": threads,
            "RUTVERK_BENCH_REPEATS": str(self.tools.repeats),
            "POLARS_MAX_THREADS": threads,
            "NUMBA_NUM_THREADS": threads,
            "OMP_NUM_THREADS": threads,
            # Packages were compiled when they were installed; only the scripts' folder is to stay as it is. Another
            # folder for compiled code would hide the packages' own, and they would be compiled anew in every run.
            "PYTHONDONTWRITEBYTECODE": "1",
            "NUMBA_CACHE_DIR": str(self.inputs.parent / "numba"),
        }
        try:
            sample = run(command, self.outputs / "run", self.timeout, environment)
        except CommandError as failure:
            outcome.failure = str(failure)
            say(f"  {name}: {failure}")
            return
        if is_counted:
            outcome.samples.append(sample)
            say(f"  {name}: {outcome.times()[-1]:.4g} s, {sample.peak_mb:.0f} MB")

    def agree(self, comparison: Comparison, folder: Path) -> None:
        work, outcomes = comparison.work, comparison.outcomes
        if not outcomes[OURS].is_measured:
            return
        ours = self.output(work, OURS)
        if OURS_ALONE in outcomes and outcomes[OURS_ALONE].is_measured:
            comparison.same_bytes = digest(ours) == digest(self.output(work, OURS_ALONE))
        for name in comparison.peers() if comparison.factor == 1 else ():
            script = str(Path(__file__).with_name("check.py"))
            command = [sys.executable, script, work.check, str(ours), str(self.output(work, name)), str(folder)]
            try:
                printed = run(command, self.outputs / "check", self.timeout).printed
            except CommandError as failure:
                printed = {"agrees": False, "text": f"comparison failed: {failure}"}
            comparison.differences[name] = printed["text"]
            if not printed["agrees"]:
                comparison.disagreeing.add(name)
            say(f"  {name}: largest difference {printed['text']}" + ("" if printed["agrees"] else " (disagrees)"))

    @staticmethod
    def growth(comparisons: list[Comparison]) -> str:
        """Seconds by amount of every program, as JSON for the chart; empty where nothing has two sizes."""
        works: dict[str, dict] = {}
        order = list(dict.fromkeys(comparison.work.key for comparison in comparisons))
        for comparison in sorted(comparisons, key=lambda c: (order.index(c.work.key), c.amount)):
            work = works.setdefault(comparison.work.key, {"unit": comparison.work.unit, "programs": {}})
            for name, outcome in comparison.outcomes.items():
                if outcome.is_measured and name != OURS_ALONE:
                    work["programs"].setdefault(name, []).append([comparison.amount, outcome.seconds])
        grown = {key: work for key, work in works.items() if any(len(p) > 1 for p in work["programs"].values())}
        return json.dumps({"commit": commit(SCRIPTS), "works": grown}) if grown else ""


def remove(path: Path) -> None:
    """Removes a file or a folder, if there is one."""
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def bytes_of(path: Path) -> int:
    """Of a file, or of a folder's files; 0 for what is not there."""
    if path.is_dir():
        return sum(bytes_of(file) for file in path.iterdir())
    return path.stat().st_size if path.exists() else 0


def digest(path: Path) -> str:
    """Of a file, or of a folder's files with their names."""
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file())
        return hashlib.sha256(
            "".join(f"{file.relative_to(path)} {digest(file)}\n" for file in files).encode()
        ).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
