"""The land around France: what the map shows beside the territories, so that a land border is not taken for a coast.

Natural Earth 1:10m (public domain), as packed by npm `world-atlas` 2.0.2, file countries-10m.json. France is left out (the tiles
draw it, exactly); its neighbours are grown a little over the common border, under the tiles, so that no sea shows between two
generalisations of one line. Run once, commit the result:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 scripts/ground.py package/countries-10m.json src/map/ground.json      # needs shapely
"""

import json
import sys

from shapely.geometry import box, mapping, shape
from shapely.ops import unary_union

WINDOWS = [  # west, south, east, north: around metropolitan France, then each overseas department
    (-13.0, 38.0, 17.0, 57.0),
    (-60.0, -2.0, -46.0, 9.0),
    (-64.0, 12.5, -58.5, 19.0),
    (41.0, -17.0, 52.0, -10.0),
    (54.0, -22.5, 59.0, -19.0),
]
OVERLAP_DEGREES = 0.04
TOLERANCE_DEGREES = 0.01


def read(path):
    """TopoJSON countries as (name, shapely geometry)."""
    topology = json.load(open(path))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(references):
        points = []
        for reference in references:
            arc = arcs[reference] if reference >= 0 else arcs[~reference][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    for country in topology["objects"]["countries"]["geometries"]:
        kind = country.get("type")
        if kind is None:
            continue
        polygons = [country["arcs"]] if kind == "Polygon" else country["arcs"]
        rings = [[ring(r) for r in polygon] for polygon in polygons]
        coordinates = [[r for r in polygon if len(r) > 3] for polygon in rings if len(polygon[0]) > 3]
        yield country["properties"]["name"], shape({"type": "MultiPolygon", "coordinates": coordinates}).buffer(0)


def main(source, target):
    countries = list(read(source))
    france = next(g for name, g in countries if name == "France")
    land, borders = [], []
    for window in (box(*w) for w in WINDOWS):
        near = [g.intersection(window).buffer(0) for name, g in countries if name != "France" and g.intersects(window)]
        ours = france.intersection(window)
        common = unary_union([g.buffer(0.001).intersection(ours.boundary) for g in near])
        land.append(unary_union([*near, common.buffer(OVERLAP_DEGREES)]).simplify(TOLERANCE_DEGREES))
        for i, a in enumerate(near):
            for b in near[i + 1 :]:
                line = a.boundary.intersection(b.boundary)
                if line is not None and line.length > 0:
                    borders.append(line.simplify(TOLERANCE_DEGREES))

    def rounded(value):
        return [rounded(v) for v in value] if isinstance(value, (list, tuple)) else round(value, 3)

    def feature(kind, geometry):
        drawn = mapping(geometry)
        return {"type": "Feature", "properties": {"kind": kind}, "geometry": {**drawn, "coordinates": rounded(drawn["coordinates"])}}

    lines = [part for g in borders for part in getattr(g, "geoms", [g]) if part.geom_type.endswith("LineString")]
    features = [feature("land", unary_union(land)), feature("border", unary_union(lines))]
    with open(target, "w") as out:
        json.dump({"type": "FeatureCollection", "features": features}, out, separators=(",", ":"))
        out.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
