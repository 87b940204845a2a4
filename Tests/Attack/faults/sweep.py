#!/usr/bin/env python3
"""Makes every kind of call fail, early and late, once and from then on, in every command; and kills runs at random times.

  sweep.py PROGRAM [--runs N] [--kills N] [--seed N] [--only COMMAND,...] [--kinds KIND,...] [--seconds N]

Most runs find older outputs in their folder, some what a run left that could not finish its renames. Each must end within 20 s (or
N, on a busy machine), with 0 or one of the program's own exit codes; where it says 0 all outputs, and the tables that it prints,
are those of an undisturbed run, otherwise all outputs are the older ones (or all the new ones); nothing else is left in the folder
or in the folder for temporary files. Where memory fails, an abort is allowed; where removing, or every rename from some on, fails,
the next run mends it. After SIGKILL whoever writes to the folder next leaves all outputs old or all new, and the same run again
leaves them new, and nothing else. Prints each violation with the variables that repeat it; exit code 1 when there is one.
"""
import argparse
import concurrent.futures
import errno
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import commands as samples  # noqa: E402

HERE = pathlib.Path(__file__).parent
CODES = {0, 64, 65, 66, 70, 73, 74}
# In place of an error: half of the bytes.
HALF = 0
KINDS = {
    "open": [errno.EACCES, errno.EMFILE, errno.EIO], "read": [errno.EIO, errno.EINTR, HALF],
    "write": [errno.ENOSPC, errno.EIO, errno.EINTR, HALF],
    "close": [errno.EIO, errno.ENOSPC], "rename": [errno.EACCES, errno.EIO], "unlink": [errno.EACCES], "mkdir": [errno.ENOSPC],
    "rmdir": [errno.EBUSY], "truncate": [errno.ENOSPC], "map": [errno.ENOMEM], "sync": [errno.EIO], "stat": [errno.EACCES],
    "seek": [errno.EINVAL], "thread": [errno.EAGAIN], "memory": [errno.ENOMEM], "stream": [errno.ENOSPC], "load": [errno.ENOENT],
    "list": [errno.EIO, errno.EMFILE],
}


# Seconds that a run may take.
PATIENCE = 20

# Where these fail from some call on, what was made cannot be found or removed.
MAY_LEAVE = {"unlink", "rmdir", "stat", "open", "list"}


