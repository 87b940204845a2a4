"""Writes RESULTS.md: what was measured, on what, and what of it the engine is to reach."""

import datetime
import math
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .comparing import OURS, OURS_ALONE, SHORT, Bench, Comparison
from .machine import Busy, commit, describe, first_line
from .measuring import Outcome
from .works import SCRIPTS, Target

LEAST_SPEEDUP = 1.6
SPEEDUP_WORKS = ("W1", "W2", "W3", "W4")
MOST_GROWTH = 4.4
NOTES = SCRIPTS / "notes.toml"


def write_report(
    path: Path, comparisons: list[Comparison], bench: Bench, start: dict[str, Outcome], is_quick: bool
) -> None:
    """Writes what there is so far."""
    full = [c for c in comparisons if c.factor == 1]
    lines = ["# rutverk and its peers, side by side", ""]
    if is_quick:
        lines += ["**A quick run at small amounts: it shows that the scripts work and says nothing about speed.**", ""]
    warm = "after one run to warm up, " if bench.warm_ups else ""
    turns = f"{bench.runs} runs each" if bench.runs > 1 else "one run each"
    if bench.short_runs > bench.runs:
        turns += f", {bench.short_runs} of those under {SHORT:g} seconds"
    lines += [
        "Written by `make bench-peers`, not edited by hand. Each program is a process of its own, from its start to",
        f"its end; {warm}the programs take turns, there and back, {turns}.",
        "Times are medians with the least and the most, memory is the median of the peaks. × is the program's median over",
        "rutverk's: more than 1 is slower than rutverk. Files are in the system's cache. How to run it:",
        "[README.md](README.md).",
        "",
        *machine(bench),
        *targets(full),
    ]
    for comparison in full:
        lines += section(comparison)
    lines += growth(comparisons)
    lines += limits(full, bench)
    lines += start_up(start)
    path.write_text("\n".join(lines).rstrip() + "\n")


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    head = list(head)
    return ["| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *rows)] + [""]


def machine(bench: Bench) -> list[str]:
    rows = [*describe().items(), ("date", datetime.date.today().isoformat()), ("threads", str(bench.tools.threads))]
    rows.append(("commit", commit(SCRIPTS)))
    rows.append(("rutverk", first_line(bench.tools.rutverk, "--version", lines=4)))
    rows.append(("ogr2ogr", first_line("ogr2ogr", "--version")))
    rows.append(("exactextract, command line", first_line("exactextract", "--version")))
    packages = []
    for line in (SCRIPTS / "requirements.txt").read_text().splitlines() + ["GDAL"]:
        name = line.split("==")[0].strip()
        if name and not name.startswith("#"):
            try:
                packages.append(f"{name} {version(name)}")
            except PackageNotFoundError:
                packages.append(f"{name} (missing)")
    rows.append(("Python packages", ", ".join(packages)))
    return table(("", ""), rows)


def targets(comparisons: list[Comparison]) -> list[str]:
    """What the engine is to reach, and what it reached."""
    notes = tomllib.loads(NOTES.read_text()) if NOTES.exists() else {}
    rows: list[tuple[str, ...]] = []
    for comparison in comparisons:
        lines = [line for target in comparison.work.targets for line in aim(comparison, target)]
        if comparison.work.key in SPEEDUP_WORKS and OURS_ALONE in comparison.outcomes:
            lines.append(speedup(comparison))
        if comparison.disagreeing:
            names = ", ".join(sorted(comparison.disagreeing))
            lines.append((comparison.work.key, "results that agree", f"not those of {names}", verdict(False)))
        why = notes.get(comparison.work.key, "")
        rows += [(*line, why if line[-1] == verdict(False) else "") for line in lines]
    return ["## What is to be reached", "", *table(("work", "at least", "reached", "", "why not"), rows)]


def aim(comparison: Comparison, target: Target) -> list[tuple[str, str, str, str]]:
    key, outcomes = comparison.work.key, comparison.outcomes
    whom = " or ".join(target.peers) if target.peers else "the best peer"
    peers = comparison.peers(target.peers)
    wanted = f"{target.ratio:g} × as fast as {whom}"
    if not outcomes[OURS].is_measured:
        return [(key, wanted, f"rutverk: {outcomes[OURS].failure}", "**no**")]
    if not peers:
        return [(key, wanted, "not measured", "–")]
    best = next(iter(peers))
    ratio = comparison.ratio(best)
    rows = [(key, wanted, f"{ratio:.2f} × {best}", verdict(ratio >= target.ratio))]
    if target.memory is not None:
        share = outcomes[OURS].peak_mb / peers[best].peak_mb
        rows.append((key, f"at most {target.memory:g} of its memory", f"{share:.2f}", verdict(share <= target.memory)))
    return rows


def speedup(comparison: Comparison) -> tuple[str, str, str, str]:
    alone, ours = comparison.outcomes[OURS_ALONE], comparison.outcomes[OURS]
    wanted = f"all threads {LEAST_SPEEDUP} × as fast as one, same bytes"
    if not (alone.is_measured and ours.is_measured):
        return comparison.work.key, wanted, "not measured", "–"
    ratio = alone.seconds / ours.seconds
    reached = f"{ratio:.2f} ×, {'same bytes' if comparison.same_bytes else 'other bytes'}"
    return comparison.work.key, wanted, reached, verdict(ratio >= LEAST_SPEEDUP and bool(comparison.same_bytes))


def verdict(is_reached: bool) -> str:
    return "yes" if is_reached else "**no**"


def section(comparison: Comparison) -> list[str]:
    work = comparison.work
    rows = []
    for name, outcome in comparison.outcomes.items():
        if not outcome.is_measured:
            rows.append((name, "–", "–", "–", "–", outcome.failure or "not measured"))
            continue
        ratio = f"{comparison.ratio(name):.2f}" if comparison.outcomes[OURS].is_measured and name != OURS else ""
        note = comparison.differences.get(name, "")
        if name in comparison.disagreeing:
            note = f"**disagrees**: {note}"
        if name == OURS_ALONE and comparison.same_bytes is not None:
            note = "same bytes" if comparison.same_bytes else "**other bytes**"
        rows.append((name, seconds(outcome), f"{outcome.cpu:.2f}", f"{outcome.peak_mb:.0f}", ratio, note))
    head = ("program", "time", "processor s", "peak MB", "×", "largest difference from rutverk")
    kernel = "Time is that of the kernel alone, processor time and memory the whole process'." if work.metric else ""
    title = f"## {work.key}: {work.title}, {comparison.amount:,} {work.unit}"
    if comparison.load > Busy.MOST:
        kernel = f"**Others used {comparison.load:.1f} of the machine's processors when this began.** {kernel}".strip()
    return [title, "", *([kernel, ""] if kernel else []), *table(head, rows)]


def seconds(outcome: Outcome) -> str:
    times, unit = outcome.times(), "s"
    if max(times) < 0.5:
        times, unit = [1000 * time for time in times], "ms"
    middle = outcome.seconds * (1000 if unit == "ms" else 1)
    return f"{middle:.3g} {unit} ({min(times):.3g}–{max(times):.3g})"


def growth(comparisons: list[Comparison]) -> list[str]:
    rows, reasons = [], {}
    notes = tomllib.loads(NOTES.read_text()) if NOTES.exists() else {}
    for key in dict.fromkeys(c.work.key for c in comparisons):
        steps = sorted((c for c in comparisons if c.work.key == key), key=lambda c: c.amount)
        if len(steps) < 2:
            continue
        before = None
        for step in steps:
            ours = step.outcomes[OURS]
            if not ours.is_measured:
                continue
            grown = ""
            if before:
                factor = ours.seconds / before[1]
                limit = MOST_GROWTH ** math.log(step.amount / before[0], 4)
                grown = f"{factor:.2f}" + ("" if factor <= limit else " **too much**")
                if factor > limit:
                    reasons[key] = notes.get(f"{key}-growth", "not known why")
            best = next(iter(step.peers().items()), None)
            peer = f"{best[0]}: {best[1].seconds / ours.seconds:.2f} ×, {best[1].peak_mb:.0f} MB" if best else "–"
            rows.append((key, f"{step.amount:,} {step.work.unit}", seconds(ours), f"{ours.peak_mb:.0f}", grown, peer))
            before = (step.amount, ours.seconds)
    if not rows:
        return []
    head = ("work", "amount", "rutverk", "peak MB", "times the one before", "best peer")
    text = f"Four times the amount may cost {MOST_GROWTH} times the time."
    why = [line for key, reason in reasons.items() for line in (f"Why {key} takes more: {reason}.", "")]
    return ["## Growth", "", text, "", "![Growth](growth.svg)", "", *table(head, rows), *why]


def limits(comparisons: list[Comparison], bench: Bench) -> list[str]:
    """What more processors could do, and how near the machine's memory is to being what holds a line up."""
    rows = []
    for comparison in comparisons:
        ours, alone = comparison.outcomes[OURS], comparison.outcomes.get(OURS_ALONE)
        if not (ours.is_measured and alone and alone.is_measured) or comparison.work.metric:
            continue
        threads = bench.tools.threads
        # Amdahl: t(n) / t(1) = s + (1 - s) / n.
        serial = min(1.0, max(0.0, (threads * ours.seconds / alone.seconds - 1) / (threads - 1)))
        speedups = [1 / (serial + (1 - serial) / processors) for processors in (8, 16, 64)]
        # Each page is cleared by the system and written at least once, each byte of a file is copied at least once.
        moved = 2 * comparison.file_bytes + 2 * ours.peak_mb * 2**20
        share = moved / ours.seconds / bench.bandwidth if bench.bandwidth else math.nan
        nanoseconds = 1e9 * ours.cpu / max(1, comparison.file_bytes)
        rows.append(
            (
                comparison.work.key, f"{100 * serial:.0f} %", *(f"{times:.1f} ×" for times in speedups),
                f"{comparison.file_bytes / 1e6:.0f}", f"{nanoseconds:.1f}", f"{100 * share:.0f} %",
            )
        )  # fmt: skip
    if not rows:
        return []
    head = (
        "work",
        "serial",
        "8 processors",
        "16",
        "64",
        "files, MB",
        "processor ns a byte",
        "of the bandwidth, at least",
    )
    text = (
        "Serial is the share of a run with one thread that more threads do not shorten, by Amdahl's law from one "
        "thread and all; beside it what that share lets more processors come to. The bandwidth is that of copying, "
        f"{bench.bandwidth / 1e9:.1f} GB/s read and written by all processors; what is sure to be moved is each byte "
        "of the files and each page of the peak, twice."
    )
    return ["## Limits", "", text, "", *table(head, rows)]


def start_up(start: dict[str, Outcome]) -> list[str]:
    """Help beside an empty program with the same libraries, and the sample's runs."""
    if not start:
        return []
    names = {
        "bare": "an empty program that links the same libraries",
        "help": "`rutverk --help`",
        "index": "`rutverk index` of the sample",
        "overlay": "`rutverk overlay` of the sample",
    }
    rows = [(names[name], seconds(outcome) if outcome.is_measured else outcome.failure or "not measured")
            for name, outcome in start.items()]  # fmt: skip
    checks = []
    if start["bare"].is_measured and start["help"].is_measured:
        more = start["help"].seconds - start["bare"].seconds
        reached = verdict(more <= 0.02)
        # rutverk loads GDAL, PROJ and cairo when they are called, which the empty program cannot.
        compared = f"{1000 * abs(more):.0f} ms {'more' if more > 0 else 'less'}"
        checks.append(f"Help takes {compared} than the empty program; at most 20 more: {reached}.")
    if start["index"].is_measured and start["overlay"].is_measured:
        both = start["index"].seconds + start["overlay"].seconds
        checks.append(f"Index and overlay together take {both:.2f} s; at most 0.4: {verdict(both <= 0.4)}.")
    return ["## Start", "", *table(("program", "time"), rows), *checks]
