"""`make bench`: ours and the peers on the same bytes, in turn, in one run; writes RESULTS.md.

    python run.py --bench PROGRAM --harness ../shared/peers --work WORK [--rounds 3] [--only NAME ...] [--refresh FILE]

PROGRAM is the built lanterne-bench; WORK the folder where the harness was unpacked and its environment stands. A round runs
ours, then each peer, each in its own process; medians over the rounds are compared. A ratio counts only if our answer agrees
with the oracle. `others` is how many cores other programs kept busy meanwhile: above 1.1 of 2 a wall time says nothing.
"""
import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
from pathlib import Path


def last_json(command):
    done = subprocess.run(command, capture_output=True, text=True)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return json.loads(lines[-1])


# The harness's processor clock ticks every 10 ms.
TICK_S = 0.01


def median(rows, key):
    return statistics.median(row[key] for row in rows)


def processor(rows):
    """Processor seconds of a peer: by its clock, or by its wall where the clock is too coarse for so short a work."""
    cpu, wall = median(rows, "cpu_s"), median(rows, "wall_s")
    return wall if max(cpu, wall) < 2 * TICK_S else cpu


def seconds(value):
    return f"{value:.3g} s" if value >= 1 else f"{value * 1e3:.3g} ms" if value >= 1e-3 else f"{value * 1e6:.3g} µs"


def ratio(peer, ours):
    return f"{peer / ours:.3g}×" if ours > 0 else "–"


def rows_of(work, options):
    bench = [options.bench, "run", "--inputs", options.work, work["name"]]
    python = options.work / "venv/bin/python"
    ours, peers = [], [[] for _ in work["peers"]]
    for _ in range(options.rounds):
        ours.append(last_json(bench))
        for found, peer in zip(peers, work["peers"]):
            found.append(last_json([python, options.harness / f"{peer['script']}.py", options.work, peer["task"]]))
    answer = ours[-1]["answer"] if ours[-1]["agrees"] else f"**differs**: {ours[-1]['answer']}"
    cpu, wall = median(ours, "cpu_s"), median(ours, "wall_s")
    for found, peer in zip(peers, work["peers"]):
        theirs, their_wall = processor(found), median(found, "wall_s")
        reached = theirs >= peer["goal"] * cpu and their_wall >= (peer["goal_wall"] or 0) * wall
        goal = f"{peer['goal']:g}×" + (f", wall {peer['goal_wall']:g}×" if peer["goal_wall"] else "")
        counts = ours[-1]["agrees"]
        yield [
            work["title"], peer["name"], seconds(theirs), seconds(cpu), ratio(theirs, cpu) if counts else "–",
            seconds(their_wall), seconds(wall), ratio(their_wall, wall) if counts else "–", goal,
            "yes" if counts and reached else "no",
            f"{max(row.get('others_cores', 0) for row in found):.1f}", answer,
        ]
    if not work["peers"]:
        yield [work["title"], "", "", seconds(cpu), "", "", seconds(wall), "", "", "", "", answer]


INTRODUCTION = """\
{date}, {cores} cores, {machine}, {rounds} rounds, medians; written by `make bench`. Work, inputs and oracles are those of the \
peers’ harness. CPU is processor seconds of all threads (a peer’s work of less than 20 ms, on one thread: its wall seconds, for \
the harness’s processor clock ticks every 10 ms); a ratio counts only where our answer agrees with the oracle; `others` is how \
many cores other programs kept busy: above 1.1 the wall times say nothing."""

HEAD = ["work", "peer", "CPU peer", "CPU ours", "ratio", "wall peer", "wall ours", "ratio", "goal", "reached", "others", "answer"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--harness", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--refresh", type=Path, help="what the bench `refresh` said")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    works = json.loads(subprocess.run([options.bench, "list"], capture_output=True, text=True, check=True).stdout)
    works = [work for work in works if not options.only or work["name"] in options.only]
    table = [HEAD, ["---"] * len(HEAD)]
    for work in works:
        for row in rows_of(work, options):
            table.append(row)
            print("  ".join(row), flush=True)
    lines = [
        "# Ours and the peers, in one run", "",
        INTRODUCTION.format(
            date=datetime.date.today(), cores=os.cpu_count(), machine=platform.machine(), rounds=options.rounds), "",
        *("| " + " | ".join(row) + " |" for row in table), "",
        "## How far from a physical limit", "",
        *(f"- **{work['title']}**: {work['limit']}." for work in works), "",
    ]
    if options.refresh:
        said = options.refresh.read_text().strip("\n")
        lines += ["## A whole refresh", "", "Goals: France under 500 ms, a region under 16 ms without permutations.", "",
                  "```text", said, "```", ""]
    if options.out:
        # The section of `make bench-tiles` stays.
        _, mark, tiles = options.out.read_text().partition("\n## Tiles\n") if options.out.exists() else ("", "", "")
        options.out.write_text("\n".join(lines) + mark + tiles)
        print(f"written: {options.out}")


main()
