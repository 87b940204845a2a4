"""What a run was made on."""

import os
import platform
import subprocess
import sys
import time
from pathlib import Path


class Busy:
    """How many processors others use while the bench waits: before a line, so that its own runs are none of it."""

    MOST = 0.5
    """Beyond it nothing is measured, or the line says so."""

    def __init__(self, seconds: float = 2.0, patience: int = 10):
        self.seconds, self.patience, self.last = seconds, patience, 0.0

    @staticmethod
    def ticks() -> float:
        """Seconds that all processors have worked since the machine's start; 0 where the system does not tell."""
        try:
            times = Path("/proc/stat").read_text().splitlines()[0].split()[1:9]
        except OSError:
            return 0.0
        user, nice, system, _, _, irq, soft, steal = map(int, times)
        return (user + nice + system + irq + soft + steal) / os.sysconf("SC_CLK_TCK")

    def load(self) -> float:
        """Processors in use over some seconds."""
        before, start = self.ticks(), time.perf_counter()
        time.sleep(self.seconds)
        self.last = (self.ticks() - before) / (time.perf_counter() - start)
        return self.last

    def wait(self) -> float:
        """Waits a while for the machine to be quiet; the load that is left."""
        for _ in range(self.patience):
            if self.load() <= self.MOST:
                break
        return self.last


def bandwidth(threads: int) -> float:
    """Bytes a second read and written when all processors copy more than any cache holds: STREAM's copy."""
    script = (
        "import sys, time, threading, numpy as np\n"
        "count, n = 32_000_000, int(sys.argv[1])\n"
        "pairs = [(np.ones(count), np.zeros(count)) for _ in range(n)]\n"
        "best = 0.0\n"
        "for _ in range(5):\n"
        "    workers = [threading.Thread(target=np.copyto, args=(b, a)) for a, b in pairs]\n"
        "    start = time.perf_counter()\n"
        "    [w.start() for w in workers]; [w.join() for w in workers]\n"
        "    best = max(best, 16.0 * count * n / (time.perf_counter() - start))\n"
        "print(best)\n"
    )
    run = subprocess.run([sys.executable, "-c", script, str(threads)], capture_output=True, text=True, check=False)
    return float(run.stdout) if run.returncode == 0 else 0.0


def commit(folder: Path) -> str:
    """The commit that was measured, with a word where files differ from it."""

    def git(*arguments: str) -> str:
        try:
            run = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=False)
        except OSError:
            return ""
        return run.stdout.strip()

    found = git("rev-parse", "--short=12", "HEAD")
    return (
        f"{found}{', changed since' if git('status', '--porcelain', '--untracked-files=no') else ''}"
        if found
        else "not known"
    )


def first_line(*command: str, lines: int = 1) -> str:
    """What a command says first; that it is missing, if it is."""
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout
    except OSError:
        return "missing"
    return ", ".join(said.strip().splitlines()[:lines])


def describe() -> dict[str, str]:
    """Processor, cores, memory, system."""
    return {
        "processor": processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GB",
        "system": system(),
        "Python": platform.python_version(),
    }


def processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform(terse=True)
