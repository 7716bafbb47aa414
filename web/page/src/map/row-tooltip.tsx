// The ink box beside the pointer of a map of EPCI. Refuses to know what is said of one.
import type { Map as MapLibre } from "maplibre-gl";
import type { Territories } from "../api/document";
import { hovered } from "../state";
import { typeset } from "../typeset";
import { usePointer } from "./pointer";
import { Told, TooltipBox } from "./tooltip-box";

interface Tooltip {
  map: MapLibre;
  /** `null` until it has come. */
  index: Territories | null;
  /** Where each row stands in the columns of what is shown; empty until that has come. */
  places: ReadonlyMap<number, number>;
  /** What is said of a row and its place: its name, then a line each. */
  told: (i: number, row: number) => { name: string | undefined; lines: readonly string[] };
  width: number;
  height: number;
  /** How far above the pointer the box stands where the foot of the map is near. */
  up: number;
}

export function RowTooltip({ map, index, places, told, ...size }: Tooltip) {
  const spot = usePointer(map);
  const row = hovered.value;
  const i = row === null ? undefined : places.get(row);
  if (row === null || i === undefined || !index) return null;
  const at = spot(index, index.rows.indexOf(row));
  if (!at) return null;
  const { name = "", lines } = told(i, row);
  return (
    <TooltipBox map={map} at={at} {...size}>
      <Told name={typeset(name)} lines={lines.map(typeset)} />
    </TooltipBox>
  );
}
