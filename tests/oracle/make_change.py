"""Change: pandas and numpy for growth, pandas and scipy for series carried through tables of passage.

    VENV/bin/python make_change.py           # versions: requirements.txt; same bytes at every run
"""
import numpy as np
import pandas as pd
from scipy import sparse

from frozen import write


def growth(rng):
    n = 150
    before = np.round(np.exp(rng.uniform(0, 12, n)), 1)
    after = np.round(before * np.exp(rng.normal(0, 0.4, n)), 1)
    after[:5] = [0, *before[1:5]]
    after[5] = before[5] * (1 + 1e-9)
    years = rng.integers(1, 12, n).astype(float)
    relative = 100 * pd.DataFrame([before, after]).pct_change().iloc[1].to_numpy()
    # In extended precision: the plain form loses the digits of a growth near zero.
    annual = 100 * (np.power(after.astype(np.longdouble) / before, 1 / years.astype(np.longdouble)) - 1)
    write("growth", {"before": before, "after": after, "years": years, "absolute": after - before, "relative": relative,
                     "annual": annual.astype(float)})


def passage(rng):
    """60 communes, 52 a year later, 50 the year after: mergers, splits, and codes that only change."""
    def table(rows, to):
        parts = [(row, rng.integers(0, to), 1.0) for row in range(rows)]
        for row in rng.choice(rows, 8, replace=False):
            first, second = rng.choice(to, 2, replace=False)
            share = round(rng.uniform(0.05, 0.95), 4)
            parts[row] = (row, first, share)
            parts.append((row, second, 1 - share))
        return pd.DataFrame(parts, columns=["from", "to", "share"])

    people = np.floor(np.exp(rng.normal(6.5, 1.2, 60)))
    one, two = table(60, 52), table(52, 50)
    write("passage_one", {name: one[name] for name in one})
    write("passage_two", {name: two[name] for name in two})
    write("passage_people", {"people": people})
    merged = one.assign(people=people[one["from"]] * one.share).groupby("to").people.sum().reindex(range(52))
    matrix = [sparse.coo_array((t.share, (t["to"], t["from"])), shape) for t, shape in ((one, (52, 60)), (two, (50, 52)))]
    both = (matrix[1].tocsr() @ matrix[0].tocsr()) @ people
    reached = (abs(matrix[1].tocsr()) @ abs(matrix[0].tocsr())).sum(axis=1) > 0
    write("passage_carried", {"one": merged})
    write("passage_chained", {"both": np.where(reached, both, np.nan)})


growth(np.random.default_rng(71))
passage(np.random.default_rng(72))
