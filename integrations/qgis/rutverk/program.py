"""The program: where it is, which version, and runs of it; knows nothing of QGIS."""

import json
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass

from . import commands

# The oldest version that this plugin drives.
LEAST_VERSION = (0, 1, 0)
# Seconds that the program has to end by itself when a run is stopped, before it is killed.
GRACE = 1.0

# What the program is given of QGIS' environment: QGIS' own libraries, GDAL's data and Python's paths are not for it.
_KEPT = re.compile(
    "PATH|HOME|USER|LOGNAME|LANG|LANGUAGE|LC_.*|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|"
    "USERPROFILE|APPDATA|LOCALAPPDATA|PROGRAMDATA|NUMBER_OF_PROCESSORS|XDG_.*|RUTVERK_.*",
    re.IGNORECASE,
)


class Missing(Exception):
    """There is no program, or one that is too old; `reason` is a key of the plugin's texts."""

    def __init__(self, reason, **values):
        super().__init__(reason)
        self.reason, self.values = reason, values


class Failed(Exception):
    """A run that ended with an error: its exit code, and what it said."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Stopped(Exception):
    """A run that was stopped."""


def environment():
    """The environment of a run."""
    return {name: value for name, value in os.environ.items() if _KEPT.fullmatch(name)}


def find(path=""):
    """The program's path: as set, by the environment's RUTVERK, on PATH, or where it is usually installed.

    :raises Missing: where there is none.
    """
    for given in (path, os.environ.get("RUTVERK", "")):
        if given:
            found = shutil.which(os.path.expanduser(given))
            if not found:
                raise Missing("no_program_at", path=given)
            return os.path.abspath(found)
    places = ["~/.local/bin", "/usr/local/bin", "/opt/homebrew/bin", "/usr/bin"]
    search = os.pathsep.join([os.environ.get("PATH", "")] + [os.path.expanduser(place) for place in places])
    found = shutil.which("rutverk", path=search)
    if not found:
        raise Missing("no_program")
    return found


_checked = {}


def checked(path=""):
    """The program's path, once its version is known to do. Asked again only when the file changes.

    :raises Missing: where there is none, it does not start, or is too old.
    """
    found = find(path)
    state = os.stat(found)
    key = (found, state.st_mtime_ns, state.st_size)
    if key not in _checked:
        _checked[key] = _version(found)
    version = _checked[key]
    if version < LEAST_VERSION:
        words = [".".join(str(part) for part in parts) for parts in (version, LEAST_VERSION)]
        raise Missing("old_program", path=found, version=words[0], least=words[1])
    return found


def _version(path):
    match = re.match(r"rutverk (\d+)\.(\d+)\.(\d+)", _said(path, "--version"))
    if not match:
        raise Missing("other_program", path=path)
    return tuple(int(part) for part in match.groups())


def described(path=""):
    """The commands as the program itself describes them.

    :raises Missing: where it cannot be asked.
    :raises ValueError: where its answer is none.
    """
    return commands.commands_of(commands.reduced(json.loads(_said(checked(path), "--experimental-dump-help"))))


def _said(path, word):
    try:
        run = subprocess.run([path, word], timeout=20, check=False, **_pipes())
    except (OSError, subprocess.SubprocessError) as error:
        raise Missing("other_program", path=path) from error
    return run.stdout.decode("utf-8", "replace")


def _pipes():
    result = {
        "stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": environment(),
    }
    if sys.platform == "win32":
        result["creationflags"] = subprocess.CREATE_NO_WINDOW
    return result


@dataclass
class Stage:
    """A stage of a run began: the `number`th of `count`, which is 0 where that is not known."""

    name: str
    number: int
    count: int


@dataclass
class Fault:
    """Why a run failed, as the program tells people."""

    text: str


def run(words, is_stopped, report):
    """Runs the program, `words` beginning with its path, and gives what it wrote to standard output.

    `report` is called on this thread: with a `Stage`, or with a text that is a note. `is_stopped` is asked all the
    while; the program has ended when this function returns or raises.

    :raises Failed: with what it said.
    :raises Stopped: where it was stopped.
    """
    # Events are in English and in Swedish, whatever the run's own language.
    is_swedish = "--lang=en" not in words
    process = subprocess.Popen(words, **_pipes())
    lines, output = queue.Queue(), []
    readers = [
        threading.Thread(target=_read_lines, args=(process.stderr, lines), daemon=True),
        threading.Thread(target=lambda: output.append(process.stdout.read()), daemon=True),
    ]
    for reader in readers:
        reader.start()
    said = []
    try:
        while True:
            if is_stopped():
                raise Stopped
            try:
                line = lines.get(timeout=0.1)
            except queue.Empty:
                continue
            if line is None:
                break
            event = _event(line, is_swedish)
            if event is None:
                said.append(line)
            elif isinstance(event, Fault):
                said.append(event.text)
            elif event:
                report(event)
        while process.poll() is None:
            if is_stopped():
                raise Stopped
            time.sleep(0.02)
    finally:
        _end(process)
        for reader in readers:
            reader.join(timeout=GRACE)
        process.stdout.close()
        process.stderr.close()
    if process.returncode:
        raise Failed(process.returncode, "\n".join(said).strip())
    for line in said:
        report(line)
    return b"".join(output).decode("utf-8", "replace")


def _read_lines(pipe, lines):
    for line in pipe:
        lines.put(line.decode("utf-8", "replace").rstrip("\r\n"))
    lines.put(None)


def _event(line, is_swedish):
    """What a line of `--progress json` says; "" for nothing to show, None where it is no such line."""

    def told(key):
        return str((is_swedish and event.get(key + "_sv")) or event.get(key, ""))

    if not line.startswith("{"):
        return None
    try:
        event = json.loads(line)
        kind = event["event"]
    except (ValueError, KeyError, TypeError):
        return None
    if kind == "stage":
        return Stage(told("name"), int(event.get("number", 0)), int(event.get("of", 0)))
    text = told("text")
    if kind == "error":
        return Fault(text)
    return text if kind == "note" else ""


def _end(process):
    """The program is asked to end, which removes its half-written files, and then killed."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(timeout=GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
