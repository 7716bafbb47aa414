"""Cohort coverage: pandas for the counts, statsmodels for Kaplan–Meier, scipy and exact integers for the laws.

    VENV/bin/python make_cohort.py           # versions: requirements.txt; same bytes at every run
"""
from fractions import Fraction
from math import comb

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

from frozen import write


def received(rng):
    """500 aids of three schemes in 60 units over eight years; the cohort is scheme 1 or 2, 2019 to 2023."""
    n = 500
    aids = pd.DataFrame({"unit": np.floor(60 * rng.beta(1, 2.5, n)).astype(int), "scheme": rng.integers(0, 3, n),
                         "year": rng.integers(2017, 2025, n), "beneficiaries": rng.poisson(1.6, n)})
    write("benefits", {name: aids[name] for name in aids})
    cohort = aids[aids.scheme.isin([1, 2]) & aids.year.between(2019, 2023) & (aids.beneficiaries > 0)]
    by_unit = cohort.groupby("unit").agg(count=("beneficiaries", "sum"), first=("year", "min"), last=("year", "max"))
    by_unit = by_unit.reindex(range(60))
    covered = [(by_unit["first"] <= year).sum() for year in range(2019, 2024)]
    write("received", {"beneficiaries": by_unit["count"].fillna(0).astype(int), "first": by_unit["first"],
                       "last": by_unit["last"], "covered": [*covered, *([covered[-1]] * 55)]})


def survival(rng):
    """Waiting times in quarters of a year, ties and censoring at every time."""
    n = 220
    waited, seen = np.ceil(4 * rng.exponential(4.0, n)) / 4, np.ceil(4 * rng.uniform(0.5, 9, n)) / 4
    years, reached = np.minimum(waited, seen), (waited <= seen).astype(int)
    write("spells", {"years": years, "reached": reached})
    law = SurvfuncRight(years, reached)
    s, se = law.surv_prob, law.surv_prob_se
    stretch = np.exp(stats.norm.ppf(0.975) * se / (s * np.log(s)))
    low, high = np.minimum(s**stretch, s**(1 / stretch)), np.maximum(s**stretch, s**(1 / stretch))
    write("survival", {"years": law.surv_times, "at_risk": law.n_risk, "reached": law.n_events.astype(int), "waiting": s,
                       "error": se, "low": low, "high": high})


def log_rank(rng):
    """Waiting times of two to five groups of their own pace, in years, ties and censoring at every time; what survdiff says of them."""
    spells, answers = [], []
    for case in range(24):
        groups = 2 + case % 4
        group = rng.integers(0, groups, 12 + 2 * case)
        waited, seen = np.ceil(rng.exponential(2.0 + group * (case % 3))), np.ceil(rng.uniform(0.5, 6, len(group)))
        years, reached = np.minimum(waited, seen), (waited <= seen).astype(int)
        statistic, _ = survdiff(years, reached, group)
        # A group gone before anybody is reached has no part.
        held = sum(years[group == one].max() >= years[reached == 1].min() for one in np.unique(group))
        answers.append((case, groups, float(statistic), float(stats.chi2.sf(statistic, held - 1))))
        spells += zip([case] * len(group), group, years, reached)
    write("log_rank_spells", dict(zip(("case", "group", "years", "reached"), map(list, zip(*spells)))))
    write("log_rank", dict(zip(("case", "groups", "statistic", "probability"), zip(*answers))))


def allocation(rng):
    n = 120
    p, draws = np.exp(rng.uniform(np.log(1e-7), np.log(0.9), n)), rng.integers(0, 3000, n)
    law = stats.binom(draws, p)
    write("allocation", {"p": p, "n": draws, "expected": law.mean(), "none": law.pmf(0)})


def occupancy():
    """Surjections counted in exact integers: Pr(k of m cells hold something after n) = C(m,k) k! S(n,k) / mⁿ."""
    rows = []
    for m, n in ((1, 5), (7, 3), (12, 20), (90, 20), (90, 60), (90, 200)):
        for k in range(0, min(m, n) + 1, 1 if m < 20 else 3):
            onto = sum((-1) ** (k - i) * comb(k, i) * i**n for i in range(k + 1))
            rows.append((m, n, k, float(Fraction(comb(m, k) * onto, m**n))))
    columns = list(zip(*rows))
    write("occupancy", dict(zip(("units", "n", "covered", "probability"), columns)))


received(np.random.default_rng(61))
survival(np.random.default_rng(62))
allocation(np.random.default_rng(63))
occupancy()
log_rank(np.random.default_rng(65))
