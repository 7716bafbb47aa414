// The ink box beside the pointer: name, minutes, who is there, what is only declared, what was done; each on its own line.
import type { Map as MapLibre } from "maplibre-gl";
import { RowTooltip } from "../map/row-tooltip";
import { count, figure } from "../number";
import { KNOWN, TOLD } from "./classes";
import type { Policies, Presence } from "./document";
import { ofPolicies, places, policies, presence, territories } from "./state";

export function PresenceTooltip({ map }: { map: MapLibre }) {
  const shown = presence.data.value;
  if (!shown) return null;
  return (
    <RowTooltip
      map={map}
      index={territories.data.value}
      places={places.value}
      told={(i) => ({ name: shown.units.name[i], lines: told(i) })}
      width={290}
      height={170}
      up={150}
    />
  );
}

/** What is said of the territory at a place of the columns, in the tab that is open. */
export function told(i: number): string[] {
  const { value: shown } = presence.data;
  const { value: known } = policies.data;
  if (ofPolicies.value) return known ? policyLines(known, i) : [];
  return shown ? linesOf(shown, i) : [];
}

/** A line each: in the box, and to who moves the cursor by keyboard. */
export function linesOf({ units, sites }: Pick<Presence, "units" | "sites">, i: number): string[] {
  const minutes = `Contact le plus proche : ${figure(units.minutes[i], units.absence[i])} min en moyenne`;
  const here = sites.filter(({ epci, contact }) => contact && epci === units.code[i]);
  const places =
    here.length === 0
      ? "Aucun lieu dans l’EPCI"
      : here
          .slice(0, 3)
          .map(({ name, rhythm, days_month }) => (days_month === null ? name : `${name} (${rhythm})`))
          .concat(here.length > 3 ? [`et ${count(here.length - 3, "autre lieu", "autres lieux")}`] : [])
          .join(" ; ");
  const declared = units.declared[i] ?? 0;
  return [
    minutes,
    places,
    declared === 0 ? "Aucune zone déclarée" : `Zone déclarée par ${count(declared, "opérateur", "opérateurs")}`,
    `Activité : ${TOLD[units.activity[i] ?? "nd"]}`,
  ];
}

const policyLines = (of: Policies, i: number): string[] =>
  of.kinds.map(({ label }, k) => `${label} : ${KNOWN(of.known[k]?.[i] ?? null)}`);
