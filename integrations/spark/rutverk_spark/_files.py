"""The input files of a run, by name: read where the driver is, written where tasks are, linked where results are finished."""

import glob
import os

from ._program import RutverkError


def with_sidecars(path):
    """A file and those that belong to it (`.shp`, `.dbf`, `.prj` …); of a folder all that is in it."""
    path = os.path.abspath(path)
    if os.path.isdir(path):
        return [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in sorted(names)]
    stem, ending = os.path.splitext(path)
    if ending.lower() not in (".shp", ".tab", ".mif"):
        return [path]
    return sorted({path, *glob.glob(glob.escape(stem) + ".*")})


class Files:
    """Inputs by the names that the program is told: their own, without folders."""

    def __init__(self):
        self.paths = {}

    def add(self, path):
        """Adds an input; gives its name."""
        path = os.path.abspath(os.fspath(path))
        name = os.path.basename(path)
        if not os.path.exists(path):
            raise RutverkError(f"{path}: no such file", 66)
        if self.paths.setdefault(name, path) != path:
            raise RutverkError(f"two inputs are called {name}: {self.paths[name]} and {path}", 64)
        return name

    def contents(self):
        """All bytes, by path relative to the inputs' folders."""
        found = {}
        for name, path in self.paths.items():
            for part in with_sidecars(path):
                with open(part, "rb") as file:
                    found[os.path.relpath(part, os.path.dirname(path))] = file.read()
        return found

    def link(self, folder):
        """Puts links to all of them into a folder."""
        for path in self.paths.values():
            for part in [path] if os.path.isdir(path) else with_sidecars(path):
                os.symlink(part, os.path.join(folder, os.path.basename(part)))


def write_all(contents, folder):
    """Writes what :meth:`Files.contents` gave."""
    for name, content in contents.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
