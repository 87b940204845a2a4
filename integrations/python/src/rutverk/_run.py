"""One run of the program: its words, its pipes, its end."""

from __future__ import annotations

import datetime
import json
import logging
import os
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Tuple

from . import _inputs
from ._errors import BY_EXIT_CODE, RutverkError
from ._program import checked_program
from ._result import Result

_log = logging.getLogger("rutverk")


@dataclass(frozen=True)
class Command:
    """What is known of a command besides its parameters' names, which are its options'."""

    words: Tuple[str, ...]
    positional: Tuple[str, ...] = ()
    #: Parameters that take data as well as paths.
    inputs: Tuple[str, ...] = ()
    #: Parameters that take the statistics of an earlier run, as a dictionary or a path.
    earlier: Tuple[str, ...] = ()
    #: Parameters whose tables and layers may come back, with the ending of the format in which they do.
    back: Mapping[str, str] = field(default_factory=dict)
    #: Whether it makes a layer, a table, statistics.
    layer: bool = False
    table: bool = False
    stats: bool = False
    #: Whether it tells of its progress, and of errors as events.
    tells: bool = True
    #: Flags with which it prints something and makes nothing.
    stops: Tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return " ".join(self.words)


def run(command: Command, options: Dict[str, Any]) -> Result:
    """Runs a command with the values of its function's parameters. Raises RutverkError for what the program refuses."""
    options = dict(options)
    progress = options.pop("progress", None)
    # The program tells its progress and errors as events, with which --quiet does not go; here it keeps notes and bars from being shown.
    is_quiet = command.tells and bool(options.pop("quiet", False))
    if is_quiet and progress is None:
        progress = False
    program = checked_program()
    folder: TemporaryDirectory[str] = TemporaryDirectory(prefix="rutverk-")
    try:
        call = _Call(command, options, folder.name, is_quiet)
        listen, close = _listener(progress, command.name)
        try:
            process = _Process(program, call, listen)
            process.finish()
        finally:
            close()
    except BaseException:
        folder.cleanup()
        raise
    for file in call.files:
        os.remove(file)
    if not call.in_folder:
        folder.cleanup()
    return Result(
        command=command.name, folder=folder if call.in_folder else None, layer=call.layer, stats=call.stats, back=call.back,
        notes=process.notes, stages=process.stages, text=process.output.decode("utf-8", "replace"), messages="\n".join(process.words),
    )


