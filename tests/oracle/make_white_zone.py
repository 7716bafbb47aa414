"""Frozen answers for the white zones: the cold spots of esda and scipy, the areas of scipy.

Writes white_zone.csv (one row per unit of a broken lattice) and white_zone_edge.csv (who touches whom, each pair once).
"""
import warnings

import numpy as np
from esda.getisord import G_Local
from esda.smoothing import Empirical_Bayes
from libpysal.weights import W
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.stats import false_discovery_control, norm

from frozen import write

warnings.filterwarnings("ignore")
SIDE = 22
rng = np.random.default_rng(20_261)

# A queen lattice with holes, so that some units have few neighbours or none.
here = rng.random((SIDE, SIDE)) < 0.72
number = np.full((SIDE, SIDE), -1)
number[here] = np.arange(here.sum())
edges = []
for i, j in zip(*np.nonzero(here)):
    for di, dj in [(0, 1), (1, -1), (1, 0), (1, 1)]:
        a, b = i + di, j + dj
        if 0 <= a < SIDE and 0 <= b < SIDE and here[a, b]:
            edges.append((number[i, j], number[a, b]))
units = int(here.sum())

# Rates are lower in one corner; a unit in twenty has no published count.
exposure = np.ceil(np.exp(rng.normal(8.2, 0.9, units)))
depth = np.add.outer(np.arange(SIDE), np.arange(SIDE))[here] / (2 * SIDE)
count = rng.poisson(exposure * 24e-4 * np.where(depth < 0.3, 0.35, 1.1)).astype(float)
known = rng.random(units) > 0.05

old = np.nonzero(known)[0]
new = {int(unit): position for position, unit in enumerate(old)}
around = {position: [] for position in range(len(old))}
for a, b in edges:
    if known[a] and known[b]:
        around[new[a]].append(new[b])
        around[new[b]].append(new[a])
smoothed = Empirical_Bayes(count[known], exposure[known]).r.ravel() * 10_000
weights = W(around, silence_warnings=True)
z = np.asarray(G_Local(smoothed, weights, transform="B", permutations=0, star=True).Zs)
tested = np.array([len(around[position]) > 0 for position in range(len(old))])
p = norm.cdf(z[tested])
q = false_discovery_control(p, method="bh")


def column(values, where):
    """One cell per unit, nan where there is none."""
    cells = [float("nan")] * units
    for unit, value in zip(where, values):
        cells[unit] = float(value)
    return cells


# White units, and the number of their area by first unit.
white = rng.random(units) < 0.45
inside = [(a, b) for a, b in edges if white[a] and white[b]]
rows, columns = (np.array(side) for side in zip(*inside))
_, label = connected_components(coo_array((np.ones(len(rows)), (rows, columns)), shape=(units, units)), directed=False)
first = {}
for unit in np.nonzero(white)[0]:
    first.setdefault(label[unit], int(unit))

write(
    "white_zone",
    {
        "count": column(count[known], old),
        "exposure": exposure,
        "smoothed": column(smoothed, old),
        "z": column(z[tested], old[tested]),
        "p": column(p, old[tested]),
        "q": column(q, old[tested]),
        "white": white.astype(int),
        "first": np.array([first[label[unit]] if white[unit] else -1 for unit in range(units)]),
    },
)
write("white_zone_edge", {"a": [a for a, _ in edges], "b": [b for _, b in edges]})
print(units, "units,", len(edges), "edges,", int((q < 0.05).sum()), "cold spots,", len(first), "areas,", int((~tested).sum()), "alone")
