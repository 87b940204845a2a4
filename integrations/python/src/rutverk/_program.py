"""Where the program is, and whether it is the one that this package is for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from functools import lru_cache
from pathlib import Path
from typing import Iterator, Optional

from ._errors import ProgramError

_NAME = "rutverk.exe" if os.name == "nt" else "rutverk"


def _places() -> Iterator[Path]:
    """Where a wheel that brings the program has put it: an environment's programs, or `bin` of `pip install --target`."""
    beside = Path(__file__).resolve().parent.parent
    yield beside / "bin" / _NAME
    yield Path(sysconfig.get_path("scripts")) / _NAME
    # An installation for one user, and another prefix: bin is some folders above lib/python3.x/site-packages.
    for above in list(beside.parents)[:3]:
        yield above / "bin" / _NAME


def find_program() -> str:
    """The program's path: RUTVERK of the environment, else beside this package, else on PATH.

    Raises ProgramError where there is none, or where RUTVERK names none.
    """
    named = os.environ.get("RUTVERK")
    if named:
        found = shutil.which(named)
        if found is None:
            raise ProgramError(f"RUTVERK names no program that can be run: {named}")
        return os.path.abspath(found)
    for place in _places():
        if place.is_file() and os.access(place, os.X_OK):
            return str(place)
    found = shutil.which(_NAME)
    if found is None:
        raise ProgramError(
            "the program rutverk was not found; put it on PATH, or name it in the environment variable RUTVERK "
            "(`make install` builds and installs it)"
        )
    return os.path.abspath(found)


def program_version(program: Optional[str] = None) -> str:
    """The version of the program, such as ``0.1.0``."""
    path = program or find_program()
    try:
        status = os.stat(path)
    except OSError as error:
        raise ProgramError(f"{path}: {error.strerror}") from error
    return _version(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=8)
def _version(path: str, modified: int, size: int) -> str:
    try:
        run = subprocess.run([path, "--version"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except OSError as error:
        raise ProgramError(f"{path} cannot be run: {error.strerror}") from error
    words = run.stdout.decode("utf-8", "replace").split()
    if run.returncode != 0 or len(words) < 2 or words[0] != "rutverk":
        raise ProgramError(f"{path} is not rutverk, or cannot run here: {run.stderr.decode('utf-8', 'replace').strip()[:400]}")
    return words[1]


def checked_program() -> str:
    """The program's path. Raises ProgramError where its version does not go with this package: before 1.0 the first two numbers
    of both must be the same, then the first."""
    from ._root import VERSION

    program = find_program()
    version = program_version(program)
    if _line(version) != _line(VERSION):
        raise ProgramError(f"{program} is rutverk {version}, and this package is for {VERSION}; install the two of one version")
    return program


def _line(version: str) -> list[str]:
    parts = version.split("-")[0].split(".")
    return parts[:2] if parts[0] == "0" else parts[:1]
