"""Executes the notebooks from clean on a published snapshot, and keeps their pictures.

    python run.py --var VAR --url http://127.0.0.1:PORT --out FOLDER

Each notebook runs in a new kernel; a cell that fails fails the run, a notebook without a picture too. The executed copies and
the pictures go to FOLDER; the committed ones hold no output, and what is read in them is set in French (both checked here).
"""
import argparse
import base64
import os
import re
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

HERE = Path(__file__).parent


def stripped(notebook, name):
    for cell in notebook.cells:
        if cell.cell_type == "code" and (cell.outputs or cell.execution_count is not None):
            sys.exit(f"{name}: an output is committed; strip it")


# A space that may break where French asks for one that may not; a number with the point or the comma of English.
BREAKS = re.compile(r" [:;?!%»]|« |\d \d{3}\b|\d\.\d|\d,\d{3}\b")


def typeset(notebook, name):
    """What a person reads: the texts, and once executed what the cells print."""
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    printed = [output.text for output in outputs if output.get("name") == "stdout"]
    for text in printed + [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]:
        if found := BREAKS.search(text):
            sys.exit(f"{name}: « {found.group()} » in « {text[max(0, found.start() - 30):found.end() + 30]} »")


def pictures(notebook, out, name):
    found = [output.data["image/png"] for cell in notebook.cells if cell.cell_type == "code"
             for output in cell.outputs if "image/png" in output.get("data", {})]
    for number, picture in enumerate(found, 1):
        (out / f"{name}-{number}.png").write_bytes(base64.b64decode(picture))
    if not found:
        sys.exit(f"{name}: no picture")
    return len(found)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--var", type=Path, required=True)
    parser.add_argument("--url", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", nargs="*")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    os.environ["LANTERNE_SNAPSHOT"] = str((options.var / "snapshots" / (options.var / "current").read_text().strip() / "lanterne.duckdb").resolve())
    os.environ["LANTERNE_URL"] = options.url
    os.environ.setdefault("PYTHONWARNINGS", "ignore:IProgress not found")
    for path in sorted(HERE.glob("*.ipynb")):
        if options.only and path.stem not in options.only:
            continue
        notebook = nbformat.read(path, as_version=4)
        stripped(notebook, path.name)
        typeset(notebook, path.name)
        start = time.monotonic()
        try:
            NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(HERE)}}).execute()
        except CellExecutionError as failure:
            sys.exit(f"{path.name}: {failure}")
        finally:
            nbformat.write(notebook, options.out / path.name)
        typeset(notebook, path.name)
        print(f"{path.name}: {pictures(notebook, options.out, path.stem)} pictures, {time.monotonic() - start:.0f} s", flush=True)


main()
