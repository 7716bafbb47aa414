// The legend: the histogram of the map's own classes, then the signs in use, each only while it is on the map.
import { LAND, NO_DATA, TONES } from "../colour";
import { patternFill } from "../chart/pattern-defs";
import { IndicatorTerm, MethodTerm } from "../method";
import { bound, count } from "../number";
import type { WhiteZoneKind, Series, Territories } from "../api/document";
import type { Layer } from "../link";
import { own, ownOnMap } from "../own/own";
import { OwnKey } from "../own/own-key";
import { keep, offline, reading, series, sites, territories, view, whiteZones, zones } from "../state";
import { typeset } from "../typeset";
import { CircleKey } from "./circle-key";
import { ClusterKey } from "./cluster-key";
import { CrossedKey } from "./crossed-key";
import { Cutting } from "./cutting";
import { Few, FEW } from "./few";
import { Histogram } from "./histogram";

const UNITS: Record<string, [string, string]> = {
  commune: ["commune", "communes"],
  epci: ["EPCI", "EPCI"],
  departement: ["département", "départements"],
  region: ["région", "régions"],
  zone_emploi: ["zone d’emploi", "zones d’emploi"],
  bassin_vie: ["bassin de vie", "bassins de vie"],
};

export function Legend() {
  const shown = series.data.value;
  if (!shown) {
    return (
      <section class="legend waiting" aria-busy={!offline.value} aria-label="Légende">
        <div class="bone" style="width:60%" />
        <div class="bone tall" />
        <div class="bone" style="width:80%" />
      </section>
    );
  }
  const [one, many] = UNITS[shown.level] ?? ["territoire", "territoires"];
  const mine = ownOnMap.value;
  const valued = mine ? mine.values.size : shown.value.filter((value) => value !== null).length;
  const index = territories.data.value;
  const few = valued <= FEW && index?.level === shown.level;
  return (
    <section class="legend" data-test="legend" aria-label="Légende">
      <h2>
        {mine ? (
          typeset(mine.head)
        ) : reading.value === "croisement" ? (
          "Tiers croisés"
        ) : (
          <IndicatorTerm slug={shown.indicator}>{typeset(unitOf(shown))}</IndicatorTerm>
        )}
        <span class="caption">{valued > 0 && `, ${count(valued, one, many)}`}</span>
      </h2>
      {!mine && shown.filter && (
        <p class="caption" data-test="legend-filter">
          {typeset(`Seulement : ${shown.filter.label}`)}
        </p>
      )}
      {!mine && shown.filter && valued > 0 && shown.numerator.every((counted) => !counted) && <NothingKept />}
      {!mine && shown.classes_year !== null && reading.value !== "croisement" && (
        <p class="caption" data-test="legend-year">
          {typeset(`Fin ${shown.year}, dans les classes de ${shown.classes_year} : les couleurs se comparent.`)}
        </p>
      )}
      {valued === 0 && <p class="empty">{typeset("Aucune valeur à ce niveau : n.d. partout.")}</p>}
      {valued > 0 && <Key series={shown} few={few ? index : null} nouns={[one, many]} />}
      {!mine && shown.across && (
        <p class="caption across" data-test="legend-across">
          {typeset(shown.across)}
        </p>
      )}
      <Signs />
      {mine && <p class="synthetic">{typeset(own.value?.grid.notice ?? "Vos données, non vérifiées")}</p>}
      {!mine && shown.notice && (
        <p class="synthetic" data-test="legend-notice">
          {shown.synthetic ? "Données synthétiques" : typeset(shown.notice)}
        </p>
      )}
    </section>
  );
}

/** No establishment passes the filter anywhere on the map: zeros that are true, and a way out. */
const NothingKept = () => (
  <p class="empty" data-test="nothing-kept">
    {typeset("Aucun établissement ne répond à ce filtre ici : tous les chiffres sont nuls. ")}
    <button type="button" class="action" onClick={() => keep({ famille: [], secteur: [] })}>
      Tout compter
    </button>
  </p>
);

/** What the colours mean, by what the map is read for. */
function Key({ series: shown, few, nouns }: { series: Series; few: Territories | null; nouns: [string, string] }) {
  const read = reading.value;
  if (ownOnMap.value) return <OwnKey of={ownOnMap.value} />;
  if (read === "foyers" || read === "points_chauds") return <ClusterKey reading={read} />;
  if (read === "croisement") return <CrossedKey />;
  return (
    <>
      {few ? <Few series={shown} index={few} /> : <Histogram series={shown} />}
      {!few && shown.beyond && (
        <p class="caption beyond" data-test="legend-beyond">
          {typeset(`Et ${count(shown.beyond.count, ...nouns)} au-delà de ${bound(shown.beyond.from, 0)}.`)}
        </p>
      )}
      {read === "cercles" && <CircleKey series={shown} />}
      <Cutting series={shown} />
    </>
  );
}

/** The unit as a heading; a measure without one is named instead. */
function unitOf(shown: { unit: string; short: string }): string {
  const unit = shown.unit.startsWith("%") ? `${shown.short} (%)` : shown.unit || shown.short;
  return unit.charAt(0).toUpperCase() + unit.slice(1);
}

