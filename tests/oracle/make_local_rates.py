"""Local empirical Bayes, frozen for observatory/tests/oracle/local_rates.rs.

    VENV/bin/python make_local_rates.py          # versions: requirements.txt; same bytes at every run

A grid of 20 x 20 territories with rook neighbours, the last of which is an island, and a region where nothing is counted (esda has no
number there: -1).
"""
import warnings

import numpy as np
from esda.smoothing import Spatial_Empirical_Bayes
from frozen import write
from libpysal.weights import W

warnings.filterwarnings("ignore")
SIDE = 20
rng = np.random.default_rng(72)
n = SIDE * SIDE
exposure = np.floor(np.exp(rng.normal(6.6, 1.2, n))) + 20
count = rng.poisson(exposure * rng.gamma(6, 2.4e-3 / 6, n)).astype(float)
count[[r * SIDE + c for r in range(5) for c in range(5)]] = 0


def around(i):
    r, c = divmod(i, SIDE)
    beside = [(r - 1, c), (r, c - 1), (r, c + 1), (r + 1, c)]
    inside = [a * SIDE + b for a, b in beside if 0 <= a < SIDE and 0 <= b < SIDE]
    return [] if i == n - 1 else [j for j in inside if j != n - 1]


neighbours = {i: around(i) for i in range(n)}
smoothed = np.ravel(Spatial_Empirical_Bayes(count, exposure, W(neighbours, id_order=list(range(n)), silence_warnings=True)).r)
write("local_rates", {"count": count, "exposure": exposure, "smoothed": np.nan_to_num(smoothed, nan=-1.0)})