class Command:
    def __init__(self, name, sample, program, shim):
        self.name, self.sample, self.program, self.shim = name, sample, program, shim
        self.new, self.said, self.seconds = self.undisturbed()
        again, said_again, _ = self.undisturbed()
        # What carries a time or a random number differs from run to run: of these only the names are compared.
        self.vague = {path for path in self.new if self.new[path] != again.get(path)}
        self.is_told = self.said == said_again

    def environment(self, place, **more):
        return {**os.environ, "TMPDIR": str(place / "tmp"), "SWIFT_BACKTRACE": "enable=no", "HOME": str(place / "tmp"), **more}

    def run(self, place, env, kill=None):
        """Exit code or "hang", standard output, standard error."""
        process = subprocess.Popen(
            [self.program, *self.sample.words], cwd=place / "out", env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, errors="replace")
        try:
            if kill is not None:
                time.sleep(kill)
                process.send_signal(signal.SIGKILL)
            said, errors = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return "hang", "", ""
        return process.returncode, said, errors

    def place(self):
        place = pathlib.Path(tempfile.mkdtemp(prefix="rutverk-faults-"))
        for name in ("out", "tmp"):
            (place / name).mkdir()
        for name, content in self.sample.brought.items():
            (place / "out" / name).write_text(content)
        return place

    def place_with_older_outputs(self):
        place = self.place()
        own = set(self.sample.brought) | self.sample.fresh
        old = {path: b"older " + path.encode() for path in self.new if path not in own}
        for path, content in old.items():
            (place / "out" / path).parent.mkdir(parents=True, exist_ok=True)
            (place / "out" / path).write_bytes(content)
        return place, old

    def undisturbed(self):
        place = self.place()
        start = time.monotonic()
        code, said, errors = self.run(place, self.environment(place))
        seconds = time.monotonic() - start
        if code != 0:
            sys.exit(f"{self.name}: {code}: {errors}")
        new = found(place / "out")
        shutil.rmtree(place)
        return new, said, seconds

    def counts(self):
        place = self.place()
        self.run(place, self.environment(place, LD_PRELOAD=self.shim, RUTVERK_FAULT_COUNT=str(place / "counts")))
        lines = (place / "counts").read_text().split("\n")
        shutil.rmtree(place)
        return {kind: int(count) for kind, count in (line.split() for line in lines if line)}

    def fault(self, fault, has_older, is_stopped):
        """What is wrong with a run in which calls fail; nil where nothing is."""
        place, old = self.place_with_older_outputs() if has_older else (self.place(), {})
        try:
            if is_stopped:
                # An earlier run could neither go on after its first renames nor take them back.
                self.run(place, self.environment(place, LD_PRELOAD=self.shim, RUTVERK_FAULT=f"rename:{dice_of(fault, 4)}:{errno.EIO}:on"))
            code, said, errors = self.run(place, self.environment(place, LD_PRELOAD=self.shim, RUTVERK_FAULT=fault))
            if is_stopped and code != 0:
                self.settle(place)
            return self.judge(place, code, said, errors, old, fault)
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def judge(self, place, code, said, errors, old, fault):
        may_abort = fault.startswith("memory")
        if code == "hang":
            return "hangs"
        if code not in CODES and not (may_abort and code in (-4, -5, -6, -11)):
            return f"ends with {code}: {errors[-300:]}"
        now = found(place / "out")
        if code == 0 and self.differing(now):
            return f"says 0, and {self.differing(now)} differ: {errors[-200:]}"
        if code == 0 and self.is_told and said != self.said:
            return f"says 0, and tells something else: {errors[-200:]}"
        if fault.startswith("rename") and fault.endswith(":on") and code == 74:
            # Neither can the renames before be undone: the journal stays, and whoever comes next goes on from it.
            self.settle(place)
            now = found(place / "out")
        wrong = self.mixed(now, old)
        if wrong:
            return f"ends with {code} and has changed {wrong}: {errors[-200:]}"
        left = self.left(place)
        if left and fault.partition(":")[0] in MAY_LEAVE or code != 0 and self.sample.pieces:
            code, _, errors = self.again(place)
            left = self.left(place)
            if code != 0 or self.differing(found(place / "out")):
                return f"and the next run ends with {code}, {self.differing(found(place / 'out'))} differ: {errors[-200:]}"
        if left:
            return f"leaves {sorted(left)} ({code}: {errors[-200:]})"
        return None

    def settle(self, place):
        """Another command writes to the folders of the outputs, and so finishes or undoes what it finds there."""
        for folder in sorted({(place / "out" / path).parent for path in self.new} | {place / "out"}):
            if folder.is_dir() and folder.suffix != ".gdb":
                subprocess.run(
                    [self.program, "generate", "stations", "--count", "1", "--quiet", "--output", "settled.csv"], cwd=folder,
                    env=self.environment(place), check=True, stdout=subprocess.DEVNULL)
                (folder / "settled.csv").unlink()

    def again(self, place):
        """The next run, undisturbed."""
        for path in self.sample.kept:
            (place / "out" / path).unlink(missing_ok=True)
        return self.run(place, self.environment(place))

    def left(self, place):
        """What should not be there."""
        return set(found(place / "out")) - set(self.new) | set(found(place / "tmp"))

    def mixed(self, now, old):
        """Outputs that are not the older ones in a run whose outputs are not all new; of one that commits more than once, those
        that are neither."""
        differing = self.differing(now)
        if not differing:
            return []
        own = set(self.sample.brought) | self.sample.fresh
        changed = [path for path in self.new if path not in own and now.get(path) != old.get(path)]
        return [path for path in changed if path in differing] if self.sample.pieces else changed

    def differing(self, now):
        return [
            path for path, content in self.new.items()
            if now.get(path) != content and (path not in self.vague or now.get(path, b"older").startswith(b"older"))]

    def kill(self, dice_seed):
        """What is wrong after a run that was killed, and the next one."""
        place, old = self.place_with_older_outputs()
        try:
            self.run(place, self.environment(place), kill=random.Random(dice_seed).uniform(0, 1.3 * self.seconds))
            between = found(place / "out")
            is_mixed = bool(self.mixed(between, old))
            self.settle(place)
            settled = found(place / "out")
            if wrong := self.mixed(settled, old):
                return f"after SIGKILL and another command {wrong} differ, and others do not"
            code, _, errors = self.again(place)
            now = found(place / "out")
            if code != 0 or self.differing(now):
                return f"after SIGKILL the next run ends with {code}, {self.differing(now)} differ: {errors[-200:]}"
            left = self.left(place)
            if left:
                return f"after SIGKILL and the next run {sorted(left)} are left"
            return "mixed" if is_mixed else None
        finally:
            shutil.rmtree(place, ignore_errors=True)


