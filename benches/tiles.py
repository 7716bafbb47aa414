"""`make bench-tiles`: the tile server and its peers on the same bytes, in turn, in one run; writes the section « Tiles » of RESULTS.md.

    python tiles.py --bench PROGRAM --lanterne PROGRAM --harness ../shared/peers --work WORK --var VAR [--rounds 3] [--out FILE]

On demand: our tiles of all communes with their columns, and PostGIS's (`peer_postgis.sh`). Building: ours and tippecanoe from the same communes.geojson, with the same attributes, z4 to z10; both archives are decoded, and
every commune must be in both at every zoom. Serving: our archive, handed to Martin (as PMTiles, and as MBTiles, which its cache
holds), to nginx as plain files, and to `lanterne serve` in the place of the communes of a copied snapshot. Processor seconds are of user and system together.
"""
import argparse
import datetime
import gzip
import hashlib
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from pmtiles.convert import pmtiles_to_mbtiles
from pmtiles.reader import MmapSource, all_tiles

ZOOMS = ["mix", "z5", "z8", "z10"]
PORTS = {"lanterne": 13120, "martin": 13121, "nginx": 13122}
SECTION = "## Tiles"


def children_cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def machine_busy():
    fields = Path("/proc/stat").read_text().split("\n")[0].split()[1:9]
    return sum(int(fields[i]) for i in (0, 1, 2, 5, 6, 7)) / os.sysconf("SC_CLK_TCK")


def timed(command):
    """Processor seconds, wall seconds, cores that others kept busy, and what was said."""
    cpu, wall, busy = children_cpu(), time.monotonic(), machine_busy()
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    cpu, wall, busy = children_cpu() - cpu, time.monotonic() - wall, machine_busy() - busy
    return cpu, wall, max(0.0, (busy - cpu) / wall), done.stdout


# A reader of vector tiles that knows features and their property `code`, and skips all else.
def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def fields(data):
    at = 0
    while at < len(data):
        tag, at = varint(data, at)
        kind = tag & 7
        if kind == 0:
            value, at = varint(data, at)
        elif kind == 1:
            value, at = None, at + 8
        elif kind == 2:
            length, at = varint(data, at)
            value, at = data[at:at + length], at + length
        elif kind == 5:
            value, at = None, at + 4
        else:
            sys.exit(f"wire type {kind} in a tile")
        yield tag >> 3, value


def codes_of(tile):
    found = []
    for number, layer in fields(tile):
        if number != 3:
            continue
        keys, values, features = [], [], []
        for number, value in fields(layer):
            if number == 2:
                features.append(value)
            elif number == 3:
                keys.append(bytes(value))
            elif number == 4:
                values.append(value)
        code = keys.index(b"code")
        for feature in features:
            for number, tags in fields(feature):
                if number == 2:
                    at = 0
                    while at < len(tags):
                        key, at = varint(tags, at)
                        value, at = varint(tags, at)
                        if key == code:
                            found.append(bytes(next(text for number, text in fields(values[value]) if number == 1)))
                    break
    return found


def contents(path):
    """Per zoom: distinct communes, features, bytes as stored."""
    zooms = {}
    with open(path, "rb") as file:
        for (z, _, _), stored in all_tiles(MmapSource(file)):
            codes = codes_of(memoryview(gzip.decompress(stored)))
            known, features, size = zooms.get(z, (set(), 0, 0))
            zooms[z] = (known | set(codes), features + len(codes), size + len(stored))
    return zooms


def number(value):
    return f"{value:,.0f}".replace(",", " ")


