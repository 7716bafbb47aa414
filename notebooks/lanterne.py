"""What every notebook begins with: the published snapshot, the service that answers beside it, and how numbers, sentences and
pictures are set in French.

Refuses to know any measure: a notebook computes what it checks. Next: journeys.py, the minutes of notebooks 2 and 3.
"""
import json
import os
import re
import textwrap
import urllib.request
from pathlib import Path

import duckdb
import geopandas
import matplotlib.pyplot as plt
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, LogFormatter, NullFormatter, ScalarFormatter
from shapely.geometry import box

import lettering

FILE = Path(os.environ["LANTERNE_SNAPSHOT"])
snapshot = duckdb.connect(str(FILE), read_only=True)
parameter = dict(snapshot.sql("SELECT name, value FROM parameter").fetchall())

# The cards of the registers that cover the snapshot's departments; what is synthetic is said in every title made from them.
REGISTER = [card for (card,) in snapshot.sql("SELECT DISTINCT card FROM coverage ORDER BY card").fetchall()]
_made_up = snapshot.execute("SELECT card FROM card WHERE synthetic AND card IN (SELECT unnest(?))", [REGISTER]).fetchall()
SYNTHETIC = " (données synthétiques)" if _made_up else ""

INK, INK_2, INK_3, PAPER, RULE = "#17203a", "#4a5370", "#626985", "#fbf9f5", "#ddd7cb"
LANTERN, LIGHT, COOL, COOL_2 = "#b85c00", "#f4a636", "#3b4ca0", "#7c86c4"
SEQUENTIAL = ["#fff6e0", "#fbd38d", "#f4a636", "#d97b16", "#a8500b", "#5e2a06"]
# The direction of a hatch is the kind of white zone, as on the map.
HATCH = {"offre": "////", "foyer_froid": "----", "accompagnement": "\\\\\\\\"}
# Pieces of an outline on both sides of a tile's border stand less than this apart.
TOUCH_M = 40
SANS, SERIF = lettering.families()
plt.rcParams.update({
    "font.family": SANS,
    "figure.figsize": (8, 5), "figure.dpi": 120, "figure.facecolor": PAPER, "savefig.facecolor": PAPER, "axes.facecolor": PAPER,
    "axes.spines.top": False, "axes.spines.right": False, "axes.edgecolor": INK_3, "axes.labelcolor": INK_2, "text.color": INK,
    "xtick.color": INK_3, "ytick.color": INK_3, "xtick.labelcolor": INK_2, "ytick.labelcolor": INK_2, "font.size": 11,
    "axes.titlesize": 13, "axes.titlelocation": "left", "axes.titlepad": 10, "figure.titlesize": 16, "hatch.linewidth": 0.7,
    "legend.frameon": False, "legend.borderpad": 0,
})


def served(path):
    """What the service answers at an address."""
    with urllib.request.urlopen(os.environ["LANTERNE_URL"] + path) as answer:
        return json.load(answer)


def fr(number, decimals=0):
    """A number as French prints it: decimal comma, thousands apart by U+202F, true minus sign."""
    return f"{number:,.{decimals}f}".translate({ord(","): "\u202f", ord("."): ",", ord("-"): "−"})


def percent(share, decimals=0):
    """A share as a percentage."""
    return f"{fr(100 * share, decimals)}\u202f%"


def some(count, one, many):
    """A count and what is counted; French has the singular below two."""
    return f"{fr(count)} {one if count < 2 else many}"


def listed(names):
    """Names one after the other."""
    *others, last = names
    return f"{', '.join(others)} et {last}" if others else last


def french(text):
    """The no-break spaces and the apostrophe that French asks for, as the service sets them."""
    text = re.sub("[ \u00a0](?=[;!?%])", "\u202f", text).replace("'", "’")
    return re.sub("(?<=«) | (?=[:»])", "\u00a0", text)


def say(sentence):
    """A sentence, set in French."""
    print(french(sentence))


def outlines(level, rows):
    """The outlines of some rows of a level, from the snapshot's own tiles, in Lambert-93; index: row."""
    ends = "min(west), min(south), max(east), max(north)"
    (*bounds,) = snapshot.execute(
        f'SELECT {ends} FROM territory WHERE level = ? AND "row" IN (SELECT unnest(?))', [level, [int(row) for row in rows]]
    ).fetchone()
    (window,) = geopandas.GeoSeries([box(*bounds)], crs=4326).to_crs(3857)
    pieces = geopandas.read_file(FILE.parent / "tiles" / f"{level}.pmtiles", bbox=window.bounds, ZOOM_LEVEL="8")
    # A tile cuts what crosses its border: the pieces, brought to touch, are one again.
    pieces = pieces.to_crs(2154)
    pieces.geometry = pieces.buffer(TOUCH_M, join_style="mitre")
    return pieces.dissolve("mvt_id").geometry.buffer(-TOUCH_M, join_style="mitre").reindex(rows)


def panels():
    """Two maps side by side under one title."""
    edges = {"left": 0, "right": 1, "bottom": 0.01, "top": 0.87, "wspace": 0.04}
    figure, both = plt.subplots(1, 2, figsize=(11, 6.4), gridspec_kw=edges)
    for axes in both:
        axes.set_anchor("W")
        axes.set_axis_off()
    return figure, both


def source(cards=None):
    """The source line under a picture; of the register unless other cards are named."""
    found = snapshot.execute(
        "SELECT title, millesime, synthetic FROM card WHERE card IN (SELECT unnest(?)) ORDER BY card", [list(cards or REGISTER)]
    ).fetchall()
    # What follows a colon in a title is its contents.
    titles = [re.split("[ \u00a0]:", title)[0] + f", millésime {millesime}" for title, millesime, _ in found]
    mark = " Données synthétiques." if any(synthetic for *_, synthetic in found) else ""
    return f"Source : {' ; '.join(titles)}, géographie {parameter['cog']}.{mark}"


def publish(figure, line, width=115):
    """Shows a picture: its numbers and its sentences in French, and under it what they rest on."""
    def tick(value, _):
        return fr(value, len(f"{value:.10g}".partition(".")[2]))

    for axis in [axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)]:
        if isinstance(axis.get_major_formatter(), (ScalarFormatter, LogFormatter)):
            axis.set_major_formatter(FuncFormatter(tick))
            axis.set_minor_formatter(NullFormatter())
    if figure.get_suptitle():
        figure.suptitle(figure.get_suptitle(), x=0, ha="left")
    titles = {figure.get_suptitle()} if figure.get_suptitle() else {axes.get_title(loc="left") for axes in figure.axes}
    for text in figure.findobj(Text):
        text.set_family(SERIF if text.get_text() in titles else SANS)
        text.set_text(french(text.get_text()))
    figure.draw_without_rendering()
    left = min(axes.get_position().x0 for axes in figure.axes)
    bottom = figure.get_tightbbox().y0 / figure.get_figheight()
    figure.text(left, bottom - 0.02, french(textwrap.fill(line, width)), va="top", fontsize=9, color=INK_3)
    plt.show()
