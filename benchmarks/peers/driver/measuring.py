"""Runs commands as whole processes and measures them.

The kernel counts the memory of the process that starts another as that one's peak until it is replaced. So the driver
itself must stay small: it imports nothing beyond the standard library, and everything heavy (deriving inputs,
comparing results, drawing) runs in processes of its own.
"""

import json
import os
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Sample:
    """One process: seconds, seconds of processor time, MB, and what it printed last, if that is JSON."""

    wall: float
    cpu: float
    peak_mb: float
    printed: dict


@dataclass
class Outcome:
    """All samples of a program on one input, or why there are none."""

    samples: list[Sample] = field(default_factory=list)
    failure: str = ""
    metric: str = ""
    """What of the printed JSON is the time, for programs that time a part of themselves."""

    def times(self) -> list[float]:
        if self.metric:
            return [statistics.median(sample.printed[self.metric]) for sample in self.samples]
        return [sample.wall for sample in self.samples]

    @property
    def seconds(self) -> float:
        return statistics.median(self.times())

    def is_short(self, seconds: float) -> bool:
        """Whether its processes take less than so long."""
        return self.is_measured and statistics.median(sample.wall for sample in self.samples) < seconds

    @property
    def cpu(self) -> float:
        return statistics.median(sample.cpu for sample in self.samples)

    @property
    def peak_mb(self) -> float:
        return statistics.median(sample.peak_mb for sample in self.samples)

    @property
    def is_measured(self) -> bool:
        return bool(self.samples) and not self.failure


class CommandError(Exception):
    """A command that ended with an error, with the last of what it said."""


def run(command: list[str], log: Path, timeout: float, environment: dict[str, str] | None = None) -> Sample:
    """Runs a command to its end; raises `CommandError` when it fails, takes too long or is not there."""
    output, errors = log.with_suffix(".out"), log.with_suffix(".err")
    with output.open("wb") as out, errors.open("wb") as err:
        start = time.perf_counter()
        try:
            process = subprocess.Popen(command, stdout=out, stderr=err, env=os.environ | (environment or {}))
        except OSError as error:
            raise CommandError(f"not there: {error.strerror}: {command[0]}") from error
        watch = threading.Timer(timeout, process.kill)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        timed_out = not watch.is_alive()
        watch.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    if timed_out:
        raise CommandError(f"took more than {timeout:.0f} s")
    if process.returncode != 0:
        said = errors.read_text(errors="replace").strip().splitlines()
        # The line that names the error, which is not always the last one.
        told = [line.strip() for line in said if "error" in line.lower()] or said or ["no message"]
        raise CommandError(f"ended with {process.returncode}: {told[-1]}")
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, last_json(output))


def last_json(path: Path) -> dict:
    """The last line of a file, if it is a JSON object."""
    lines = path.read_text(errors="replace").strip().splitlines()
    if lines and lines[-1].startswith("{"):
        try:
            return json.loads(lines[-1])
        except json.JSONDecodeError:
            pass
    return {}