def table(head, rows):
    return ["| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows]]


def building(options, out):
    tippecanoe = next(options.work.glob("venv/lib/python3.*/site-packages/tippecanoe/bin/tippecanoe"))
    ours, theirs = out / "ours.pmtiles", out / "tippecanoe.pmtiles"
    bench = [options.bench, "tiles", "--inputs", options.work, "--out", ours]
    # The options of the harness's peer_tiles_build.sh.
    peer = [tippecanoe, "-l", "communes", "-Z4", "-z10", "--no-feature-limit", "--no-tile-size-limit", "--no-tiny-polygon-reduction",
            "--detect-shared-borders", "-q", "--force", "-o", theirs, options.work / "inputs/communes.geojson"]
    runs = {"ours": [], "tippecanoe": []}
    for _ in range(options.rounds):
        runs["ours"].append(timed(bench))
        runs["tippecanoe"].append(timed(peer))
    cpu = {name: statistics.median(run[0] for run in found) for name, found in runs.items()}
    wall = {name: statistics.median(run[1] for run in found) for name, found in runs.items()}
    others = {name: max(run[2] for run in found) for name, found in runs.items()}
    held = {"ours": contents(ours), "tippecanoe": contents(theirs)}
    # Every commune, at every zoom.
    every = held["tippecanoe"][10][0]
    shown = {name: {z: len(every & known) for z, (known, _, _) in sorted(zooms.items())} for name, zooms in held.items()}
    faults = [z for z, count in shown["ours"].items() if count != len(every)]
    lacking = {name: ", ".join(f"{number(len(every) - count)} lacking at z{z}" for z, count in counts.items() if count < len(every))
               for name, counts in shown.items()}
    size = {name: path.stat().st_size for name, path in (("ours", ours), ("tippecanoe", theirs))}
    reached = not faults and cpu["tippecanoe"] >= 5 * cpu["ours"] and size["ours"] <= size["tippecanoe"]
    rows = [[name, f"{cpu[name]:.2f} s", f"{wall[name]:.2f} s", f"{others[name]:.1f}", number(size[name]),
             f"{sum(features for _, features, _ in held[name].values()):,}".replace(",", " "),
             lacking[name] or f"all {number(len(every))} at every zoom"]
            for name in ("ours", "tippecanoe")]
    ratio = cpu["tippecanoe"] / cpu["ours"]
    lines = ["### Building all of France, z4 to z10, eleven attributes", "",
             *table(["", "CPU", "wall", "others", "bytes", "features in tiles", "communes shown"], rows), "",
             f"{ratio:.2f}× fewer processor seconds (goal 5×, no feature dropped, no larger): {'reached' if reached else 'not reached'}. "
             "A feature is counted in each tile that shows it; the two keep buffers of their own width around a tile.", ""]
    return ours, lines


def snapshot(options, archive, out):
    """A copy of the snapshot whose communes are the archive; its address."""
    var = out / "var"
    shutil.rmtree(var, ignore_errors=True)
    identifier = (options.var / "current").read_text().strip()
    shutil.copytree(options.var / "snapshots" / identifier, var / "snapshots" / identifier)
    shutil.copy(archive, var / "snapshots" / identifier / "tiles/commune.pmtiles")
    (var / "current").write_text(identifier)
    return var, f"/tiles/{hashlib.sha256(archive.read_bytes()).hexdigest()[:16]}/commune"


def started(command, address, log):
    process = subprocess.Popen([str(part) for part in command], stdout=log, stderr=log)
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return process
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.2)
    process.kill()
    sys.exit(f"{command[0]} does not answer at {address}")


def lists(options, archive, out):
    """The harness's lists of requests, drawn from this archive; the archive as MBTiles."""
    (out / "tiles").mkdir(exist_ok=True)
    mbtiles = out / "tiles/communes.mbtiles"
    mbtiles.unlink(missing_ok=True)
    pmtiles_to_mbtiles(str(archive), str(mbtiles))
    shutil.copy(archive, out / "tiles/communes.pmtiles")
    subprocess.run([sys.executable, options.harness / "tile_list.py", out], check=True, capture_output=True)
    return mbtiles


