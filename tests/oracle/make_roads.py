"""A network of roads and its journeys by scipy.sparse.csgraph, frozen as road_*.csv.

A town of 14 × 14 crossings with a river of missing streets, one-way streets, bends, dead ends and an island no bridge leads
to; 50 places, some too far from any road. The main part is csgraph.connected_components (strong), a place joins the nearest
point of it within 1 km at 15 km/h, journeys are csgraph.dijkstra over whole milliseconds, as far as 15 minutes.
"""
import numpy as np
from frozen import write
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

rng = np.random.default_rng(20261121)
SIDE, GRAIN = 14, 1e-7
points = [(3_000_000 + 42_000 * x + int(rng.integers(9_000)), 500_000_000 + 27_000 * y + int(rng.integers(6_000)))
          for y in range(SIDE) for x in range(SIDE)]
arcs = {}


def km(a, b):
    lon, lat = np.radians(np.array([a, b], float) * GRAIN).T
    h = np.sin((lat[1] - lat[0]) / 2) ** 2 + np.cos(lat[0]) * np.cos(lat[1]) * np.sin((lon[1] - lon[0]) / 2) ** 2
    return 2 * 6371.0088 * np.arcsin(np.sqrt(h))


def street(a, b, kmh, oneway):
    chain = [a]
    for share in (1 / 3, 2 / 3):
        bend = [int(points[a][i] + share * (points[b][i] - points[a][i]) + rng.integers(-2_000, 2_000)) for i in (0, 1)]
        points.append(tuple(bend))
        chain.append(len(points) - 1)
    chain.append(b)
    for u, v in zip(chain, chain[1:]):
        millis = max(1, round(km(points[u], points[v]) / kmh * 3_600_000))
        arcs[u, v] = millis
        if not oneway:
            arcs[v, u] = millis


for y in range(SIDE):
    for x in range(SIDE):
        for dx, dy in ((1, 0), (0, 1)):
            if x + dx >= SIDE or y + dy >= SIDE or rng.random() < 0.2:
                continue
            if {x, x + dx} == {6, 7} and y not in (3, 10):  # the river, and its two bridges
                continue
            street(y * SIDE + x, (y + dy) * SIDE + x + dx, rng.choice([20, 30, 50]), rng.random() < 0.2)
for u in range(5):  # the island
    points.append((2_900_000 + 4_000 * u, 500_100_000))
    if u:
        arcs[len(points) - 2, len(points) - 1] = arcs[len(points) - 1, len(points) - 2] = 9_000

places = [(0.29 + 0.09 * rng.random(), 49.985 + 0.065 * rng.random()) for _ in range(50)]
tails, heads = np.array(list(arcs)).T
graph = csr_array((np.array(list(arcs.values()), float), (tails, heads)), shape=(len(points), len(points)))
_, part = connected_components(graph, directed=True, connection="strong")
main = np.flatnonzero(part == np.bincount(part).argmax())
ends = []
for lon, lat in places:
    far = np.array([km((lon / GRAIN, lat / GRAIN), points[p]) for p in main])
    best = far.argmin()
    ends.append((main[best], round(far[best] / 15 * 3_600_000)) if far[best] <= 1 else None)
known = [row for row, end in enumerate(ends) if end]
millis = dijkstra(graph, indices=[ends[row][0] for row in known])
rows = []
for i, a in enumerate(known):
    for b in known:
        total = 0 if a == b else millis[i, ends[b][0]] + ends[a][1] + ends[b][1]
        if total <= 15 * 60_000:
            rows.append((a, b, total / 60_000))

write("road_points", {"lon": [p[0] for p in points], "lat": [p[1] for p in points]})
write("road_arcs", {"from": tails, "to": heads, "millis": list(arcs.values())})
write("road_places", {"lon": [p[0] for p in places], "lat": [p[1] for p in places]})
write("road_times", dict(zip(("from", "to", "minutes"), zip(*rows))))
print(len(points), "points", len(arcs), "arcs", len(main), "in the main part", len(known), "places on it", len(rows), "journeys")
