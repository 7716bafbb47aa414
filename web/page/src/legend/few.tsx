// The legend of a few territories: a histogram of five bars says less than their names. From the highest to the lowest, the
// reference in its place.
import { tonesOf, TONES } from "../colour";
import type { Series, Territories } from "../api/document";
import { choose } from "../map/choose";
import { bound, decimal } from "../number";
import { palette, selectedRow } from "../state";
import { typeset } from "../typeset";

/** Up to so many values are listed. */
export const FEW = 6;

export function Few({ series, index }: { series: Series; index: Territories }) {
  const tones = tonesOf(series, palette.value);
  const names = new Map(index.rows.map((row, i) => [row, index.name[i] ?? ""]));
  const codes = new Map(index.rows.map((row, i) => [row, index.code[i]]));
  const rows = series.order
    .filter((i) => series.value[i] !== null)
    .reverse()
    .map((i) => ({ i, row: series.rows[i] as number, value: series.value[i] as number }));
  const { reference } = series;
  const itself = series.level === reference.level && rows.some(({ row }) => codes.get(row) === reference.code);
  const at =
    itself || reference.value === null ? -1 : rows.filter(({ value }) => value > (reference.value ?? 0)).length;
  const line = (
    <li class="reference" key="reference" hidden={reference.value === null}>
      <span>{typeset(reference.name)}</span>
      <strong>{reference.value !== null && decimal(reference.value, series.decimals)}</strong>
    </li>
  );
  return (
    <ol class="few" data-test="legend-few">
      {rows.map(({ i, row, value }, k) => {
        const tone = TONES[tones[series.class[i] ?? 0] ?? 0];
        const { from, to } = series.classes[series.class[i] ?? 0] ?? { from: value, to: value };
        const range = `Classe de ${bound(from, series.decimals)} à ${bound(to, series.decimals)}`;
        return (
          <>
            {k === at && line}
            <li key={row}>
              <button type="button" aria-pressed={row === selectedRow.value} onClick={() => void choose(row)}>
                <svg width="24" height="14" role="img" aria-label={range}>
                  <rect x=".5" y=".5" width="23" height="13" fill={tone} stroke="rgba(94,42,6,.35)" />
                  <title>{range}</title>
                </svg>
                <span>{typeset(names.get(row) ?? "")}</span>
                <strong>{decimal(value, series.decimals)}</strong>
              </button>
            </li>
          </>
        );
      })}
      {at === rows.length && line}
    </ol>
  );
}
