"""Answers of independent programs, frozen beside this script for observatory/tests/oracle.

    VENV/bin/python make_oracles.py          # versions: requirements.txt; same bytes at every run

Every input is drawn here with a fixed seed, or listed by hand where the edges matter; nothing is copied from Lanterne.
"""
import mapclassify
import numpy as np
from esda.smoothing import Empirical_Bayes, Excess_Risk
from scipy import stats
from scipy.spatial import cKDTree
from statsmodels.stats.proportion import proportion_confint

from frozen import write


def garwood():
    counts = [0, 0.25, 0.5, 1, 1.5, 2, 3, 5, 8, 10, 13, 17, 18, 20, 37, 50, 99, 100, 250, 1000, 3474, 14086, 220_729, 999_999, 2e6, 2.2e7]
    rows = [(float(e), c) for c in (0.8, 0.95, 0.99) for e in counts]
    low = [0.0 if e == 0 else stats.chi2.ppf((1 - c) / 2, 2 * e) / 2 for e, c in rows]
    high = [stats.chi2.ppf(1 - (1 - c) / 2, 2 * e + 2) / 2 for e, c in rows]
    write("garwood", {"count": [r[0] for r in rows], "confidence": [r[1] for r in rows], "low": low, "high": high})


def wilson():
    trials = [1, 2, 5, 10, 37, 100, 1000, 160_068]
    rows = [(float(round(n * s)), float(n), c) for c in (0.8, 0.95, 0.99) for n in trials for s in (0, 0.088, 0.5, 0.93, 1)]
    ends = [proportion_confint(x, n, alpha=1 - c, method="wilson") for x, n, c in rows]
    write("wilson", {"successes": [r[0] for r in rows], "trials": [r[1] for r in rows], "confidence": [r[2] for r in rows],
                     "low": [e[0] for e in ends], "high": [e[1] for e in ends]})


def posterior(rng):
    n = 400
    mean = rng.uniform(5e-4, 5e-3, n)
    variance = (mean * rng.uniform(0.05, 1.2, n)) ** 2
    exposure = np.floor(np.exp(rng.uniform(np.log(40), np.log(1.2e6), n)))
    count = rng.poisson(exposure * rng.gamma(mean**2 / variance, variance / mean)).astype(float)
    threshold = mean * rng.uniform(0.4, 1.2, n)
    law = stats.gamma(mean**2 / variance + count, scale=1 / (mean / variance + exposure))
    write("posterior", {"mean": mean, "variance": variance, "count": count, "exposure": exposure, "threshold": threshold,
                        "expected": law.mean(), "below": law.cdf(threshold), "low": law.ppf(0.025), "high": law.ppf(0.975)})


def rates(rng):
    """Communes of one region: most of them small."""
    n = 500
    population = np.floor(np.exp(rng.normal(6.6, 1.2, n))) + 20
    count = rng.poisson(population * rng.gamma(6, 2.4e-3 / 6, n)).astype(float)
    total = np.floor(population * rng.uniform(0.02, 0.2, n)) + 1
    part = np.floor(total * rng.beta(2, 18, n))
    area = np.round(np.exp(rng.normal(2.3, 0.7, n)), 2)
    jobs = rng.poisson(count * 9.3).astype(float)
    familles = rng.multinomial(count.astype(int), [0.78, 0.12, 0.04, 0.02, 0.04]).astype(float)
    with np.errstate(invalid="ignore"):                            # where nothing was counted: nan
        size, shares = np.divide(jobs, count), 100 * familles / familles.sum(axis=1, keepdims=True)
    write("rates", {"count": count, "exposure": population, "smoothed": Empirical_Bayes(count, population).r.ravel(),
                    "part": part, "whole": total, "quotient": Excess_Risk(part, total).r.ravel(),
                    "rank": stats.rankdata(-count / population, method="min").astype(int),
                    "area": area, "jobs": jobs, "density": 10_000 * count / population, "job_density": 1_000 * jobs / population,
                    "areal": np.divide(count, area), "share": 100 * part / total, "size": size,
                    **{f"famille_{k}": familles[:, k] for k in range(5)}, **{f"share_{k}": shares[:, k] for k in range(5)}})


def classes(rng):
    skewed = np.round(rng.lognormal(3, 0.6, 300), 3)
    ties = rng.poisson(20, 300).astype(float)
    columns = {}
    for name, values in (("skewed", skewed), ("ties", ties)):
        columns[name] = values
        for k in (4, 6):
            columns[f"{name}_quantile_{k}"] = mapclassify.Quantiles(values, k=k).yb
            columns[f"{name}_equal_{k}"] = mapclassify.EqualInterval(values, k=k).yb
    write("classes", columns)


def nearest(rng):
    """Great-circle neighbours through the chord, which orders points as the arc does."""
    def sphere(lon, lat):
        lon, lat = np.radians(lon), np.radians(lat)
        return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])

    n, m = 400, 60
    lon, lat = rng.uniform(1.4, 4.3, n), rng.uniform(48.8, 51.1, n)
    site_lon, site_lat = rng.uniform(1.4, 4.3, m), rng.uniform(48.8, 51.1, m)
    chord, index = cKDTree(sphere(site_lon, site_lat)).query(sphere(lon, lat))
    write("nearest", {"lon": lon, "lat": lat, "site": index, "km": 2 * 6371.0088 * np.arcsin(chord / 2)})
    write("nearest_sites", {"lon": site_lon, "lat": site_lat})


def rank_interval(rng):
    """The same posteriors, ranked in a million draws: the interval every seeded run must come near to."""
    n, draws = 30, 1_000_000
    shape, rate = rng.uniform(3, 60, n), rng.uniform(2_000, 30_000, n)
    ranks = np.empty((draws, n), np.int8)
    for start in range(0, draws, 50_000):
        x = rng.gamma(shape, 1 / rate, (50_000, n))
        ranks[start:start + 50_000] = n - np.argsort(np.argsort(x, axis=1), axis=1)
    write("rank", {"shape": shape, "rate": rate, "low": np.quantile(ranks, 0.025, axis=0, method="nearest"),
                   "median": np.quantile(ranks, 0.5, axis=0, method="nearest"), "high": np.quantile(ranks, 0.975, axis=0, method="nearest")})


garwood()
wilson()
posterior(np.random.default_rng(1))
rates(np.random.default_rng(2))
classes(np.random.default_rng(3))
nearest(np.random.default_rng(4))
rank_interval(np.random.default_rng(5))
