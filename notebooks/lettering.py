"""The letters of the pictures: those of the page, where it is built, with the narrow no-break space they lack; else matplotlib's own.

Refuses to know where letters are used. Next: lanterne.py.
"""
import tempfile
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.varLib.instancer import instantiateVariableFont
from matplotlib import font_manager

PAGE = Path(__file__).parent.parent / "web/page/node_modules/@fontsource-variable"
SANS, SERIF, PLAIN = "Source Sans 3", "Source Serif 4", "DejaVu Sans"
_folder = tempfile.TemporaryDirectory()


def families():
    """The families for text and for titles, the preferred first."""
    found = {family: PAGE / slug / "files" / f"{slug}-latin-wght-normal.woff2"
             for family, slug in ((SANS, "source-sans-3"), (SERIF, "source-serif-4"))}
    if not all(path.is_file() for path in found.values()):
        return [PLAIN], [PLAIN]
    for family, path in found.items():
        font_manager.fontManager.addfont(_regular(family, path))
    return [SANS, PLAIN], [SERIF, PLAIN]


def _regular(family, path):
    """The regular weight of a variable font of the web, as a file that matplotlib reads."""
    font = instantiateVariableFont(TTFont(path), {"wght": 400})
    font.flavor = None
    space, (width, _) = "narrow_no_break_space", font["hmtx"]["space"]
    font["glyf"][space] = Glyph()
    font["hmtx"][space] = (width * 3 // 4, 0)
    for table in font["cmap"].tables:
        table.cmap[0x202F] = space
    for identifier in (1, 16):
        font["name"].setName(family, identifier, 3, 1, 0x409)
    written = Path(_folder.name) / f"{path.stem}.ttf"
    font.save(written)
    return written
