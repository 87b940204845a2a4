"""Draws growth with size: `chart.py OUT.svg`, JSON of `Bench.growth` on standard input."""

import json
import sys

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "rutverk"
from matplotlib import pyplot as plt  # noqa: E402


def main() -> None:
    read = json.load(sys.stdin)
    works = read["works"]
    columns = min(3, len(works))
    rows = -(-len(works) // columns)
    figure, axes = plt.subplots(rows, columns, figsize=(5 * columns, 4 * rows), squeeze=False)
    for axis in axes.flat[len(works) :]:
        axis.set_visible(False)
    for axis, (key, work) in zip(axes.flat, works.items(), strict=False):
        for name, points in work["programs"].items():
            is_ours = name == "rutverk"
            axis.loglog(
                *zip(*points, strict=True), marker="o", markersize=4, label=name, linewidth=2.5 if is_ours else 1.2,
                color="black" if is_ours else None, zorder=3 if is_ours else 2,
            )  # fmt: skip
        amounts = sorted({amount for points in work["programs"].values() for amount, _ in points})
        axis.set_xticks(amounts, [f"{amount:,}" for amount in amounts], fontsize=8)
        axis.minorticks_off()
        axis.set(title=key, xlabel=work["unit"], ylabel="seconds")
        axis.grid(True, alpha=0.3)
        axis.legend(fontsize=7)
    figure.text(0.995, 0.005, f"commit {read['commit']}", ha="right", fontsize=7)
    figure.tight_layout(rect=(0, 0.01, 1, 1))
    figure.savefig(sys.argv[1], metadata={"Date": None})


if __name__ == "__main__":
    main()
