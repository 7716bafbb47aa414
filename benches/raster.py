"""`make bench-raster`: raster tiles by both engines, the same ones in turn, in one run; writes the section « Raster tiles » of RESULTS.md.

    python3 raster.py --lanterne PROGRAM --raster PROGRAM --var VAR [--rounds 5] [--out FILE]

Two services on the same snapshot, one with the second engine and one without; one client, one request at a time. Processor
time is that of the service and of the programs it started, user and system together, from /proc.
"""
import argparse
import datetime
import os
import statistics
import subprocess
import time
import urllib.request
from pathlib import Path

SECTION = "## Raster tiles"
TICKS = os.sysconf("SC_CLK_TCK")
# The tiles of Hauts-de-France at each zoom: level, zoom, columns, rows.
VIEWS = [
    ("commune", 5, [16], [10, 11]),
    ("commune", 8, [128, 129, 130, 131], [85, 86, 87]),
    ("commune", 10, [517, 518, 519, 520], [345, 346, 347]),
    ("epci", 6, [31, 32, 33], [21, 22]),
    ("epci", 8, [128, 129, 130, 131], [85, 86, 87]),
    ("departement", 6, [31, 32, 33], [21, 22]),
]


def tree(pid):
    """The process and those it started."""
    children = Path(f"/proc/{pid}/task").glob("*/children")
    return [pid] + [each for path in children for child in path.read_text().split() for each in tree(int(child))]


def used(pid):
    total = 0
    for each in tree(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def peak(pid):
    """MiB held at most by the programs a process started."""
    lines = [line for each in tree(pid)[1:] for line in Path(f"/proc/{each}/status").read_text().split("\n")]
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def started(options, raster):
    command = [options.lanterne, "serve", "--var", options.var, "--port", "0", "--raster", raster]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    address = next(word for word in process.stdout.readline().split() if word.startswith("http://"))
    time.sleep(5)  # the default views are computed beforehand
    return process, address


def fetch(address, level, z, x, y):
    begun = time.perf_counter()
    # A series of its own: nothing of the page's.
    url = f"{address}/raster/etablissements_10000_hab/{z}/{x}/{y}.png?level={level}"
    with urllib.request.urlopen(url) as answer:
        body = answer.read()
        return answer.headers["x-lanterne-engine"], (time.perf_counter() - begun) * 1000, len(body)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lanterne", required=True)
    parser.add_argument("--raster", required=True)
    parser.add_argument("--var", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    services = [started(options, options.raster), started(options, "/nowhere/lanterne-raster")]
    rows = []
    try:
        for level, z, columns, lines in VIEWS:
            tiles = [(level, z, x, y) for x in columns for y in lines]
            spent, took, sizes, engines = [[], []], [[], []], [0, 0], [set(), set()]
            for turn in range(options.rounds + 1):
                for which, (process, address) in enumerate(services):
                    before = used(process.pid)
                    told = [fetch(address, *tile) for tile in tiles]
                    # The first turn warms: the series is read, the engine started.
                    if turn:
                        spent[which].append((used(process.pid) - before) * 1000 / len(tiles))
                        took[which] += [ms for _, ms, _ in told]
                        sizes[which] = sum(size for *_, size in told) // len(told)
                        engines[which] |= {engine for engine, *_ in told}
            for which in (0, 1):
                [engine] = engines[which]
                rows.append(f"| {level} z{z} | {len(tiles)} | {engine} | {statistics.median(took[which]):.1f} ms | "
                            f"{min(spent[which]):.1f} ms | {sizes[which] / 1024:.1f} KiB |")
        memory = peak(services[0][0].pid)
    finally:
        for process, _ in services:
            process.kill()
            process.wait()
    section = "\n".join([
        SECTION, "",
        f"{datetime.date.today()}, {os.cpu_count()} cores, {options.rounds} rounds in turn; written by `make bench-raster`. "
        f"Pictures of 256 pixels, one request at a time; load average {load:.1f} when it began.", "",
        "| tiles | number | engine | time a tile, median | CPU a tile | size, mean |", "| --- | --- | --- | --- | --- | --- |",
        *rows, "",
        "CPU a tile: the least of the rounds; vector tiles unpacked, pictures packed and sent included. maplibre-rs draws with "
        f"llvmpipe on every core; its program held {memory} MiB at most."])
    print(section)
    if options.out:
        head, _, tail = options.out.read_text().partition(f"\n{SECTION}\n")
        _, mark, after = tail.partition("\n## ")
        options.out.write_text(head.rstrip("\n") + f"\n\n{section}\n" + (mark + after if mark else ""))


if __name__ == "__main__":
    main()
