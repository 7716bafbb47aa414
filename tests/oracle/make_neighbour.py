"""Neighbourhoods of made-up communes, by libpysal, scipy and PROJ, frozen beside this script for observatory/tests/oracle/neighbour.rs.

    VENV/bin/python make_neighbour.py          # versions: requirements.txt; same bytes at every run

A crooked grid of 11 × 11 cells, some given to their neighbour, some to the sea; units in a shuffled order.
"""
import warnings

import geopandas as gpd
import numpy as np
import shapely
from frozen import write
from libpysal.graph import Graph
from pyproj import Transformer
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

SIDE = 11
warnings.filterwarnings("ignore")


def units(rng):
    """One polygon per unit: cells of eight points over moved corners and middles, in whole metres."""
    steps = np.stack(np.meshgrid(np.arange(2 * SIDE + 1), np.arange(2 * SIDE + 1), indexing="ij"), axis=-1)
    points = steps * 2000 + rng.integers(-350, 351, steps.shape)
    around = [(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1)]
    owner = np.arange(SIDE * SIDE)
    for cell in rng.choice(SIDE * SIDE, 25, replace=False):
        owner[cell] = owner[cell - 1] if cell % SIDE else cell
    sea = set(rng.choice(SIDE * SIDE, 30, replace=False))
    # One unit all around another, and one alone in the sea.
    ring = [SIDE * i + j for i in range(2, 5) for j in range(2, 5) if (i, j) != (3, 3)]
    owner[ring], sea = owner[ring[0]], sea - {*ring, 3 * SIDE + 3}
    owner[3 * SIDE + 3] = 3 * SIDE + 3
    alone = 8 * SIDE + 8
    owner[alone], sea = alone, (sea | {SIDE * i + j for i in range(7, 10) for j in range(7, 10)}) - {alone}
    cells = [(owner[i], shapely.Polygon([points[2 * (i // SIDE) + dx, 2 * (i % SIDE) + dy] for dx, dy in around]))
             for i in range(SIDE * SIDE) if i not in sea]
    merged = [shapely.union_all([p for o, p in cells if o == k]) for k in sorted({o for o, _ in cells})]
    return gpd.GeoSeries([merged[i] for i in rng.permutation(len(merged))])


def edges(name, graph):
    adjacency = graph.adjacency.reset_index()
    adjacency = adjacency[adjacency.weight > 0].sort_values(["focal", "neighbor"])
    write(f"neighbour_{name}", {"focal": adjacency.focal, "neighbor": adjacency.neighbor})


def main():
    rng = np.random.default_rng(20260531)
    polygons = units(rng)
    rings = [(u, r, x, y) for u, polygon in enumerate(polygons) for part in shapely.get_parts(polygon)
             for r, ring in enumerate([part.exterior, *part.interiors]) for x, y in ring.coords]
    write("neighbour_outline", dict(zip(("unit", "ring", "x", "y"), map(list, zip(*rings)))))
    queen = Graph.build_contiguity(polygons, rook=False)
    edges("queen", queen)
    edges("rook", Graph.build_contiguity(polygons, rook=True))

    points = np.round(rng.uniform(0, 44_000, (120, 2)), 2)
    write("neighbour_point", {"x": points[:, 0], "y": points[:, 1]})
    places = gpd.GeoSeries(gpd.points_from_xy(*points.T))
    edges("k_nearest", Graph.build_knn(places, k=5))
    edges("band", Graph.build_distance_band(places, threshold=5_000))

    kept = rng.random(len(polygons)) < 0.6
    matrix = queen.sparse.tocsr()[kept][:, kept]
    component = np.full(len(polygons), -1)
    component[kept] = connected_components(matrix, directed=False)[1]
    write("neighbour_component", {"kept": kept.astype(int), "component": component})

    sites = np.round(rng.uniform(0, 44_000, (60, 2)), 2)
    distance, site = cKDTree(sites).query(points)
    found = cKDTree(points).sparse_distance_matrix(cKDTree(sites), 8_000, output_type="ndarray")
    found = found[np.lexsort((found["j"], found["i"]))]
    write("neighbour_site", {"x": sites[:, 0], "y": sites[:, 1]})
    write("neighbour_nearest_site", {"site": site, "distance_m": distance})
    write("neighbour_pair", {"from": found["i"], "to": found["j"], "distance_m": found["v"]})

    lon, lat = np.round(rng.uniform(-5.2, 9.7, 60), 5), np.round(rng.uniform(41.3, 51.2, 60), 5)
    x, y = Transformer.from_crs(4326, 2154, always_xy=True).transform(lon, lat)
    write("neighbour_lambert_93", {"lon": lon, "lat": lat, "x": x, "y": y})


main()
