"""Inequality of weighted rates, frozen for observatory/tests/oracle/equity.rs.

    VENV/bin/python make_equity.py          # versions: requirements.txt; same bytes at every run

The peers are unweighted: each unit is repeated as many times as its weight. Drawn here with a fixed seed.
"""
import numpy as np
import pandas as pd
from frozen import write
from inequality.atkinson import atkinson
from inequality.gini import Gini
from inequality.schutz import Schutz
from inequality.theil import Theil, TheilD

CASES, UNITS, GROUPS = 24, 30, 5


def case(rng, number):
    """Rates of a few shapes; the last six cases hold zeros, and the first three have the weight 1 everywhere."""
    rate = np.round(rng.lognormal(rng.uniform(-6, 4), rng.uniform(0.05, 1.6), UNITS), 8) + 1e-6
    if number % 4 == 1:
        rate = np.round(rate / np.median(rate) * 4) / 4 + 0.25  # ties
    if number >= CASES - 6:
        rate[rng.integers(0, UNITS, 4)] = 0.0
    weight = np.ones(UNITS, int) if number < 3 else rng.integers(1, 60, UNITS)
    return rate, weight, rng.integers(0, GROUPS, UNITS)


def by_hand(x, group):
    """Herfindahl, Theil's L with its parts, and the Palma ratio on the Lorenz curve: no peer has them."""
    mean, ids = x.mean(), np.unique(group)
    groups = [x[group == g] for g in ids]
    with np.errstate(divide="ignore"):
        l = np.mean(np.log(mean / x))
        between = sum(len(g) / len(x) * np.log(mean / g.mean()) for g in groups)
        within = sum(len(g) / len(x) * np.mean(np.log(g.mean() / g)) for g in groups)
    people = np.linspace(0, 1, len(x) + 1)
    amount = np.r_[0, np.cumsum(np.sort(x))] / x.sum()
    lorenz = {f"lorenz_{int(100 * p)}": np.interp(p, people, amount) for p in (0.1, 0.4, 0.5, 0.75, 0.9)}
    return {"herfindahl": ((x / x.sum()) ** 2).sum(), "theil_l": l, "between_l": between, "within_l": within, "palma": (1 - lorenz["lorenz_90"]) / lorenz["lorenz_40"]} | lorenz


def peers(x, group):
    d = TheilD(x, group)
    row = {"gini": Gini(x).g, "hoover": Schutz(pd.DataFrame({"x": x}), "x").distance,
           "theil_t": np.ravel(Theil(x).T)[0], "between_t": np.ravel(d.bg)[0], "within_t": np.ravel(d.wg)[0]}
    for name, aversion in (("atkinson_half", 0.5), ("atkinson_one", 1), ("atkinson_two", 2)):
        row[name] = atkinson(x, aversion) if (x > 0).all() else -1.0  # the peer refuses a zero
    return row


rng = np.random.default_rng(71)
units, answers = [], []
for number in range(CASES):
    rate, weight, group = case(rng, number)
    units += zip([number] * UNITS, rate, weight, group)
    x, g = np.repeat(rate, weight), np.repeat(group, weight)
    answers.append(peers(x, g) | by_hand(x, g))
write("equity_units", dict(zip(("case", "rate", "weight", "group"), zip(*units))))
answers = pd.DataFrame(answers).replace([np.inf, -np.inf], -1.0)  # L with a zero
write("equity", {name: answers[name].to_numpy(float) for name in answers})
