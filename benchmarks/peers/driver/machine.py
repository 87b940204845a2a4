"""What a run was made on."""

import os
import platform
import subprocess
from pathlib import Path


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