class _Call:
    """The words of a command line, with what stands in memory in their place."""

    def __init__(self, command: Command, options: Dict[str, Any], folder: str, is_quiet: bool) -> None:
        self.command, self.folder, self.is_quiet = command, folder, is_quiet
        #: What goes through standard input.
        self.stream: Optional[Any] = None
        #: Whether standard input is the caller's own.
        self.takes_standard_input = False
        #: Files that inputs were written to, and whose they are.
        self.files: Dict[str, str] = {}
        self.stream_name = ""
        self.layer: Optional[str] = None
        self.stats: Optional[str] = None
        self.back: Dict[str, str] = {}
        self._choose_outputs(options)
        placed = self._inputs(options)
        for name in command.earlier:
            if isinstance(options.get(name), Mapping):
                placed[name] = self._file(name, ".json")
                with open(placed[name], "w", encoding="utf-8") as file:
                    json.dump(options[name], file)
        self.words: List[str] = list(command.words)
        tail: List[str] = []
        for name, value in options.items():
            if name in placed:
                value = placed[name]
            if name in command.positional:
                tail += [_path(text) for text in _texts(name, value)]
            else:
                self.words += _option(name, value)
        self.words += (["--progress=json"] if command.tells else []) + tail

    @property
    def in_folder(self) -> bool:
        return any(p is not None and p.startswith(self.folder) for p in (self.layer, self.stats, *self.back.values()))

    def _choose_outputs(self, options: Dict[str, Any]) -> None:
        stops = any(options.get(name) for name in self.command.stops)
        output, stats = options.get("output"), options.get("stats")
        if output is True or stats is True:
            raise TypeError("output and stats: a path, or False for none")
        if output is False or stops and output is None:
            options["output"] = None
        elif output is None and (self.command.layer or self.command.table):
            self.layer = os.path.join(self.folder, "result.gpkg" if self.command.layer else "result.csv")
            options["output"] = self.layer
        for name, ending in self.command.back.items():
            if options.get(name) is True:
                self.back[name] = options[name] = os.path.join(self.folder, name + ending)
        if self.command.stats:
            if stats is False or stops and stats is None:
                options["stats"] = None
            elif stats is None:
                self.stats = options["stats"] = os.path.join(self.folder, "stats.json")
            elif str(stats).lower().endswith(".json"):
                self.stats = os.fspath(stats)

    def _inputs(self, options: Dict[str, Any]) -> Dict[str, Any]:
        """Hands over what is in memory; the paths that stand for it. Of several tables events or points, else the longest, take the
        pipe: a table of phones is never in a file."""
        placed: Dict[str, Any] = {}
        tables: List[Tuple[str, int, Any]] = []
        for name in self.command.inputs:
            items = _items(options.get(name))
            for key, value in items:
                if _inputs.is_path(value):
                    opened = _inputs.opened(value)
                    if opened is None:
                        self.takes_standard_input |= os.fspath(value) == "-"
                        continue
                    value = opened
                if _inputs.is_layer(value):
                    if name == "events":
                        raise TypeError("events: a table was expected; put the points' coordinates into columns, lon and lat or e and n")
                    path = self._file(name, ".gpkg")
                    _inputs.write_layer(value, path, name)
                    placed.setdefault(name, dict(items))[key] = path
                else:
                    tables.append((name, key, _inputs.reader(value, name) if not hasattr(value, "__len__") else value))
                    placed.setdefault(name, dict(items))
        for name in ("delimiter", "decimal", "encoding"):
            if tables and options.get(name) is not None:
                raise TypeError(f"{name}: it is of text files, and {tables[0][0]} is in memory; read the other files here too")
        tables.sort(key=lambda t: (t[0] not in ("events", "points"), -len(t[2]) if hasattr(t[2], "__len__") else -sys.maxsize))
        for number, (name, key, value) in enumerate(tables):
            if number == 0 and not self.takes_standard_input:
                self.stream, self.stream_name = _inputs.reader(value, name), name
                placed[name][key] = "-"
            elif name == "events":
                raise TypeError("events: one table in memory; put them together (pyarrow.concat_tables) or give paths")
            else:
                path = self._file(name, ".csv")
                with open(path, "wb") as file:
                    _inputs.write_csv(_inputs.reader(value, name), file)
                placed[name][key] = path
        return {
            name: items if isinstance(options[name], Mapping) else list(items.values()) for name, items in placed.items()
        }

    def _file(self, name: str, ending: str) -> str:
        path = os.path.join(self.folder, f"{name}{len(self.files) or ''}{ending}")
        self.files[path] = name
        return path

    def named(self, text: str) -> str:
        """A message of the program's, with the caller's names for what it calls by a path of this run."""
        for path, name in self.files.items():
            text = text.replace(path, name)
        return text

    def named_file(self, file: Optional[str]) -> Optional[str]:
        if file == "-" or file == "standard input":
            return self.stream_name or file
        return self.files.get(file, file) if file is not None else None


def _items(value: Any) -> List[Tuple[Any, Any]]:
    if value is None:
        return []
    if isinstance(value, Mapping):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, (list, tuple)) else [(0, value)]


