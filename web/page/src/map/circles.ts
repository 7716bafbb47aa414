// Proportional circles: an amount is shown by an area, never by a colour of the ground. The largest circle has one size on every map,
// and the legend draws the same circles.
import style from "../../../../tiles/style.json";
import type { Series, Territories } from "../api/document";
import { NO_DATA, tonesOf } from "../colour";
import type { Palette } from "../link";

/** Radius of the largest circle at zoom 7, CSS pixels. */
export const LARGEST = style.circles.largest;
/** No circle that stands for something is too small to be seen. */
const SMALLEST = style.circles.smallest;

/** Radius of an amount, its area in proportion. */
export const radiusOf = (amount: number, most: number): number =>
  amount <= 0 || most <= 0 ? 0 : Math.max(SMALLEST, LARGEST * Math.sqrt(amount / most));

export const largest = (series: Series): number =>
  series.numerator.reduce<number>((most, amount) => Math.max(most, amount ?? 0), 0);

/** One point per territory whose amount and place are known. */
export function circlesOf(
  series: Series | null,
  index: Territories | null,
  palette: Palette,
  brushed: ReadonlySet<number> | null,
) {
  const none = { type: "FeatureCollection", features: [] as unknown[] };
  if (!series || index?.level !== series.level) return none;
  const at = new Map(index.rows.map((row, i) => [row, i]));
  const tones = tonesOf(series, palette);
  const most = largest(series);
  const features = series.rows.flatMap((row, i) => {
    const place = at.get(row) ?? -1;
    const [lon, lat, amount] = [index.lon[place], index.lat[place], series.numerator[i]];
    if (typeof lon !== "number" || typeof lat !== "number" || !amount) return [];
    const tone = tones[series.class[i] ?? -1] ?? NO_DATA;
    return [
      {
        type: "Feature",
        id: row,
        geometry: { type: "Point", coordinates: [lon, lat] },
        properties: { radius: radiusOf(amount, most), tone, faded: brushed !== null && !brushed.has(row) },
      },
    ];
  });
  return { ...none, features };
}
