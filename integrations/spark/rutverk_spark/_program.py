"""The program: where it is, which options it has, and how it is run."""

import json
import os
import shutil
import subprocess
import threading


class RutverkError(Exception):
    """What the program says when it cannot do what was asked for; `code` is its exit code (sysexits)."""

    def __init__(self, message, code=None):
        super().__init__(message)
        self.message = message
        self.code = code

    def __reduce__(self):
        return (RutverkError, (self.message, self.code))


def find_program(hint=None):
    """The path of ``rutverk``: what the environment variable RUTVERK names, else the one on PATH, else `hint`."""
    named = os.environ.get("RUTVERK")
    for path in [named] if named else [shutil.which("rutverk"), hint]:
        if path and os.path.isfile(path) and os.access(path, os.X_OK):
            return os.path.abspath(path)
    if named:
        raise RutverkError(f"RUTVERK names no program: {named}")
    raise RutverkError("rutverk is not found: install it on every machine, or name it by the environment variable RUTVERK")


def long_options(program, command):
    """The long options of a command, from the program itself: name to kind (`option` or `flag`)."""
    run = subprocess.run([program, command, "--experimental-dump-help"], stdin=subprocess.DEVNULL, capture_output=True)
    if run.returncode != 0:
        raise failure(run.stderr, run.returncode)
    found = {}
    for argument in json.loads(run.stdout)["command"].get("arguments", []):
        for name in argument.get("names", []):
            if name["kind"] == "long":
                found[name["name"]] = argument["kind"]
    return found


def arguments(options):
    """Options as the command line has them: True is a flag, lists are repeated, None and False are left out."""
    result = []
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            result.append(flag)
            continue
        for one in value if isinstance(value, (list, tuple)) else [value]:
            # As one word: a value may begin with a dash.
            result.append(f"{flag}={os.fspath(one) if isinstance(one, os.PathLike) else one}")
    return result


def failure(stderr, code):
    """The program's message as an error."""
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    # In Swedish where the caller asks for tables in it.
    marks = ("rutverk: error: ", "rutverk: fel: ")
    said = [line[len(mark):] for line in lines for mark in marks if line.startswith(mark)] or lines[-3:] or ["rutverk gave no message"]
    if code is not None and code < 0:
        said.append(f"(ended by signal {-code})")
    return RutverkError("\n".join(said), code)


# What another attempt would find again; anything else (a full disk, a signal) may be the machine's.
PERMANENT = (64, 65, 66)


class Child:
    """A run of the program that is fed by pipe. Its standard error is read beside, or the pipe would fill."""

    def __init__(self, argv, folder, stdin=subprocess.PIPE, inherited=()):
        self.process = subprocess.Popen(
            argv, cwd=folder, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, pass_fds=inherited)
        self._errors = []
        self._reader = threading.Thread(target=self._read_errors, daemon=True)
        self._reader.start()

    def _read_errors(self):
        kept = 0
        for line in self.process.stderr:
            # Notes and one error; what goes on and on is not kept.
            if kept < 1 << 20:
                self._errors.append(line)
                kept += len(line)

    def chunks(self, size=8 << 20):
        """What it writes to standard output, in pieces."""
        while True:
            piece = self.process.stdout.read(size)
            if not piece:
                return
            yield piece

    def ends(self, seconds=60):
        """Whether it has ended, or does so soon."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def finish(self):
        """Waits for its end; gives what it said and its exit code."""
        code = self.process.wait()
        self._reader.join()
        return b"".join(self._errors), code

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    pass
        self.process.wait()
        self._reader.join()
        self.process.stderr.close()