def on_demand(options, archive, out):
    """Tiles made when they are asked for: ours and PostGIS's, the same communes, the same joined columns, the same tiles."""
    lists(options, archive, out)
    (options.work / "tiles").mkdir(exist_ok=True)
    for path in (out / "tiles").glob("paths_z*.txt"):
        shutil.copy(path, options.work / "tiles")
    ours, theirs = [], []
    results = options.work / "results.jsonl"
    for _ in range(options.rounds):
        _, _, others, said = timed([options.bench, "live", "--inputs", options.work])
        ours.append((json.loads(said), others))
        before = len(results.read_text().splitlines()) if results.exists() else 0
        busy, begun = machine_busy(), time.monotonic()
        subprocess.run(["bash", options.harness / "peer_postgis.sh", options.work, sys.executable], check=True, capture_output=True,
                       env={**os.environ, "SECONDS_EACH": str(options.seconds)})
        rows = [json.loads(line) for line in results.read_text().splitlines()[before:]]
        theirs.append(({row["zoom"]: row for row in rows if row["task"] == "postgis_sql"}, (machine_busy() - busy) / (time.monotonic() - begun)))
    rows, least = [], {}
    for at, zoom in enumerate(range(5, 11)):
        own = min(run["zooms"][at]["cpu_ms_per_tile"] for run, _ in ours)
        peer = min(run[f"z{zoom}"]["cpu_ms_per_tile"] for run, _ in theirs)
        goal = 20 if zoom < 9 else 10
        least[zoom] = peer / own >= goal
        size = ours[0][0]["zooms"][at]["mean_raw_bytes"], theirs[0][0][f"z{zoom}"]["mean_raw_bytes"]
        rows.append([f"z{zoom}", str(ours[0][0]["zooms"][at]["tiles"]), f"{own:.3f} ms", f"{peer:.1f} ms", f"{peer / own:.0f}×", f"{goal}×",
                     *(number(one) for one in size)])
    ground = min(run["ground_cpu_s"] for run, _ in ours)
    return ["### Making tiles when they are asked for, all communes with six joined columns", "",
            *table(["zoom", "tiles", "ours, CPU a tile", "PostGIS ST_AsMVT", "ratio", "goal", "our bytes", "their bytes"], rows), "",
            f"Every goal {'reached' if all(least.values()) else 'not reached: ' + ', '.join(f'z{z}' for z, met in least.items() if not met)}. "
            f"The least of {options.rounds} runs each, neither compressed, tiles of Hauts-de-France asked again and again. Ours rounds the borders of all "
            f"communes for every zoom once per snapshot ({ground:.1f} s of processor time) and draws a zoom's territories once; PostGIS cuts the outlines as "
            "they were loaded, indexed and clustered, each time, unsimplified: hence its larger tiles.", ""]


