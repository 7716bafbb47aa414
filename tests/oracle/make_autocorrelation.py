"""Moran, Geary, local Moran, Gi, Gi*, join counts, empirical-Bayes Moran and false discoveries, as esda and scipy have them.

    VENV/bin/python make_autocorrelation.py

A grid of 9 x 12 places by queen contiguity and by their 4 nearest (a relation that need not be returned), two islands; 24
columns with more and less structure. The table of draws that esda shared among all places is frozen with its p-values.
"""
import warnings

import numpy as np
from esda import Geary, G_Local, Join_Counts, Moran, Moran_Local, Moran_Local_Rate, Moran_Rate, fdr
from esda.crand import vec_permutations
from esda.smoothing import assuncao_rate
from frozen import write
from libpysal.graph import Graph
from scipy.stats import false_discovery_control

warnings.filterwarnings("ignore")
ROWS, COLUMNS, ISLANDS, FIELDS, PERMUTATIONS, SEED = 9, 12, 2, 24, 199, 7
N = ROWS * COLUMNS + ISLANDS


def queen():
    cells = [(r, c) for r in range(ROWS) for c in range(COLUMNS)]
    return [(i, j) for i, (a, b) in enumerate(cells) for j, (c, d) in enumerate(cells) if i != j and max(abs(a - c), abs(b - d)) == 1]


def nearest(rng):
    points = rng.uniform(0, 1, (N - ISLANDS, 2))
    apart = np.linalg.norm(points[:, None] - points[None], axis=2) + np.eye(len(points)) * 9
    return [(i, int(j)) for i, row in enumerate(apart) for j in np.sort(np.argsort(row)[:4])]


def graph(edges):
    lone = [(i, i) for i in range(N - ISLANDS, N)]
    focal, neighbour = np.array(sorted(edges + lone)).T
    return Graph.from_arrays(focal, neighbour, (focal != neighbour).astype(float))


def fields(rng):
    """From noise to smooth, skewed; three decimals."""
    r, c = np.divmod(np.arange(N), COLUMNS)
    waves = np.sin(r / 2) + np.cos(c / 3)
    return [np.round(np.exp(rng.normal(0, 0.6, N) + waves * strength), 3) for strength in np.linspace(0, 0.7, FIELDS)]


def tables(columns, counts, population, edges):
    number = {f"v{i}": v for i, v in enumerate(columns)}
    number |= {f"c{i}": v for i, v in enumerate(counts)} | {"population": population}
    write("autocorrelation_field", number)
    for name, pairs in edges.items():
        write(f"autocorrelation_{name}", {"focal": [p[0] for p in pairs], "neighbour": [p[1] for p in pairs]})


def whole(columns, counts, population, graphs):
    """One row per graph, column and weighting. esda.Geary stumbles over the islands of a Graph: it is given a W."""
    rows = []
    for g, w in enumerate(graphs):
        for i, (y, e) in enumerate(zip(columns, counts)):
            np.random.seed(100 + i)
            black = (y > np.median(y)).astype(int)
            j = Join_Counts(black, w, permutations=999 if i < 6 else 0)
            for weighting in ("b", "r"):
                m = Moran(y, w, transformation=weighting, permutations=999 if i < 12 else 0)
                c = Geary(y, w.to_W(), transformation=weighting, permutations=0)
                rate = Moran_Rate(e, population, w, transformation=weighting, permutations=0)
                rows.append({
                    "graph": g, "field": i, "standardised": int(weighting == "r"), "i": m.I, "i_expected": m.EI,
                    "i_normal": m.VI_norm, "i_normal_z": m.z_norm, "i_normal_p": m.p_norm, "i_random": m.VI_rand,
                    "i_random_z": m.z_rand, "i_random_p": m.p_rand, "i_p": m.p_sim if i < 12 else -1.0,
                    "c": c.C, "c_normal": c.VC_norm, "c_normal_z": c.z_norm, "c_normal_p": 2 * c.p_norm, "c_random": c.VC_rand,
                    "c_random_z": c.z_rand, "rate_i": rate.I, "threshold": float(np.median(y)), "bb": j.bb, "bw": j.bw,
                    "ww": j.ww, "bb_p": j.p_sim_bb if i < 6 else -1.0, "bw_p": j.p_sim_bw if i < 6 else -1.0})
    write("autocorrelation_global", {k: [row[k] for row in rows] for k in rows[0]} | {"c_p": geary_p(columns, graphs)})


def geary_p(columns, graphs):
    """Pseudo p-values of Geary's C in the order of `whole`, dealt after it so that its own deals stay what they were."""
    found = []
    for w in graphs:
        for i, y in enumerate(columns):
            np.random.seed(500 + i)
            found += [Geary(y, w.to_W(), transformation=t, permutations=999).p_sim if i < 12 else -1.0 for t in ("b", "r")]
    return found


def local(y, e, population, w):
    """Column 20, queen: statistics, and p-values with the draws they come from."""
    k = np.bincount(np.array(w.adjacency.index.get_level_values(0)), weights=w.adjacency.values, minlength=N)
    table = vec_permutations(int(k.max()), N, PERMUTATIONS, SEED)
    write("autocorrelation_draws", {f"d{i}": table[:, i] for i in range(table.shape[1])})
    run = {"permutations": PERMUTATIONS, "seed": SEED, "n_jobs": 1}
    m = Moran_Local(y, w, **run)
    rate = Moran_Local_Rate(e, population, w, **run)
    g, star = G_Local(y, w, transform="R", star=False, **run), G_Local(y, w, transform="R", star=True, **run)
    gb, starb = (G_Local(y, w, transform="B", star=s, permutations=0) for s in (False, True))
    write("autocorrelation_local", {
        "neighbours": k.astype(int), "i": m.Is, "quadrant": m.q, "p": m.p_sim, "rate": assuncao_rate(e, population),
        "rate_i": rate.Is, "rate_p": rate.p_sim, "g": g.Gs, "g_binary": gb.Gs, "g_z": gb.Zs, "g_p": g.p_sim, "star": star.Gs,
        "star_binary": starb.Gs, "star_z": starb.Zs, "star_p": star.p_sim})


def discoveries(rng):
    p = np.round(np.concatenate([rng.uniform(0, 0.02, 12), rng.uniform(0, 1, 60)]), 3)
    write("autocorrelation_fdr", {"p": p, "q": false_discovery_control(p), "cut_05": np.full(len(p), fdr(p, 0.05)),
                                  "cut_20": np.full(len(p), fdr(p, 0.2))})


rng = np.random.default_rng(31)
edges = {"queen": queen(), "nearest": nearest(rng)}
graphs = [graph(e) for e in edges.values()]
columns = fields(rng)
population = np.floor(np.exp(rng.normal(6.6, 1.2, N))) + 20
counts = [rng.poisson(population * 2e-3 * y / y.mean()) for y in columns]
tables(columns, counts, population, edges)
whole(columns, counts, population, graphs)
local(columns[20], counts[20], population, graphs[0])
discoveries(rng)
