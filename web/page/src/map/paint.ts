// From columns to feature states: which tone, which patterns, for each row. It sets only what changed, so that another indicator
// costs a few hundred assignments and no tile.
import type { Map as MapLibre } from "maplibre-gl";
import type { DrawnKind, Series, WhiteZones } from "../api/document";
import { NO_DATA, tonesOf, WHITE } from "../colour";
import type { Layer } from "../link";

/** What one territory looks like, packed: tone in the low byte, then one bit per pattern. */
const OFFRE = 1 << 8;
const ACCOMPAGNEMENT = 1 << 9;
const FIABILITE = 1 << 10;
const FOYER_FROID = 1 << 11;

/** Appearance by row. A figure published elsewhere has no class: it stands as a number (names.ts). A white zone is white under its hatch; dots show only over a colour. */
export function appearances(
  series: Series,
  whiteZones: WhiteZones | null,
  layers: readonly Layer[],
): Map<number, number> {
  const tones = tonesOf(series);
  const offre = verdicts(whiteZones, series, "offre", layers);
  const foyerFroid = verdicts(whiteZones, series, "foyer_froid", layers);
  const accompagnement = verdicts(whiteZones, series, "accompagnement", layers);
  const dotted = layers.includes("fiabilite");
  const result = new Map<number, number>();
  series.rows.forEach((row, i) => {
    const k = series.class[i] ?? null;
    let look = NO_DATA;
    if (k !== null) look = tones[k] ?? NO_DATA;
    const white =
      (offre.has(row) ? OFFRE : 0) |
      (foyerFroid.has(row) ? FOYER_FROID : 0) |
      (accompagnement.has(row) ? ACCOMPAGNEMENT : 0);
    if (white) look = WHITE | white;
    else if (dotted && k !== null && series.reliable[i] === false) look |= FIABILITE;
    result.set(row, look);
  });
  return result;
}

function verdicts(
  whiteZones: WhiteZones | null,
  series: Series,
  kind: DrawnKind,
  layers: readonly Layer[],
): Set<number> {
  const found = new Set<number>();
  if (!whiteZones || whiteZones.level !== series.level || !layers.includes(kind)) return found;
  whiteZones.rows.forEach((row, i) => {
    if (whiteZones.kinds[kind].verdict[i] === "oui") found.add(row);
  });
  return found;
}

/** Keeps what each source shows and sets the difference. */
export class Painter {
  private readonly shown = new Map<string, Map<number, number>>();

  constructor(private readonly map: MapLibre) {}

  /** Shows the appearances of a level; returns how many territories changed. */
  show(level: string, next: Map<number, number>): number {
    const before = this.shown.get(level) ?? new Map<number, number>();
    let changed = 0;
    for (const row of before.keys()) {
      if (next.has(row)) continue;
      this.map.removeFeatureState({ source: level, sourceLayer: level, id: row });
      changed++;
    }
    for (const [row, look] of next) {
      if (before.get(row) === look) continue;
      this.map.setFeatureState(
        { source: level, sourceLayer: level, id: row },
        {
          tone: look & 0xff,
          offre: (look & OFFRE) !== 0,
          foyer_froid: (look & FOYER_FROID) !== 0,
          accompagnement: (look & ACCOMPAGNEMENT) !== 0,
          fiabilite: (look & FIABILITE) !== 0,
        },
      );
      changed++;
    }
    this.shown.set(level, next);
    return changed;
  }
}
