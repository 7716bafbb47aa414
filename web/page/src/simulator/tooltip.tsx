// The ink box: beside the hand that drags, what its gesture changes; beside the pointer, how far a commune is, before and after.
import type { Map as MapLibre } from "maplibre-gl";
import { usePointer } from "../map/pointer";
import { Told, TooltipBox } from "../map/tooltip-box";
import { decimal, figure, percent } from "../number";
import { hovered } from "../state";
import { typeset } from "../typeset";
import type { Simulation } from "./document";
import { signed } from "./signed";
import { communes, held, nameOf, places, shown, today } from "./state";

const WIDTH = 300;

export function SimulatorTooltip({ map }: { map: MapLibre }) {
  const spot = usePointer(map);
  const index = communes.data.value;
  const told = shown.value;
  const hand = held.value;
  const row = hovered.value;
  if (!told || !index) return null;
  const place = hand ? index.code.indexOf(hand.commune) : row === null ? -1 : index.rows.indexOf(row);
  const [lon, lat] = [index.lon[place], index.lat[place]];
  const fixed = typeof lon === "number" && typeof lat === "number" ? map.project([lon, lat]) : null;
  const at = hand ? fixed : place < 0 ? null : spot(index, place);
  if (!at) return null;
  return (
    <TooltipBox map={map} at={at} width={WIDTH} height={150} apart={18} up={130}>
      {hand ? (
        <Gesture of={told} name={nameOf(hand.commune)} />
      ) : (
        <Told name={typeset(index.name[place] ?? "")} lines={linesOf(row ?? -1).map(typeset)} />
      )}
    </TooltipBox>
  );
}

/** Today → after of a figure, and the difference. */
function Gesture({ of, name }: { of: Simulation; name: string }) {
  const at = of.today.population.findIndex((each) => each.minutes === of.minutes);
  const share = (reach: { share: number | null } | undefined) =>
    typeof reach?.share === "number" ? percent(reach.share, 1) : "n.d.";
  const whole = (reach: { within: number | null } | undefined) => figure(reach?.within, null);
  const { difference } = of;
  return (
    <>
      <p>
        <strong class="told-place">{typeset(`À ${name}, à moins de ${decimal(of.minutes)} min d’un lieu`)}</strong>
      </p>
      <dl class="gesture">
        <dt>Habitants</dt>
        <dd>
          {share(of.today.population[at])} → {share(of.after.population[at])}
        </dd>
        <dd class="gained">{signed(difference.population)}</dd>
        <dt>Établissements</dt>
        <dd>
          {whole(of.today.establishments[at])} → {whole(of.after.establishments[at])}
        </dd>
        <dd class="gained">{signed(difference.establishments)}</dd>
        <dt>EPCI enclavés</dt>
        <dd>
          {of.today.enclosed} → {of.after.enclosed}
        </dd>
        <dd class="gained">{signed(difference.enclosed)}</dd>
      </dl>
    </>
  );
}

/** What is said of a commune, a line each: in the box, and to who moves the cursor by keyboard. */
export function linesOf(row: number): string[] {
  const told = shown.value;
  const i = places.value.get(row);
  if (!told || i === undefined) return [];
  const now = told.communes.minutes[i];
  const before = today.data.value?.communes.minutes[i];
  const site = told.sites[told.communes.nearest[i] ?? -1];
  const reached = told.communes.absence[i] === "nil" ? "aucun lieu à sa portée" : "trajet inconnu";
  const minutes = typeof now === "number" ? `${decimal(now)} min jusqu’au lieu le plus proche` : reached;
  if (!told.communes.changed.includes(row)) return [minutes, ...(site ? [site.name] : [])];
  const was = typeof before === "number" ? `${decimal(before)} min` : "sans lieu connu";
  return [`${minutes}, aujourd’hui ${was}`, ...(site ? [site.name] : [])];
}
