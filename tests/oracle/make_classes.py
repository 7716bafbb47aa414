"""Natural, head/tail and deviation classes, frozen for observatory/tests/oracle/classes.rs.

    VENV/bin/python make_classes.py          # versions: requirements.txt; same bytes at every run

The series are those of make_oracles.py's `classes`, and one of many zeros. Assignments, from 0.
"""
import jenkspy
import mapclassify
import numpy as np
from frozen import write


def natural(values, k):
    """jenkspy's assignments; on so few values mapclassify must agree to the last one."""
    upper = np.array(jenkspy.jenks_breaks(values, n_classes=k)[1:])
    classes = np.searchsorted(upper, values, side="left")
    assert (classes == mapclassify.FisherJenks(values, k=k).yb).all()
    return classes


rng = np.random.default_rng(3)
skewed = np.round(rng.lognormal(3, 0.6, 300), 3)
ties = rng.poisson(20, 300).astype(float)
zeros = np.where(rng.uniform(size=300) < 0.6, 0.0, np.round(rng.lognormal(2, 0.9, 300), 2) + 5)
columns = {}
for name, values in (("skewed", skewed), ("ties", ties), ("zeros", zeros)):
    columns[name] = values
    for k in (2, 4, 6):
        columns[f"{name}_jenks_{k}"] = natural(values, k)
        columns[f"{name}_deviation_{k}"] = mapclassify.StdMean(values, multiples=[j - k / 2 for j in range(1, k)]).yb
    columns[f"{name}_deviation_5"] = mapclassify.StdMean(values, multiples=[-1.5, -0.5, 0.5, 1.5]).yb
    columns[f"{name}_head_tail"] = mapclassify.HeadTailBreaks(values).yb
write("classes_natural", columns)
