// The ink box beside the pointer: name, last beneficiary, how many against how many expected, and what chance says of none.
import type { Map as MapLibre } from "maplibre-gl";
import { RowTooltip } from "../map/row-tooltip";
import { figure } from "../number";
import { classOf, wordsOf } from "./classes";
import { places, territories, units } from "./state";
import type { DeploymentUnits } from "./document";

export function MonitorTooltip({ map }: { map: MapLibre }) {
  const shown = units.data.value;
  if (!shown) return null;
  return (
    <RowTooltip
      map={map}
      index={territories.data.value}
      places={places.value}
      told={(i) => ({ name: shown.name[i], lines: linesOf(shown, i) })}
      width={280}
      height={110}
      up={96}
    />
  );
}

/** What is said of a territory, a line each: in the box, and to who moves the cursor by keyboard. */
export function linesOf(shown: DeploymentUnits, i: number): string[] {
  const last = `Dernier bénéficiaire : ${wordsOf(classOf(shown, i), shown.window)}`;
  if (shown.reached[i] === null) return [last];
  const helped = figure(shown.beneficiaries[i], shown.absence[i]);
  const expected = `Bénéficiaires : ${helped} ; attendus : ${figure(shown.expected[i], null, 1)}`;
  const none = shown.none[i];
  if (shown.reached[i] || typeof none !== "number") return [last, expected];
  return [last, expected, `Probabilité de n’en avoir aucun par hasard : ${figure(none, null, 3)}`];
}
