"""How an answer of an independent program is frozen: one CSV beside this file."""
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent


def write(name, columns):
    """One CSV, numbers in their shortest exact form; None is an empty cell."""
    lines = [",".join(columns)]
    lines += [",".join("" if x is None else repr(x) for x in row) for row in zip(*(np.asarray(c).tolist() for c in columns.values()))]
    (HERE / f"{name}.csv").write_text("\n".join(lines) + "\n")
