"""Comparable territories: scales and neighbours by scikit-learn, distances checked here against scipy.

    VENV/bin/python make_comparable.py       # versions: requirements.txt; same bytes at every run
"""
import numpy as np
from scipy.spatial.distance import cdist
from sklearn.metrics.pairwise import nan_euclidean_distances
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import RobustScaler, StandardScaler

from frozen import write

WEIGHTS = np.array([1.0, 2.0, 0.5, 1.5])


def features(rng):
    """150 EPCI: population, density class, share of jobs in a section, growth (negative for some)."""
    n = 150
    population = np.floor(np.exp(rng.normal(10, 1, n)))
    columns = np.column_stack([population, rng.integers(1, 8, n), rng.beta(2, 20, n) * 100, rng.normal(0, 2, n)])
    logarithm = StandardScaler().fit_transform(np.log(columns[:, :1])).ravel()
    robust, standard = RobustScaler().fit_transform(columns), StandardScaler().fit_transform(columns)
    scaled = np.column_stack([logarithm, standard[:, 1], robust[:, 2], standard[:, 3]])
    names = ("population", "density", "share", "growth")
    write("features", {name: columns[:, i] for i, name in enumerate(names)} | {f"{name}_scaled": scaled[:, i] for i, name in enumerate(names)})
    space = scaled * np.sqrt(WEIGHTS)
    distance, index = NearestNeighbors(n_neighbors=6, algorithm="brute").fit(space).kneighbors(space)
    assert np.allclose(distance, np.sort(cdist(space, space), axis=1)[:, :6], rtol=1e-9, atol=1e-7)
    exact = np.take_along_axis(cdist(space, space), index, axis=1)
    write("comparable", {f"row_{k}": index[:, k] for k in range(1, 6)} | {f"distance_{k}": exact[:, k] for k in range(1, 6)})
    # A tenth of the cells unknown, features scaled and of one weight: the whole row of distances from three units.
    holes = np.where(rng.uniform(size=scaled.shape) < 0.1, np.nan, columns)
    standard = StandardScaler().fit_transform(holes)
    gaps = nan_euclidean_distances(standard)
    write("features_holes", {name: holes[:, i] for i, name in enumerate(names)}
          | {f"distance_{unit}": np.where(np.arange(n) == unit, 0.0, gaps[unit]) for unit in (0, 1, 2)})


features(np.random.default_rng(81))