def serving(options, archive, out):
    mbtiles = lists(options, archive, out)
    var, prefix = snapshot(options, archive, out)
    martin = [options.work / "martin/bin/martin", "--listen-addresses", f"127.0.0.1:{PORTS['martin']}"]
    (out / "nginx.conf").write_text(
        f"daemon off; master_process off; worker_processes 1; pid {out}/nginx.pid; error_log {out}/nginx.err;\n"
        "events { worker_connections 512; }\n"
        "http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=5000;\n"
        f"server {{ listen 127.0.0.1:{PORTS['nginx']}; root {out}/tiles/static; default_type application/x-protobuf;"
        " add_header Content-Encoding gzip; } }\n")
    tile = (out / "tiles/paths_z10.txt").read_text().split("\n")[0]
    servers = {
        "lanterne": ([options.lanterne, "serve", "--var", var, "--port", PORTS["lanterne"]], PORTS["lanterne"], prefix, ""),
        "martin, MBTiles, cache on": ([*martin, mbtiles], PORTS["martin"], "/communes", ""),
        "martin, PMTiles, cache on": ([*martin, out / "tiles/communes.pmtiles"], PORTS["martin"], "/communes", ""),
        "martin, PMTiles, cache off": (
            [*martin, "--cache-size", "0", out / "tiles/communes.pmtiles"], PORTS["martin"], "/communes", ""),
        "nginx, plain files": (["nginx", "-c", out / "nginx.conf"], PORTS["nginx"], "", ".pbf"),
    }
    found, same = {}, {}
    results = out / "results.jsonl"
    with open(out / "servers.log", "w") as log:
        for _ in range(options.rounds):
            for name, (command, port, prefix, suffix) in servers.items():
                address = f"http://127.0.0.1:{port}{prefix}{tile}{suffix}"
                process = started(command, address, log)
                request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
                with urllib.request.urlopen(request) as answer:
                    same[name] = gzip.decompress(answer.read())
                results.unlink(missing_ok=True)
                subprocess.run(["bash", options.harness / "load_tiles.sh", out, "x", str(process.pid), str(port), prefix, suffix],
                               env={**os.environ, "ZOOMS": " ".join(ZOOMS), "SECONDS_EACH": str(options.seconds)}, check=True,
                               capture_output=True)
                for line in results.read_text().splitlines():
                    row = json.loads(line)
                    found.setdefault((row["zoom"], name), []).append(row)
                process.terminate()
                process.wait()
    if len(set(same.values())) > 1:
        sys.exit("the servers do not answer the same tile")
    cpu = {key: min(row["server_cpu_s"] / row["wrk"]["requests"] for row in rows) for key, rows in found.items()}
    rows = []
    for zoom in ZOOMS:
        for name in servers:
            runs = found[zoom, name]
            best = min(runs, key=lambda row: row["server_cpu_s"] / row["wrk"]["requests"])
            wrk = best["wrk"]
            ratio = f"{cpu[zoom, name] / cpu[zoom, 'lanterne']:.2f}×" if name != "lanterne" else ""
            rows.append([zoom, name, f"{1e6 * cpu[zoom, name]:.1f} µs", ratio, f"{wrk['rps']:.0f}", f"{wrk['p50_ms']:.2f} ms",
                         f"{statistics.median(run['wrk']['p99_ms'] for run in runs):.2f} ms",
                         f"{max(run['server_hwm_kib'] for run in runs) / 1024:.0f} MiB",
                         str(sum(run["wrk"]["errors"] for run in runs))])
    cached = min(cpu[zoom, name] / cpu[zoom, "lanterne"] for zoom in ZOOMS for name in servers if name.endswith("cache on"))
    stored = cpu["z10", "martin, PMTiles, cache off"] / cpu["z10", "lanterne"]
    return ["### Serving the finished archive, warm, 16 connections", "",
            *table(["requests", "server", "CPU a request", "theirs ÷ ours", "requests/s", "p50", "p99", "peak memory", "errors"], rows), "",
            f"Processor time a request: the least of {options.rounds} runs; requests/s and p50 of that run; p99: the median of the runs. "
            f"Martin with its cache on is at least {cached:.2f}× ours (goal 1.3×), reading its PMTiles source each time at z10 {stored:.2f}× (goal 4×). "
            "Load comes from the same two cores, and other programs were on them as `others` above says: p99 and requests/s of a busy machine "
            "say little. The memory of `lanterne` is that of the whole observatory, database library, facts and "
            "page included; Martin's and nginx's is that of a tile server.", ""]


def main():
    parser = argparse.ArgumentParser()
    for name in ("bench", "lanterne", "harness", "work", "var"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--parts", nargs="*", default=["building", "serving", "demand"])
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    for name in ("bench", "lanterne", "harness", "work", "var"):
        setattr(options, name, getattr(options, name).resolve())
    out = options.work / "bench-tiles"
    out.mkdir(exist_ok=True)
    archive, lines = building(options, out)
    print("\n".join(lines), flush=True)
    if "serving" in options.parts:
        said = serving(options, archive, out)
        print("\n".join(said), flush=True)
        lines += said
    if "demand" in options.parts:
        said = on_demand(options, archive, out)
        print("\n".join(said), flush=True)
        lines += said
    section = [SECTION, "", f"{datetime.date.today()}, {os.cpu_count()} cores, {options.rounds} rounds in turn; written by "
               "`make bench-tiles`. `others` is how many cores other programs kept busy.", "", *lines]
    if options.out:
        # The other sections are `make bench`'s.
        kept, _, old = options.out.read_text().partition(f"\n{SECTION}\n")
        _, mark, after = old.partition("\n## ")
        options.out.write_text(kept.rstrip("\n") + "\n\n" + "\n".join(section).rstrip("\n") + "\n" + mark + after)
        print(f"written: {options.out}")


main()
