"""A made-up extract in OpenStreetMap's own format, for the card of roads: ingest/tests/roads.osm.pbf. Nothing in it is a real road.

Lille → Roubaix → Tourcoing by a one-way primary road; Tourcoing → Lille by a slower one, the other way; a street beside Roubaix
that joins nothing; a footpath; a ferry that takes cars (to a quay with nothing else) and one that does not.
"""
from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Way

target = Path(__file__).parents[2] / "ingest" / "tests" / "roads.osm.pbf"
target.unlink(missing_ok=True)
LILLE, ROUBAIX, TOURCOING, WEST = (3.0586, 50.6330), (3.1746, 50.6927), (3.1612, 50.7236), (3.0700, 50.7000)
nodes, writer = {}, osmium.SimpleWriter(str(target), header=osmium.io.Header())


def at(lon, lat):
    key = (round(lon, 7), round(lat, 7))
    if key not in nodes:
        nodes[key] = len(nodes) + 1
        writer.add_node(Node(id=nodes[key], location=key, version=1))
    return nodes[key]


def road(*ends, steps=8):
    return [at(a[0] + (b[0] - a[0]) * k / steps, a[1] + (b[1] - a[1]) * k / steps)
            for a, b in zip(ends, ends[1:]) for k in range(steps)] + [at(*ends[-1])]


ways = [
    (road(LILLE, ROUBAIX, TOURCOING), {"highway": "primary", "oneway": "yes", "maxspeed": "90"}),
    (road(TOURCOING, WEST, LILLE), {"highway": "tertiary", "oneway": "yes"}),
    (road((3.18, 50.69), (3.181, 50.691), steps=2), {"highway": "residential"}),
    (road(LILLE, (3.0590, 50.6335), steps=1), {"highway": "footway"}),
    (road(WEST, (3.0000, 50.7000), steps=1), {"route": "ferry", "motor_vehicle": "yes", "duration": "00:30"}),
    (road(WEST, (3.0500, 50.7500), steps=1), {"route": "ferry", "foot": "yes"}),
]
for number, (refs, tags) in enumerate(ways, 1):
    writer.add_way(Way(id=number, nodes=refs, tags=tags, version=1))
writer.close()
print(len(nodes), "points", len(ways), "ways", target.stat().st_size, "bytes")
