"""The narrow no-break space (U+202F) that the web subsets of both typefaces lack, as a font of one empty glyph.

It is first in every font stack with `unicode-range: U+202F`, so that thousands never fall back to another font and the space is
as wide as we say: 0.17 em. Run once, commit the result (needs fonttools and brotli):

    python3 scripts/narrow-space.py src/fonts/narrow-space.woff2
"""

import sys

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

UNITS_PER_EM, WIDTH = 1000, 170


def square():
    """The missing-glyph mark, never shown: browsers refuse a font without one outline."""
    pen = TTGlyphPen(None)
    pen.moveTo((20, 0))
    pen.lineTo((20, 700))
    pen.lineTo((150, 700))
    pen.lineTo((150, 0))
    pen.closePath()
    return pen.glyph()


font = FontBuilder(UNITS_PER_EM, isTTF=True)
font.setupGlyphOrder([".notdef", "narrow"])
font.setupCharacterMap({0x202F: "narrow"})
font.setupGlyf({".notdef": square(), "narrow": TTGlyphPen(None).glyph()})
font.setupHorizontalMetrics({".notdef": (WIDTH, 20), "narrow": (WIDTH, 0)})
font.setupHorizontalHeader(ascent=750, descent=-250)
font.setupNameTable({"familyName": "Lanterne Narrow Space", "styleName": "Regular"})
font.setupOS2(sTypoAscender=750, sTypoDescender=-250, usWinAscent=750, usWinDescent=250)
font.setupPost()
font.font.flavor = "woff2"
font.save(sys.argv[1])
