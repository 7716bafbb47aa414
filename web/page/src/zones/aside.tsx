// The column beside the map: what the tests and the lists say of each other, the thresholds that are crossed, each list, how to add to it,
// the file to take away. Where a zone is opened, the zone stands in its place.
import { Prose } from "../prose";
import { Beside, Notes, SourceLine, Synthesis, Waiting } from "../synthesis";
import { typeset } from "../typeset";
import { Adding } from "./adding";
import { Common } from "./thresholds";
import { watchFile, type Origin, type Watch, type WatchZone } from "./document";
import { OpenedZone } from "./opened";
import { ORIGIN } from "./looks";
import { drop, opened, show, view, watch } from "./state";

/** Alerts shown before the rest is asked for. */
const ALERTS = 6;

export function Aside() {
  const zone = opened.value;
  return <Beside>{zone ? <OpenedZone key={zone.zone.key} of={zone} /> : <Lists />}</Beside>;
}

function Lists() {
  const shown = watch.data.value;
  if (!shown || !view.value) return <Waiting />;
  return (
    <>
      <Synthesis of={shown} file={watchFile(view.value)} />
      <Alerts of={shown.alerts} />
      <List of={shown.zones} origin="feuille_de_route" />
      <List of={shown.zones} origin="choisie" />
      <Adding />
      <Common of={shown.thresholds} />
      <List of={shown.zones} origin="trouvee" />
      <Notes of={shown.notes} />
      <SourceLine of={shown.source_line} />
    </>
  );
}

function Alerts({ of }: { of: Watch["alerts"] }) {
  if (of.length === 0)
    return <p data-test="alerts">{typeset("Aucun seuil n’est franchi par les zones des listes.")}</p>;
  const line = ({ key, name, crossed }: Watch["alerts"][number]) => (
    <li key={`${key}-${crossed.threshold}`} data-key={key} data-threshold={crossed.threshold}>
      <button type="button" class="zone-link" onClick={() => show(key)}>
        {typeset(name)}
      </button>
      <Prose text={crossed.sentence} />
    </li>
  );
  return (
    <div data-test="alerts">
      <h3>Seuils franchis, les plus graves d’abord</h3>
      <ul class="said-list">{of.slice(0, ALERTS).map(line)}</ul>
      {of.length > ALERTS && (
        <details>
          <summary>{`${of.length - ALERTS} de plus`}</summary>
          <ul class="said-list">{of.slice(ALERTS).map(line)}</ul>
        </details>
      )}
    </div>
  );
}

const HEADS: Record<Origin, string> = {
  feuille_de_route: "Zones de la feuille de route",
  choisie: ORIGIN.choisie,
  trouvee: "Zones que les tests trouvent",
};

function List({ of, origin }: { of: readonly WatchZone[]; origin: Origin }) {
  const own = of.filter((zone) => zone.origin === origin);
  if (own.length === 0) return null;
  return (
    <div data-test={`list-${origin}`}>
      <h3>{HEADS[origin]}</h3>
      <ul class="said-list">
        {own.map((zone) => (
          <li key={zone.key} data-key={zone.key}>
            <span class="zone-head">
              <button type="button" class="zone-link" onClick={() => show(zone.key)}>
                {typeset(zone.name)}
              </button>
              {origin === "choisie" && (
                <button
                  type="button"
                  class="action"
                  aria-label={typeset(`Retirer ${zone.name} de la liste`)}
                  onClick={() => drop(zone.key)}
                >
                  Retirer
                </button>
              )}
            </span>
            <span class="caption">{typeset(zone.context)}</span>
            <Prose text={zone.sentence} />
            {zone.overlaps.length > 0 && (
              <span class="caption" data-test="overlaps">
                {typeset(zone.overlaps.map(({ sentence }) => sentence).join(" ; "))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