function Signs() {
  const shown = series.data.value;
  const layers = view.value?.couches ?? [];
  const tests = whiteZones.data.value;
  if (!shown) return null;
  const read = reading.value;
  const rated = !ownOnMap.value && (read === "classes" || read === "deux_cartes");
  const on = (layer: Layer) => layers.includes(layer);
  const white = (kind: WhiteZoneKind) =>
    rated && on(kind) && tests?.level === shown.level && tests.kinds[kind].verdict.includes("oui");
  const absent = shown.value.includes(null);
  const watched = (zones.data.value ?? []).filter((zone) => zone.kind === "watch_zone" && zone.bbox);
  return (
    <ul class="signs">
      {white("offre") && (
        <li>
          <Swatch pattern="offre" />
          <span>
            <MethodTerm slug="zone_blanche_offre">
              Zone blanche<span class="wordy"> établie</span> (offre)
            </MethodTerm>
          </span>
        </li>
      )}
      {white("foyer_froid") && (
        <li>
          <Swatch pattern="foyer_froid" />
          <span>
            <MethodTerm slug="zone_blanche_foyer_froid">
              Bas avec ses voisins<span class="wordy"> (foyer froid)</span>
            </MethodTerm>
          </span>
        </li>
      )}
      {white("accompagnement") && (
        <li>
          <Swatch pattern="accompagnement" />
          <span>
            <MethodTerm slug="zone_blanche_accompagnement">
              Loin de tout lieu connu<span class="wordy"> (accompagnement)</span>
            </MethodTerm>
          </span>
        </li>
      )}
      {white("recours") && (
        <li>
          <Swatch pattern="recours" />
          <span>
            <MethodTerm slug="zone_blanche_recours">
              Sans bénéficiaire<span class="wordy"> (recours)</span>
            </MethodTerm>
          </span>
        </li>
      )}
      {on("surveillance") && watched.length > 0 && (
        <li title={typeset("Déclarée par un document qui la nomme sans la délimiter : ses EPCI restent à confirmer.")}>
          <svg width="24" height="16" aria-hidden="true">
            <rect
              x="1.500"
              y="1.500"
              width="21"
              height="13"
              fill={LAND}
              stroke="#3B4CA0"
              stroke-width="1.800"
              stroke-dasharray="5 3.500"
            />
          </svg>
          <span>
            Zone à surveiller
            <span class="wordy">{watched.some((zone) => zone.certain) ? ", déclarée" : ", contour supposé"}</span>
          </span>
        </li>
      )}
      {on("fiabilite") &&
        (rated || read === "croisement") &&
        shown.reliable.some((sure, i) => !sure && shown.value[i] !== null) && (
          <li>
            <svg width="24" height="16" aria-hidden="true">
              <rect x=".5" y=".5" width="23" height="15" fill={TONES[1]} />
              <rect x=".5" y=".5" width="23" height="15" fill={patternFill("fiabilite")} />
            </svg>
            <MethodTerm slug="fiabilite">Taux peu fiable</MethodTerm>
          </li>
        )}
      {absent && (
        <li>
          <svg width="24" height="16" aria-hidden="true">
            <rect x=".5" y=".5" width="23" height="15" fill={TONES[NO_DATA]} stroke="#DDD7CB" />
          </svg>
          <span>
            n.d.<span class="caption">, non disponible</span>
          </span>
        </li>
      )}
      {shown.published.length > 0 && (
        <li class="caption">En chiffres sur la carte : parts publiées par d’autres, là où le registre se tait.</li>
      )}
      {on("operateurs") && <SiteSigns />}
    </ul>
  );
}

const Swatch = ({ pattern }: { pattern: WhiteZoneKind }) => (
  <svg width="24" height="16" aria-hidden="true">
    <rect x=".5" y=".5" width="23" height="15" fill="#fff" />
    <rect x=".5" y=".5" width="23" height="15" fill={patternFill(pattern)} stroke="#3B4CA0" />
  </svg>
);

/** Signs of the operators' places, and in words those whose place is not known. */
function SiteSigns() {
  const found = sites.data.value;
  if (!found) return null;
  const drawn = found.features.filter((feature) => feature.geometry);
  const stated = drawn.filter((feature) => feature.properties.basis !== "atelier");
  const has = (kind: string) => stated.some((feature) => feature.properties.kind === kind);
  const other = stated.some((feature) => !["siege", "antenne"].includes(feature.properties.kind));
  const workshop = drawn.length > stated.length;
  return (
    <>
      <li class="sites">
        {has("siege") && (
          <span>
            <Dot r={5} fill="#17203A" /> Siège
          </span>
        )}
        {has("antenne") && (
          <span>
            <Dot r={4.2} fill="#fff" stroke="#17203A" width={2.4} /> Antenne
          </span>
        )}
        {other && (
          <span>
            <Dot r={2.6} fill="#17203A" />{" "}
            {has("siege") || has("antenne") ? "Permanence ou autre lieu" : "Lieu d’un opérateur"}
          </span>
        )}
        {workshop && (
          <span>
            <Dot r={4} fill="#FBF9F5" stroke="#3B4CA0" width={1.3} /> Lieu d’un atelier
          </span>
        )}
      </li>
      <li class="caption">{typeset(found.presence.sentence)}</li>
    </>
  );
}

const Dot = ({ r, fill, stroke, width }: { r: number; fill: string; stroke?: string; width?: number }) => (
  <svg width="14" height="14" aria-hidden="true">
    <circle cx="7" cy="7" r={r} fill={fill} stroke={stroke ?? "none"} stroke-width={width ?? 0} />
  </svg>
);
