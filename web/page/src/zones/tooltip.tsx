// The ink box beside the pointer: the EPCI, the zones it is in, the tests that hold there.
import type { Map as MapLibre } from "maplibre-gl";
import { RowTooltip } from "../map/row-tooltip";
import type { Watch, WatchZone } from "./document";
import { ORIGIN } from "./looks";
import { holding, places, territories, watch } from "./state";

export function ZonesTooltip({ map }: { map: MapLibre }) {
  const shown = watch.data.value;
  if (!shown) return null;
  return (
    <RowTooltip
      map={map}
      index={territories.data.value}
      places={places.value}
      told={(i, row) => ({ name: shown.units.name[i], lines: linesOf(shown, i, holding(row)) })}
      width={290}
      height={150}
      up={130}
    />
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
