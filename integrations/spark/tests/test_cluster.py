"""A master and two workers as processes on loopback: same bytes with a worker killed half-way; the salt is nowhere."""

import base64
import os
import re
import signal
import stat
import subprocess
import time
from pathlib import Path

import pytest
from conftest import SALT

HERE = Path(__file__).resolve().parent.parent


def submit(folder, world, rutverk, *words, conf=()):
    """Starts a cluster of two workers and a job on it."""
    return subprocess.Popen(
        [str(HERE / "cluster"), "--workers", "2", "--folder", str(folder), "--conf", "spark.default.parallelism=6",
         *[word for one in conf for word in ("--conf", one)], str(HERE / "submit.py"), *words],
        cwd=world, env={**os.environ, "RUTVERK": str(rutverk)}, stdout=(folder / "driver.out").open("wb"),
        stderr=(folder / "driver.log").open("wb"))


def footprint(out):
    return ("footprint", "--events", "events.csv", "--stations", "stations.csv", "--areas", "areas.gpkg", "--output",
            str(out), "--min-phones", "5", "--period", "week", "--salt-file", "salt.txt", "--partitions", "6",
            "--fan", "4")


@pytest.fixture
def watched(tmp_path):
    """A program that keeps the command lines and environments that it is run with, and waits a little in tasks."""
    fake = tmp_path / "rutverk"
    fake.write_text(
        "#!/bin/sh\n"
        f"{{ echo \"$@\"; env; tr '\\0' ' ' < /proc/$PPID/cmdline; }} >> {tmp_path}/seen.$$\n"
        f"case \"$*\" in *--salt-file*--threads*|*--threads*--salt-file*) touch {tmp_path}/task.$$; sleep 1;; esac\n"
        f"exec {os.environ['RUTVERK']} \"$@\"\n")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    return fake


def holders(folder):
    """Files under a folder that hold the salt, as text, bytes or in Base64."""
    raw = bytes.fromhex(SALT)
    marks = [SALT.encode(), SALT.upper().encode(), raw, base64.b64encode(SALT.encode())[:-4], base64.b64encode(raw)[:-4]]
    found, seen = [], 0
    for path in Path(folder).rglob("*"):
        if path.is_file() and not path.is_symlink():
            seen += 1
            content = path.read_bytes()
            found += [path for mark in marks if mark in content]
    return found, seen


def children(pid):
    out = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True).stdout
    own = [int(one) for one in out.split()]
    return own + [far for one in own for far in children(one)]


def pids(folder, name):
    return [int(line.split()[1]) for line in (folder / "pids").read_text().splitlines() if line.startswith(name)]


def test_same_bytes_and_no_salt(world, tmp_path, watched):
    folder = tmp_path / "cluster"
    folder.mkdir()
    job = submit(folder, world, watched, *footprint(tmp_path / "many.gpkg"))
    assert job.wait(900) == 0, (folder / "driver.log").read_text()[-3000:]
    assert (tmp_path / "many.gpkg").read_bytes() == (world / "one.gpkg").read_bytes()
    events = [path for path in (folder / "events").rglob("*") if path.is_file()]
    assert events and b"mapInArrow" in b"".join(path.read_bytes() for path in events).replace(b"MapInArrow", b"mapInArrow")
    assert len(list((folder / "work").glob("*/*/stderr"))) >= 2
    found, seen = holders(tmp_path)
    assert not found and seen > 10


def test_worker_killed_half_way(world, tmp_path, watched):
    folder = tmp_path / "cluster"
    folder.mkdir()
    job = submit(folder, world, watched, *footprint(tmp_path / "many.gpkg"))
    until = time.time() + 600
    while not list(tmp_path.glob("task.*")):
        assert time.time() < until and job.poll() is None, (folder / "driver.log").read_text()[-3000:]
        time.sleep(0.1)
    # The worker, its executor, the executor's Python and the program.
    victim = pids(folder, "worker1")[0]
    for pid in [victim] + children(victim):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    assert job.wait(900) == 0, (folder / "driver.log").read_text()[-3000:]
    assert re.search("Lost executor|ExecutorLost|Lost task|worker lost", (folder / "driver.log").read_text(), re.I)
    assert (tmp_path / "many.gpkg").read_bytes() == (world / "one.gpkg").read_bytes()
    assert not holders(tmp_path)[0]


def test_submit_tells_errors(world, tmp_path):
    run = subprocess.run(
        [os.environ["PYSPARK_PYTHON"], str(HERE / "submit.py"), "incidents", "--points", "points.csv", "--areas", "no.gpkg", "--lang", "en"],
        cwd=world, capture_output=True, text=True, timeout=600)
    assert run.returncode == 66 and "no such file" in run.stderr
