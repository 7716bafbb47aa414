"""The straight-line model against a routed matrix: fits its constants, then scores the ones Lanterne states.

    VENV/bin/python check_travel.py FOLDER      # holds TimeDistCarIsere.csv.gz, TimeDistToParis.csv.gz, isere.geojson.gz

Prints the fit (effective straight-line speeds by density class of each end, and a fixed time) and, for the stated
constants, the quantiles of the relative error and the share of journeys on the same side of 30 minutes.
"""
import gzip
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import lsq_linear

folder = Path(sys.argv[1])
DETOUR, FIXED, SPEEDS = 1.3, 3.0, np.array([40.0, 55.0, 58.0])  # dense, intermediate, sparse

minutes = pd.read_csv(folder / "TimeDistCarIsere.csv.gz", index_col=0) / 60
minutes.index = minutes.index.astype(str)
communes = pd.DataFrame([f["properties"] for f in json.load(gzip.open(folder / "isere.geojson.gz"))["features"]])
communes = communes.astype({"id": str}).set_index("id").loc[minutes.index]
area = pd.read_csv(folder / "TimeDistToParis.csv.gz")
area = area.set_index(area.id.str[3:]).area.reindex(communes.index)
density = (communes.population / area).to_numpy()
band = np.where(density >= 1500, 0, np.where(density >= 300, 1, 2))
t = minutes.to_numpy()
lon, lat = np.radians(communes.lon.to_numpy(float)), np.radians(communes.lat.to_numpy(float))
h = np.sin((lat[:, None] - lat) / 2) ** 2 + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
km = 2 * 6371.0088 * np.arcsin(np.sqrt(h))

for name, inside in (("all of Isère", np.ones(len(t), bool)), ("lowland, north of 45.3", communes.lat.to_numpy(float) > 45.3)):
    o, e = np.nonzero(inside[:, None] & inside & (km > 2) & (km < 45) & np.isfinite(t) & (t > 0))
    d, y = km[o, e], t[o, e]
    x = np.column_stack([d * 30 * ((band[o] == k).astype(float) + (band[e] == k)) for k in range(3)] + [np.ones(len(y))])
    fit = lsq_linear(x / y[:, None], np.ones(len(y)), bounds=(0, np.inf)).x
    print(f"{name}: {len(y)} journeys; fit: {np.round(DETOUR / fit[:3], 1)} km/h for detour {DETOUR}, fixed {fit[3]:.1f} min")
    stated = FIXED + d * DETOUR * 30 * (1 / SPEEDS[band[o]] + 1 / SPEEDS[band[e]])
    quantiles = np.quantile(stated / y - 1, [0.1, 0.25, 0.5, 0.75, 0.9])
    print(f"  stated constants: relative error {np.round(quantiles, 3)}, mean |error| {np.abs(stated - y).mean():.1f} min, "
          f"same side of 30 min {((stated > 30) == (y > 30)).mean():.3f}")
