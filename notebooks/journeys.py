"""Minutes from communes to sites, made again from the snapshot's tables: what was supplied first, else the stated straight line.

Refuses to know what the minutes are for. Next: notebooks 2 (who lives far) and 3 (where to open).
"""
import numpy as np

from lanterne import snapshot

SOURCES = ["matrice", "reseau"]
# Longer journeys by the straight line are none.
HORIZON_MIN = 240


def communes(region):
    """The communes of a region, in row order."""
    return snapshot.execute(
        'SELECT "row", code, name, lon, lat, population, population / area_km2 AS density FROM territory '
        "WHERE level = 'commune' AND region = ? ORDER BY \"row\"",
        [region],
    ).df()


def sites():
    """The sites where an operator can be met: their place is known, and they are no declared zone."""
    return snapshot.sql(
        """
        SELECT s.site, s.card, s.basis, s.lon, s.lat, t."row", t.population / t.area_km2 AS density
        FROM site s LEFT JOIN territory t ON t.level = 'commune' AND t.code = s.commune
        WHERE s.network = 'operateur' AND s.kind <> 'zone' AND s.lon IS NOT NULL ORDER BY s.site
        """
    ).df()


def straight(origins, destinations):
    """Great circle × 1.3, plus three minutes, half of the way at the speed of each end: 40, 55 or 58 km/h as it is dense."""
    lon, lat = (np.radians(origins[name].to_numpy(float))[:, None] for name in ("lon", "lat"))
    lon2, lat2 = (np.radians(destinations[name].to_numpy(float)) for name in ("lon", "lat"))
    chord = np.sin((lat2 - lat) / 2) ** 2 + np.cos(lat) * np.cos(lat2) * np.sin((lon2 - lon) / 2) ** 2
    km = 2 * 6371.0088 * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    here, there = slowness(origins)[:, None], slowness(destinations)
    here, there = np.where(np.isnan(here), there, here), np.where(np.isnan(there), here, there)
    minutes = np.where(km == 0, 0.0, 3 + km * 1.3 * 30 * np.nan_to_num(here + there, nan=2 / 58))
    return np.where(minutes > HORIZON_MIN, np.inf, minutes)


def slowness(places):
    density = places["density"].to_numpy(float)
    return np.where(np.isnan(density), np.nan, 1 / np.select([density >= 1_500, density >= 300], [40.0, 55.0], 58.0))


def minutes(origins, destinations):
    """One row per origin, one column per destination; infinite: the journey cannot be made.

    A supplied table answers for every journey whose two ends it knows, and where it holds none there is none.
    """
    best = straight(origins, destinations)
    answered = np.zeros(best.shape, bool)
    cards = snapshot.sql("SELECT DISTINCT source, card FROM travel_end ORDER BY card").fetchall()
    for _, card in sorted(cards, key=lambda known: SOURCES.index(known[0])):
        ends = snapshot.execute('SELECT "row", origin, destination FROM travel_end WHERE card = ?', [card]).df()
        known = origins["row"].isin(ends["row"][ends["origin"]]).to_numpy()[:, None] \
            & destinations["row"].isin(ends["row"][ends["destination"]]).to_numpy()
        held = snapshot.execute(
            "SELECT origin, destination, minutes FROM travel_time "
            "WHERE card = ? AND origin IN (SELECT unnest(?)) AND destination IN (SELECT unnest(?))",
            [card, origins["row"].tolist(), destinations["row"].dropna().astype(int).tolist()],
        ).df()
        held = held.pivot(index="origin", columns="destination", values="minutes") \
            .reindex(index=origins["row"], columns=destinations["row"]).fillna(np.inf)
        best = np.where(known & ~answered, held.to_numpy(float), best)
        answered |= known
    return best
