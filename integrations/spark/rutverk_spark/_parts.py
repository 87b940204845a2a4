"""What tasks do: a partial result of their rows, and one of several partial results. Rows are (part, chunk, error, code, bytes)."""

import os
import tempfile

import pyarrow as pa

from . import _files, _program, _rows, _secret

SCHEMA = "part long, chunk int, error string, code int, bytes binary"
_ARROW = pa.schema(
    [("part", pa.int64()), ("chunk", pa.int32()), ("error", pa.string()), ("code", pa.int32()), ("bytes", pa.binary())])


def _batch(row):
    return pa.RecordBatch.from_arrays(
        [pa.array([value], type=field.type) for value, field in zip(row, _ARROW)], schema=_ARROW)


def _task():
    from pyspark import TaskContext

    context = TaskContext.get()
    cpus = getattr(context, "cpus", None)
    return context.partitionId(), max(1, cpus() if cpus else 1)


def _result(child, part):
    """The child's partial result as rows, or its error as one, or an exception where another attempt may go better."""
    # Pieces that came before a failure count for nothing: they are kept back until it has ended well.
    with tempfile.TemporaryFile() as kept:
        for piece in child.chunks():
            kept.write(piece)
        said, code = child.finish()
        if code in _program.PERMANENT:
            error = _program.failure(said, code)
            yield part, 0, error.message, code, b""
            return
        if code != 0:
            raise _program.failure(said, code)
        kept.seek(0)
        chunk = 0
        while piece := kept.read(4 << 20):
            yield part, chunk, None, None, piece
            chunk += 1


class Counting:
    """Makes a partial result of a task's rows; of none, nothing: that is neutral when parts are merged.

    `halves` is one half of the salt and a broadcast with the other, None without a salt.
    """

    def __init__(self, command, argv, contents, program, halves=None):
        self.command, self.argv, self.contents, self.program = command, argv, contents, program
        self.halves = halves

    def __call__(self, batches):
        first = next((batch for batch in batches if batch.num_rows > 0), None)
        if first is None:
            return
        part, cores = _task()
        with tempfile.TemporaryDirectory(prefix="rutverk-") as folder:
            _files.write_all(self.contents.value, folder)
            argv = [_program.find_program(self.program), self.command, *self.argv, "--partial", "-"]
            argv += ["--threads", str(cores), "--progress", "none", "--lang", "en"]
            if self.halves is None:
                with _program.Child(argv + ["--part", str(part)], folder) as child:
                    self._feed(child, first, batches)
                    yield from map(_batch, _result(child, part))
                return
            pad, masked = self.halves
            with _secret.SecretFile(pad, masked.value) as salt:
                argv += ["--salt-file", salt.path]
                with _program.Child(argv, folder, inherited=(salt.descriptor,)) as child:
                    self._feed(child, first, batches)
                    yield from map(_batch, _result(child, part))

    @staticmethod
    def _feed(child, first, batches):
        import pyarrow.csv

        first = _rows.plain_batch(first)
        try:
            with pyarrow.csv.CSVWriter(child.process.stdin, first.schema) as writer:
                writer.write_batch(first)
                for batch in batches:
                    if batch.num_rows > 0:
                        writer.write_batch(_rows.plain_batch(batch))
        except (OSError, pa.ArrowException):
            # Where it ended before its input did, its exit code and message say why.
            if not child.ends():
                raise
        finally:
            try:
                child.process.stdin.close()
            except BrokenPipeError:
                pass


class Merging:
    """Makes one partial result of those of each group; a group is `fan` parts with neighbouring numbers.

    Rows come by part and chunk, and one by one: a batch of them could have any size.
    """

    def __init__(self, contents, program, fan):
        self.contents, self.program, self.fan = contents, program, fan

    def __call__(self, rows):
        _, cores = _task()
        with tempfile.TemporaryDirectory(prefix="rutverk-") as folder:
            _files.write_all(self.contents.value, folder)
            group, names = None, []
            for part, chunk, error, code, content in rows:
                if error is not None:
                    yield part // self.fan, 0, error, code, b""
                    continue
                if part // self.fan != group:
                    yield from self._merge(folder, group, names, cores)
                    group, names = part // self.fan, []
                name = f"{part}.rutverk-part"
                if chunk == 0:
                    names.append(name)
                with open(os.path.join(folder, name), "ab") as file:
                    file.write(content)
            yield from self._merge(folder, group, names, cores)

    def _merge(self, folder, group, names, cores):
        if not names:
            return
        argv = [_program.find_program(self.program), "merge", *names, "--partial", "-"]
        argv += ["--threads", str(cores), "--progress", "none", "--lang", "en"]
        with _program.Child(argv, folder, stdin=_program.subprocess.DEVNULL) as child:
            yield from _result(child, group)
        for name in names:
            os.remove(os.path.join(folder, name))
