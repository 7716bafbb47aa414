"""Journeys over the roads of an OpenStreetMap extract, by an independent reading: pyosmium and scipy.sparse.csgraph.

    VENV/bin/pip install -r requirements.txt && VENV/bin/python check_road_network.py andorra.osm.pbf

The rules are those of ingest/src/travel/road/tag.rs and of observatory::travel::network, written again here: classes, signs,
directions, access, barriers; the main part is the largest strongly connected one; a place joins its nearest point within 3 km
at 15 km/h; whole milliseconds. Prints the ways kept, the size of the main part and the minutes between eight places of Andorra,
which ingest/tests/travel_roads.rs holds. Tolerance there: 1e-6 minute. No data of the extract is committed but these minutes
(© OpenStreetMap contributors, ODbL).
"""
import sys

import numpy as np
import osmium
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

KMH = dict(motorway=110, motorway_link=60, trunk=85, trunk_link=50, primary=65, primary_link=40, secondary=60, secondary_link=35,
           tertiary=50, tertiary_link=30, unclassified=40, residential=25, road=30, service=15, living_street=12)
DENIED = {"no", "private", "agricultural", "forestry", "agricultural;forestry", "emergency", "military", "psv", "bus"}
BARRIERS = {"bollard", "block", "jersey_barrier", "log", "debris", "kissing_gate", "stile", "turnstile", "cycle_barrier"}
PLACES = {
    "Andorra la Vella": (1.5212467, 42.5069391), "les Escaldes": (1.5404067, 42.5090019), "La Massana": (1.5163754, 42.5442014),
    "Ordino": (1.5334945, 42.55615), "Encamp": (1.5836606, 42.5359699), "Canillo": (1.5980302, 42.5667074),
    "Sant Julià de Lòria": (1.4920555, 42.4666593), "Pas de la Casa": (1.7336, 42.5425),
}


def allowed(tags):
    word = next((tags[key] for key in ("motorcar", "motor_vehicle", "vehicle", "access") if key in tags), None)
    return word, word not in DENIED


def limit(sign):
    try:
        return float(sign)
    except ValueError:
        return None


ways, stops, where = [], set(), {}


class Roads(osmium.SimpleHandler):
    def way(self, way):
        tags = {tag.k: tag.v for tag in way.tags}
        self.seen = getattr(self, "seen", 0) + 1
        if not allowed(tags)[1] or tags.get("area") == "yes" or tags.get("highway") not in KMH:
            return
        kmh = KMH[tags["highway"]]
        pace = []
        for side in ("maxspeed:forward", "maxspeed:backward"):
            sign = limit(tags.get(side, tags.get("maxspeed", "")))
            pace.append(min(sign * 0.8, kmh * 4 / 3) if sign and sign >= 5 else kmh)
        oneway = tags.get("oneway:motor_vehicle", tags.get("oneway"))
        implied = tags.get("junction") in ("roundabout", "circular") or tags["highway"] == "motorway"
        if oneway in ("yes", "true", "1"):
            pace[1] = None
        elif oneway in ("-1", "reverse"):
            pace[0] = None
        elif oneway == "reversible":
            return
        elif oneway not in ("no", "false", "0", "alternating") and implied:
            pace[1] = None
        ways.append(([node.ref for node in way.nodes], pace))

    def node(self, node):
        where[node.id] = (node.location.x, node.location.y)  # ten-millionths of a degree
        if "barrier" in node.tags:
            word, may = allowed({tag.k: tag.v for tag in node.tags})
            if not may or (word is None and node.tags["barrier"] in BARRIERS):
                stops.add(node.id)


def km(a, b):
    lon, lat = np.radians(np.array([a, b], float) * 1e-7).T
    h = np.sin((lat[1] - lat[0]) / 2) ** 2 + np.cos(lat[0]) * np.cos(lat[1]) * np.sin((lon[1] - lon[0]) / 2) ** 2
    return 2 * 6371.0088 * np.arcsin(np.sqrt(h))


reader = Roads()
reader.apply_file(sys.argv[1])
arcs = {}
for nodes, (along, against) in ways:
    for u, v in zip(nodes, nodes[1:]):
        if u == v or u not in where or v not in where or u in stops or v in stops:
            continue
        for a, b, kmh in ((u, v, along), (v, u, against)):
            if kmh:
                millis = max(1, round(km(where[a], where[b]) / kmh * 3_600_000))
                arcs[a, b] = min(millis, arcs.get((a, b), millis))
names = sorted({node for nodes, _ in ways for node in nodes})
row = {node: i for i, node in enumerate(names)}
ends = np.array([(row[a], row[b]) for a, b in arcs]).T
graph = csr_array((np.array(list(arcs.values()), float), tuple(ends)), shape=(len(names), len(names)))
_, part = connected_components(graph, directed=True, connection="strong")
main = np.flatnonzero(part == np.bincount(part).argmax())
print(f"{reader.seen} ways, {len(ways)} for cars, {len(names)} points, {len(arcs)} arcs, {len(main)} points in the main part")
joined = []
for lon, lat in PLACES.values():
    far = np.array([km((lon * 1e7, lat * 1e7), where[names[p]]) for p in main])
    assert far.min() <= 3
    joined.append((main[far.argmin()], round(far.min() / 15 * 3_600_000)))
millis = dijkstra(graph, indices=[point for point, _ in joined])
for i, name in enumerate(PLACES):
    total = [0 if i == j else millis[i, joined[j][0]] + joined[i][1] + joined[j][1] for j in range(len(joined))]
    print("   [" + ", ".join(f"{t / 60_000:.7f}" for t in total) + f"],  // {name}")
