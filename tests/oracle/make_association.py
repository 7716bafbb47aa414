"""Correlations of two columns: scipy's Pearson with its interval, and Spearman, with ties.

    VENV/bin/python make_association.py      # versions: requirements.txt; same bytes at every run
"""
import numpy as np
from frozen import write
from scipy.stats import pearsonr, spearmanr

CASES = 24
rng = np.random.default_rng(904)
pairs, answers = [], []
for case in range(CASES):
    n = int(rng.integers(6, 60))
    x = np.round(rng.lognormal(2, 0.8, n), 6)
    y = np.round(x * rng.uniform(-1, 1) + rng.normal(0, 6, n), 6)
    if case % 3 == 1:
        x, y = np.round(x / 4), np.round(y / 4)  # ties
    if case % 3 == 2:
        y = y * 1e-3 + 4.0  # far from zero
    confidence = (0.95, 0.8, 0.99)[case % 3]
    linear = pearsonr(x, y)
    low, high = linear.confidence_interval(confidence)
    pairs += zip([case] * n, x, y)
    answers.append((confidence, linear.statistic, low, high, spearmanr(x, y).statistic))
write("association_pairs", dict(zip(("case", "x", "y"), zip(*pairs))))
write("association", dict(zip(("confidence", "pearson", "low", "high", "spearman"), zip(*answers))))
