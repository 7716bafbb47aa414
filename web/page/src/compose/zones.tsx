// The zones that the documents name and whose EPCI they say, to be brought in as one member.
import { count } from "../number";
import { typeset } from "../typeset";
import { bring, composed } from "./composing";
import { same } from "./grouping";
import { known } from "./known";

export function Zones() {
  const [now, among] = [composed.value, known.value];
  const zones = among?.places.filter(({ level }) => level === "zone") ?? [];
  const open = zones
    .filter((zone) => !now?.membres.some((each) => same(each, zone)))
    .sort((a, b) => a.name.localeCompare(b.name, "fr"));
  if (!among || open.length === 0) return null;
  return (
    <details class="zones" data-test="compose-zones">
      <summary>Ajouter une zone déclarée</summary>
      <p class="caption">PETR, contrats et projets dont les documents disent les EPCI.</p>
      <ul>
        {open.map(({ level, code, name }) => (
          <li key={code}>
            <button type="button" class="action" data-test={`zone-${code}`} onClick={() => void bring({ level, code })}>
              {typeset(name)}
            </button>{" "}
            <span class="caption">{typeset(count(among.drawn({ level, code }).length, "EPCI", "EPCI"))}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
