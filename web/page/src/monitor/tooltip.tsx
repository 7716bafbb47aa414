// The ink box beside the pointer: name, last beneficiary, how many against how many expected, and what chance says of none.
import type { Map as MapLibre } from "maplibre-gl";
import { usePointer } from "../map/pointer";
import { Told, TooltipBox } from "../map/tooltip-box";
import { figure } from "../number";
import { hovered } from "../state";
import { typeset } from "../typeset";
import { classOf, wordsOf } from "./classes";
import { places, territories, units } from "./state";
import type { DeploymentUnits } from "./document";

const WIDTH = 280;

export function MonitorTooltip({ map }: { map: MapLibre }) {
  const spot = usePointer(map);
  const row = hovered.value;
  const shown = units.data.value;
  const index = territories.data.value;
  if (row === null || !shown || !index) return null;
  const i = places.value.get(row);
  const at = spot(index, index.rows.indexOf(row));
  if (i === undefined || !at) return null;
  return (
    <TooltipBox map={map} at={at} width={WIDTH} height={110} up={96}>
      <Told name={typeset(shown.name[i] ?? "")} lines={linesOf(shown, i).map(typeset)} />
    </TooltipBox>
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
