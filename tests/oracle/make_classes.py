"""Natural, head/tail, deviation and given classes, frozen for observatory/tests/oracle/classes.rs.

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

# Breaks by hand, and those that Lanterne shows when it rounds by itself (copied from it): who falls in which class is mapclassify's.
GIVEN = {"by_hand": {"skewed": [8, 14.5, 21, 35], "ties": [8, 14.5, 21, 35]},
         "rounded": {"skewed": [12, 18, 22, 30, 40, 150], "ties": [15, 18, 20, 22, 25, 40]}}
given = {"skewed": skewed, "ties": ties}
for name, breaks in GIVEN.items():
    given |= {f"{series}_{name}": mapclassify.UserDefined(given[series], upper).yb for series, upper in breaks.items()}
write("classes_given", given)