def dice_of(text, count):
    """A number from 1 to count that depends on the text alone."""
    return random.Random(text).randint(1, count)


def found(folder):
    """All files below a folder, and empty folders, by their relative paths."""
    result = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            result[str(path.relative_to(folder))] = path.read_bytes()
        elif path.is_dir() and not any(path.iterdir()):
            result[str(path.relative_to(folder)) + "/"] = b""
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--kinds", default="")
    parser.add_argument("--seconds", type=float, default=PATIENCE)
    options = parser.parse_args()
    globals()["PATIENCE"] = options.seconds
    program = str(pathlib.Path(options.program).resolve())
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        shim = str(scratch / "shim.so")
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", shim, str(HERE / "shim.c"), "-ldl"], check=True)
        inputs = scratch / "inputs"
        inputs.mkdir()
        samples.world(inputs)
        samples.prepare(program, inputs)
        chosen = samples.commands(inputs)
        if forgotten := samples.missing(program, chosen):
            sys.exit(f"commands without a run in commands.py: {', '.join(forgotten)}")
        if options.only:
            chosen = {name: sample for name, sample in chosen.items() if name in options.only.split(",")}
        all_commands = [Command(name, sample, program, shim) for name, sample in chosen.items()]
        tries = []
        kinds = options.kinds.split(",") if options.kinds else list(KINDS)
        for command in all_commands:
            for kind, count in command.counts().items():
                if kind not in kinds:
                    continue
                share = max(2, options.runs // (len(all_commands) * len(kinds)))
                # The first calls, and others at random.
                numbers = sorted({*range(1, min(count, share // 2) + 1), *(dice.randint(1, count) for _ in range(share) if count)})
                for number in numbers:
                    code = dice.choice(KINDS[kind])
                    # No system interrupts the same call for ever.
                    for rest in [""] if code == errno.EINTR else ["", ":on"]:
                        is_stopped = len(command.new) > 1 and dice.random() < 0.1
                        tries.append((command, f"{kind}:{number}:{code}{rest}", dice.random() < 0.7, is_stopped))
        dice.shuffle(tries)
        tries = tries[: options.runs] if len(tries) > options.runs else tries
        broken = 0
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for (command, fault, has_older, is_stopped), wrong in zip(tries, pool.map(lambda each: each[0].fault(*each[1:]), tries)):
                if wrong:
                    broken += 1
                    print(f"{command.name} RUTVERK_FAULT={fault}{'' if has_older else ' in an empty folder'}{' after a stopped run' * is_stopped}: {wrong}", flush=True)
            several = [command for command in all_commands if len(command.new) > 1]
            # Every second one has several files to put in place.
            killed = [((several if several and i % 2 else all_commands), options.seed * 1_000_003 + i) for i in range(options.kills)]
            killed = [(list_of[i // 2 % len(list_of)], seed) for i, (list_of, seed) in enumerate(killed)]
            mixed = 0
            for (command, seed), wrong in zip(killed, pool.map(lambda each: each[0].kill(each[1]), killed)):
                if wrong == "mixed":
                    mixed += 1
                elif wrong:
                    broken += 1
                    print(f"{command.name} killed, seed {seed}: {wrong}", flush=True)
        print(f"{len(tries)} runs of {len(all_commands)} kinds{'' if options.only else ' (every command)'} with failing calls, {len(killed)} killed "
              f"({mixed} between two outputs, mended by the next run), {broken} violations")
        sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
