"""Access to sites: answers of access, spopt, scipy and numpy on one small directed road graph.

    VENV/bin/python make_access.py           # versions: requirements.txt; same bytes at every run

Ninety places, fourteen sites, roads of which a part is one-way. Minutes are rounded to the half, so that many journeys fall exactly
on a bound (10, 15, 20, 30). One site can be left but not reached, and one place reaches nothing.
"""
import logging
import warnings

import numpy as np
import pandas as pd
import pulp
from access import Access, weights
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree
from spopt.locate import MCLP

from frozen import write

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
N, M, HORIZON = 90, 14, 90
THRESHOLDS = (10, 15, 20, 30, 45)
BANDS = {"e2fca": {10: 1.0, 20: 0.68, 30: 0.22}, "apl": {5: 1.0, 10: 0.3, 15: 0.1}}


def minutes(rng):
    """From every place to every site by the shortest way over a directed graph, infinite where there is none."""
    at = rng.uniform(0, 60, (N, 2))
    length, to = cKDTree(at).query(at, k=5)
    rows = np.repeat(np.arange(N), 4)
    keep = rng.uniform(size=len(rows)) < 0.85                      # the others are one-way, or missing
    cost = np.maximum(np.round(2 * length[:, 1:].ravel() * rng.uniform(0.8, 1.6, len(rows))) / 2, 0.5)
    columns, sites = to[:, 1:].ravel(), rng.choice(np.arange(20, N), M, replace=False)
    lost = sites[3]                                                # nobody comes to this one but those who are there
    keep &= columns != lost
    keep &= rows != 17                                             # from this one nobody leaves
    graph = csr_matrix((cost[keep], (rows[keep], columns[keep])), (N, N))
    t = dijkstra(graph, directed=True)[:, sites]
    t[lost, 3] = np.inf
    return t


def both_steps(t, people, capacity):
    rows, columns = np.nonzero(t <= HORIZON)
    pairs = pd.DataFrame({"origin": rows, "dest": columns, "cost": t[rows, columns]})
    demand = pd.DataFrame({"id": np.arange(N), "pop": people})
    supply = pd.DataFrame({"id": np.arange(M), "cap": capacity})
    a = Access(demand_df=demand, demand_index="id", demand_value="pop", supply_df=supply, supply_index="id", supply_value="cap",
               cost_df=pairs, cost_origin="origin", cost_dest="dest", cost_name="cost")
    return a, pairs


def column(frame):
    return frame.iloc[:, 0].reindex(range(N)).fillna(0).to_numpy()


def dai(reach):
    """Dai's bell, brought down to zero at the reach, as her article prints it."""
    floor = np.exp(-0.5)
    return lambda d: np.where(d <= reach, (np.exp(-0.5 * (d / reach) ** 2) - floor) / (1 - floor), 0.0)


def decays(rng):
    """The weight of each form at many distances: those of access where it has the form, numpy otherwise."""
    d = np.concatenate([np.arange(0, 61, 2.5), np.round(rng.uniform(0, 70, 40), 3)])
    of = lambda weight: [float(weight(x)) for x in d]
    write("decay", {
        "minutes": d, "luo_qi": of(weights.step_fn(BANDS["e2fca"])), "barlet": of(weights.step_fn(BANDS["apl"])),
        "gaussian": of(weights.gaussian(12)), "dai": of(dai(45)), "exponential": np.exp(-d / 12),
        "power": of(weights.gravity(10, -1.5, min_dist=2))})


def covered(t, people, reach):
    """Share of the people and share of the places with an open site within reach, by the model of spopt that opens them all."""
    cost = np.where(np.isfinite(t), t, 1e6)
    model = MCLP.from_cost_matrix(cost, people, service_radius=reach, p_facilities=M)
    model = model.solve(pulp.PULP_CBC_CMD(msg=False))
    return model.problem.objective.value() / people.sum(), model.perc_cov / 100


def main():
    rng = np.random.default_rng(11)
    t = minutes(rng)
    ages = np.floor(np.exp(rng.normal(6, 1, (3, N)))) + 1
    people = ages.sum(axis=0)
    need = np.array([0.8, 1.0, 1.9]) @ ages
    need *= people.sum() / need.sum()
    capacity = np.round(rng.uniform(1, 9, M), 1)
    establishments = rng.poisson(people / 300).astype(float)

    a, pairs = both_steps(t, people, capacity)
    standard, _ = both_steps(t, need, capacity)
    step = {name: weights.step_fn(bands) for name, bands in BANDS.items()}
    reached = np.isfinite(t) & (t <= HORIZON)
    best = np.where(reached, t, np.inf)
    near = best.min(axis=1)
    out = {
        "young": ages[0], "adult": ages[1], "old": ages[2], "need": need, "establishments": establishments,
        "capacity": [float(capacity[j]) if j < M else -1.0 for j in range(N)],  # of site j in row j
        "fca2": column(a.two_stage_fca(name="f", max_cost=30)),
        "e2fca": column(a.enhanced_two_stage_fca(name="e", max_cost=30, weight_fn=step["e2fca"])),
        "gaussian": column(a.enhanced_two_stage_fca(name="g", max_cost=45, weight_fn=weights.gaussian(12))),
        "dai": column(a.enhanced_two_stage_fca(name="d", max_cost=45, weight_fn=dai(45))),
        "fca3": column(a.three_stage_fca(name="t", max_cost=60, weight_fn=step["e2fca"])),
        "apl": 1e5 * column(standard.enhanced_two_stage_fca(name="zp", max_cost=15, weight_fn=step["apl"])),
        "power": column(a.weighted_catchment(name="w", weight_fn=weights.gravity(10, -1.5, min_dist=2), max_cost=60)),
        "bell": column(a.weighted_catchment(name="b", weight_fn=weights.gaussian(12))),
        "exponential": column(a.weighted_catchment(name="x", weight_fn=lambda x: np.exp(-x / 12))),
        "steps": column(a.weighted_catchment(name="s", weight_fn=step["e2fca"])),
        "nearest": [m if np.isfinite(m) else -1.0 for m in near],
        "site": [int(s) if np.isfinite(m) else -1 for s, m in zip(best.argmin(axis=1), near)],
    }
    write("access", out)
    write("access_pair", {"origin": pairs.origin, "site": pairs.dest, "minutes": pairs.cost})
    group = np.arange(N) % 6
    rows = [(reach, g) for reach in THRESHOLDS for g in range(6)]
    of = lambda count, reach, g: float(count[(near <= reach) & (group == g)].sum() / count[group == g].sum())
    whole = {reach: covered(best, people, reach) for reach in THRESHOLDS}
    write("access_share", {
        "minutes": [r for r, _ in rows], "group": [g for _, g in rows],
        "people": [of(people, r, g) for r, g in rows], "establishments": [of(establishments, r, g) for r, g in rows],
        "all_people": [whole[r][0] for r, _ in rows], "all_places": [whole[r][1] for r, _ in rows],
        "mean_apl": [float(np.average(out["apl"][group == g], weights=people[group == g])) for _, g in rows]})
    decays(np.random.default_rng(12))


main()
