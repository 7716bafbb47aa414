"""Where to open the next sites, by spopt with HiGHS, frozen beside this script for observatory/tests/oracle/siting.rs.

    VENV/bin/python make_siting.py          # versions: requirements.txt; same bytes at every run

Places are whole units and costs whole numbers, so that no objective depends on rounding. p counts the existing sites, as spopt
does; the objective is computed here from the sites that spopt opens.
"""
import warnings

import numpy as np
import pulp
from frozen import write
from spopt.locate import LSCP, MCLP, PCenter, PMedian

warnings.filterwarnings("ignore")
EXISTING = (4, 17)


def opened(model):
    model = model.solve(pulp.HiGHS(msg=False, gapRel=0), results=False)
    assert model.problem.status == 1, model.name
    return np.array([v.value() > 0.5 for v in model.fac_vars])


rng = np.random.default_rng(8)
n, m = 80, 30
x, y = rng.integers(0, 60_000, n), rng.integers(0, 60_000, n)
weight = np.floor(np.exp(rng.normal(6.5, 1.3, n))) + 1
site_x, site_y = rng.integers(0, 60_000, m), rng.integers(0, 60_000, m)
cost = np.rint(np.hypot(x[:, None] - site_x[None, :], y[:, None] - site_y[None, :]))
write("siting", {"x": x, "y": y, "weight": weight})
write("siting_sites", {"x": site_x, "y": site_y})

rows = []
for with_existing in (0, 1):
    stands = np.zeros(m, int)
    if with_existing:
        stands[list(EXISTING)] = 1
    known = {"predefined_facilities_arr": stands} if with_existing else {}
    for radius in (7_000.0, 12_000.0, 20_000.0):
        for p in (3, 6):
            chosen = opened(MCLP.from_cost_matrix(cost, weight, radius, p, **known))
            rows.append((0, p, radius, with_existing, weight[(cost[:, chosen] <= radius).any(1)].sum()))
        # spopt has no cover when somebody is out of reach: those are left out, as ours declares them.
        within = cost[(cost <= radius).any(1)]
        chosen = opened(LSCP.from_cost_matrix(within, radius, **known))
        rows.append((1, 0, radius, with_existing, chosen.sum()))
    for p in (3, 5, 8):
        chosen = opened(PMedian.from_cost_matrix(cost, weight, p, **known))
        rows.append((2, p, 0.0, with_existing, (weight * cost[:, chosen].min(1)).sum()))
        chosen = opened(PCenter.from_cost_matrix(cost, p, **known))
        rows.append((3, p, 0.0, with_existing, cost[:, chosen].min(1).max()))
names = ["measure", "p", "radius", "existing", "objective"]
write("siting_answers", {name: [row[k] for row in rows] for k, name in enumerate(names)})