def _texts(name: str, value: Any) -> Iterator[str]:
    """The texts of one option: several for a list, `KEY=VALUE` for a mapping."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield f"{key}={_text(name, item)}"
    elif isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            yield _text(name, item)
    elif value is not None:
        yield _text(name, value)


def _text(name: str, value: Any) -> str:
    if isinstance(value, bool) or value is None:
        raise TypeError(f"{name}: {value} is no value of an option")
    if isinstance(value, datetime.datetime):
        raise TypeError(f"{name}: a date was expected, not a time")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (str, os.PathLike)):
        return os.fspath(value)
    if isinstance(value, (int, float)) or hasattr(value, "__index__") or hasattr(value, "__float__"):
        return str(value)
    raise TypeError(f"{name}: a text, number or path was expected, not {type(value).__name__}")


def _path(text: str) -> str:
    """An argument that no parser takes for an option."""
    return f"./{text}" if text.startswith("-") and text != "-" else text


def _option(name: str, value: Any) -> List[str]:
    flag = "--" + name.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return []
    if value is True:
        return [flag]
    return [f"{flag}={text}" for text in _texts(name, value)]


class _Process:
    """The running program: written to by this thread, read from by two others."""

    def __init__(self, program: str, call: _Call, listen: Callable[[Dict[str, Any]], object]) -> None:
        self._call, self._listen = call, listen
        self.notes: List[str] = []
        self.stages: List[Dict[str, Any]] = []
        self.words: List[str] = []
        self.output = b""
        self._failure: Optional[Dict[str, Any]] = None
        self._trouble: Optional[BaseException] = None
        feed = subprocess.PIPE if call.stream is not None else None if call.takes_standard_input else subprocess.DEVNULL
        self._process = subprocess.Popen(
            [program, *call.words], stdin=feed, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0,
        )
        self._readers = [threading.Thread(target=read, daemon=True) for read in (self._read_output, self._read_words)]
        for thread in self._readers:
            thread.start()

    def finish(self) -> None:
        """Waits for the end; whatever disturbs that ends the program too. Raises RutverkError for what it refused."""
        try:
            self._feed()
            code = self._process.wait()
        except BaseException:
            self._end()
            raise
        finally:
            for thread in self._readers:
                thread.join()
            for pipe in (self._process.stdout, self._process.stderr):
                if pipe is not None:
                    pipe.close()
        if code != 0:
            raise self._error(code)
        if self._trouble is not None:
            raise self._trouble

    def _feed(self) -> None:
        stream, pipe = self._call.stream, self._process.stdin
        if stream is None or pipe is None:
            return
        try:
            _widen(pipe.fileno())
            _inputs.write_arrow(stream, _Whole(pipe))
        except BrokenPipeError:
            pass  # The program ended before its input did, and says why.
        except BaseException:
            # It is ended before the pipe is closed: else it would take what came so far for the whole.
            self._end()
            raise
        finally:
            pipe.close()

    def _end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _read_output(self) -> None:
        assert self._process.stdout is not None
        self.output = self._process.stdout.read()

    def _read_words(self) -> None:
        assert self._process.stderr is not None
        for raw in iter(self._process.stderr.readline, b""):
            line = raw.decode("utf-8", "replace").rstrip("\n")
            event = _event(line)
            if event is None:
                self.words.append(self._call.named(line))
            else:
                self._take(event)

    def _take(self, event: Dict[str, Any]) -> None:
        for key in ("text", "name"):
            if isinstance(event.get(key), str):
                event[key] = self._call.named(event[key])
        kind = event["event"]
        if kind == "note":
            self.notes.append(event["text"])
            if not self._call.is_quiet:
                _log.warning("%s: %s", self._call.command.name, event["text"])
        elif kind == "done":
            self.stages.append({key: value for key, value in event.items() if key != "event"})
        elif kind == "error":
            self._failure = event
        try:
            self._listen(event)
        except Exception as error:  # The program's words are read to their end whatever a listener does.
            self._trouble = self._trouble or error

    def _error(self, code: int) -> RutverkError:
        command = self._call.command.name
        parts = dict(self._failure or {})
        if not parts:
            ending = f"ended by signal {-code}" if code < 0 else f"ended with {code}"
            parts = {"text": "\n".join(self.words[-20:]) or f"rutverk {command} {ending} without a word"}
        text = parts.pop("text")
        parts["file"] = self._call.named_file(parts.get("file"))
        for key in ("message", "expected", "hint"):
            if key in parts:
                parts[key] = self._call.named(parts[key])
        parts.pop("event", None)
        parts.pop("exit_code", None)
        return BY_EXIT_CODE.get(code, RutverkError)(text, exit_code=code, command=command, **parts)


class _Whole:
    """A pipe that takes whole pieces: one write of the system's may take a part. Whoever opened it closes it."""

    closed = False

    def __init__(self, sink: Any) -> None:
        self._sink = sink

    def write(self, piece: Any) -> None:
        left = memoryview(piece).cast("B")
        while left:
            left = left[self._sink.write(left):]

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass


def _widen(descriptor: int) -> None:
    """A pipe of a megabyte, where the system has such: fewer changes between the two programs."""
    try:
        import fcntl

        fcntl.fcntl(descriptor, getattr(fcntl, "F_SETPIPE_SZ", 1031), 1 << 20)
    except (ImportError, OSError):
        pass


def _event(line: str) -> Optional[Dict[str, Any]]:
    if not line.startswith("{"):
        return None
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) and "event" in value else None


def _listener(progress: Any, name: str) -> Tuple[Callable[[Dict[str, Any]], object], Callable[[], object]]:
    """What takes the events, and what is called when there are no more."""
    if callable(progress):
        return progress, _nothing
    on_screen = sys.stderr is not None and sys.stderr.isatty() or "ipykernel" in sys.modules
    if not (on_screen if progress is None else progress):
        return _nothing, _nothing
    try:
        from tqdm.auto import tqdm
    except ImportError:
        if progress is True:
            raise ImportError("progress=True shows a bar of tqdm: pip install 'rutverk[progress]'") from None
        return _nothing, _nothing
    bar = tqdm(desc=f"rutverk {name}", unit="stage", leave=False)

    def listen(event: Dict[str, Any]) -> None:
        if event["event"] == "stage":
            bar.total = event["of"] or None
            bar.set_postfix_str(event["name"])
        elif event["event"] == "done":
            bar.update()

    return listen, bar.close


def _nothing(*event: Any) -> None:
    pass
