// The ink box beside the pointer: the EPCI, the zones it is in, the tests that hold there.
import type { Map as MapLibre } from "maplibre-gl";
import { usePointer } from "../map/pointer";
import { Told, TooltipBox } from "../map/tooltip-box";
import { hovered } from "../state";
import { typeset } from "../typeset";
import type { Watch, WatchZone } from "./document";
import { ORIGIN } from "./looks";
import { holding, places, territories, watch } from "./state";

const WIDTH = 290;

export function ZonesTooltip({ map }: { map: MapLibre }) {
  const spot = usePointer(map);
  const row = hovered.value;
  const shown = watch.data.value;
  const index = territories.data.value;
  if (row === null || !shown || !index) return null;
  const i = places.value.get(row);
  const at = spot(index, index.rows.indexOf(row));
  if (i === undefined || !at) return null;
  return (
    <TooltipBox map={map} at={at} width={WIDTH} height={150} up={130}>
      <Told name={typeset(shown.units.name[i] ?? "")} lines={linesOf(shown, i, holding(row)).map(typeset)} />
    </TooltipBox>
  );
}

/** A line each: in the box, and to who moves the cursor by keyboard. */
export function linesOf(
  { units, known_kinds }: Pick<Watch, "units" | "known_kinds">,
  i: number,
  zones: readonly WatchZone[],
): string[] {
  const kinds = known_kinds.filter(({ slug }) => units.kinds[i]?.includes(slug)).map(({ name }) => name.toLowerCase());
  const tests = kinds.length === 0 ? "Aucun des tests choisis ne tient" : `Tests qui tiennent : ${kinds.join(", ")}`;
  return [tests, ...zones.map(({ origin, name }) => `${ORIGIN[origin]} : ${name}`)];
}
