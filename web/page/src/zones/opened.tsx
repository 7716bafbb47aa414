// A zone that is opened: its indicators together, the thresholds it crosses, what it is made of, the evidence, what the documents say, and
// its years. On a phone it stands before the map.
import { useEffect, useRef } from "preact/hooks";
import { decimal, figure, interval, percent } from "../number";
import { Prose } from "../prose";
import { simulatorAround } from "../simulator/link";
import { typeset } from "../typeset";
import type { Opened, WatchFigure, WatchZone } from "./document";
import { History } from "./history";
import { ORIGIN, VERDICT } from "./looks";
import { add, drop, show, view, watch } from "./state";
import { Own } from "./thresholds";
import { keyOf, readItem } from "./item";

export function OpenedZone({ of }: { of: Opened }) {
  const { zone } = of;
  const head = useRef<HTMLHeadingElement>(null);
  // Who opened it by keyboard reads on from here; the page does not move.
  useEffect(() => head.current?.focus({ preventScroll: matchMedia("(min-width: 761px)").matches }), []);
  const listed = view.value?.zones.some((own) => keyOf(own) === zone.key) ?? false;
  return (
    <article class="opened" data-test="opened" data-key={zone.key}>
      <button type="button" class="action" data-test="close-zone" onClick={() => show(null)}>
        Revenir aux listes
      </button>
      <p class="caption">{typeset(ORIGIN[zone.origin])}</p>
      <h2 ref={head} tabIndex={-1} data-test="zone-name">
        {typeset(zone.name)}
      </h2>
      <p class="caption">{typeset(zone.context)}</p>
      <p class="together" data-test="together">
        <Prose text={zone.sentence} />
      </p>
      {zone.overlaps.length > 0 && (
        <p data-test="overlaps">{typeset(`${zone.overlaps.map(({ sentence }) => sentence).join(" ; ")}.`)}</p>
      )}
      <Crossed of={zone} />
      <Indicators of={zone} />
      <p data-test="aid">
        <Prose text={zone.aid.sentence} />
      </p>
      {listed || zone.origin === "feuille_de_route" ? (
        <Own of={zone} />
      ) : (
        <p>
          <button
            type="button"
            class="action first"
            data-test="watch-this"
            onClick={() => {
              const item = readItem(zone.key);
              if (item) add(item);
            }}
          >
            Ajouter à votre liste
          </button>
        </p>
      )}
      <History of={of} />
      <Parts of={of} />
      <Documents of={of} />
      <Evidence of={of} />
      <p class="ways">
        <a class="action" href={zone.profile} data-test="profile">
          Son profil
        </a>
        <a class="action" href={simulatorFrom(zone)} data-test="simulate">
          Simuler une permanence
        </a>
        <a class="action" href={zone.map}>
          Sa carte dans l’explorateur
        </a>
        {listed && (
          <button type="button" class="action" data-test="drop" onClick={() => drop(zone.key)}>
            Retirer de votre liste
          </button>
        )}
      </p>
    </article>
  );
}

/** The simulator on this zone, with the region and the scheme of this page. */
function simulatorFrom({ name, epci }: WatchZone): string {
  const { region = null, dispositif = null } = view.value ?? {};
  return simulatorAround({ region, dispositif }, { nom: name, epci: epci.map(({ code }) => code) });
}

function Documents({ of: { documents, quotation } }: { of: Opened }) {
  if (documents.length === 0 && !quotation) return null;
  return (
    <details open data-test="documents">
      <summary>Ce que disent les documents</summary>
      {quotation && (
        <figure class="quotation" data-test="quotation">
          <blockquote>{typeset(`« ${quotation.quote} »`)}</blockquote>
          {quotation.document && <figcaption class="caption">{typeset(quotation.document)}</figcaption>}
        </figure>
      )}
      {documents.length > 0 && (
        <ul class="said-list">
          {documents.map((each) => (
            <li key={each}>
              <Prose text={each} />
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

const Crossed = ({ of }: { of: WatchZone }) => (
  <div data-test="crossed">
    <h3>Seuils</h3>
    <ul class="said-list">
      {of.crossed.map(({ threshold, sentence, established }) => (
        <li key={threshold} data-threshold={threshold} data-established={established} class="crossed">
          <Prose text={sentence} />
        </li>
      ))}
      {of.unjudged.map((why) => (
        <li key={why} class="unjudged">
          <Prose text={why} />
        </li>
      ))}
      {of.crossed.length + of.unjudged.length === 0 && <li>Aucun n’est franchi.</li>}
    </ul>
  </div>
);

/** Count, density and share stand together: one of them alone misleads. */
const Indicators = ({ of }: { of: WatchZone }) => (
  <div class="table-scroll" tabIndex={0} role="region" aria-label="Indicateurs de la zone">
    <table class="table small" data-test="indicators">
      <thead>
        <tr>
          <th scope="col">Indicateur</th>
          <th scope="col" class="number">
            Ici
          </th>
          <th scope="col" class="number">
            Référence
          </th>
        </tr>
      </thead>
      <tbody>
        {of.figures.map((each) => (
          <tr key={each.indicator} data-indicator={each.indicator}>
            <th scope="row">{typeset(each.label)}</th>
            <td class="number">
              <Figure of={each} />
            </td>
            <td class="number">
              {each.reference === null ? "–" : typeset(decimal(each.reference, each.decimals))}
              {each.ratio !== null && <span class="caption">{percent(each.ratio)}</span>}
            </td>
          </tr>
        ))}
        <tr data-indicator="minutes">
          <th scope="row">{typeset("Minutes jusqu’au lieu le plus proche")}</th>
          <td class="number">
            {figure(of.minutes, of.minutes_absence, 1)}
            {of.far_share !== null && (
              <span class="caption">
                {typeset(
                  `${percent(of.far_share)} des habitants à plus de ${decimal(watch.data.value?.parameters.t ?? 0)} min`,
                )}
              </span>
            )}
          </td>
          <td class="number">{typeset(of.nearest ?? "n.d.")}</td>
        </tr>
        <tr data-indicator="beneficiaires">
          <th scope="row">
            {typeset(of.aid.window ? `Bénéficiaires, ${of.aid.window.join(" à ")}` : "Bénéficiaires")}
          </th>
          <td class="number">{figure(of.aid.beneficiaries, of.aid.absence)}</td>
          <td class="number">
            {figure(of.aid.expected, null, 1)}
            <span class="caption">attendus</span>
          </td>
        </tr>
      </tbody>
    </table>
  </div>
);

function Figure({ of: { value, absence, low, high, decimals, unit } }: { of: WatchFigure }) {
  const between = interval(low, high, decimals);
  return (
    <>
      {figure(value, absence, decimals)}
      {value !== null && unit.startsWith("%") && typeset(" %")}
      {between && <span class="caption">{typeset(`de ${between}`)}</span>}
    </>
  );
}

function Parts({ of }: { of: Opened }) {
  const { zone } = of;
  const kinds = watch.data.value?.known_kinds ?? [];
  return (
    <details open data-test="parts">
      <summary>{typeset(zone.certain ? "Ses EPCI" : "Ses EPCI candidats")}</summary>
      <div class="table-scroll" tabIndex={0} role="region" aria-label="Tests de chaque EPCI de la zone">
        <table class="table small">
          <thead>
            <tr>
              <th scope="col">EPCI</th>
              {kinds.map(({ slug, name }) => (
                <th key={slug} scope="col">
                  {typeset(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {zone.epci.map(({ code, name, whole, verdicts }) => (
              <tr key={code} data-code={code}>
                <th scope="row">
                  {typeset(name)}
                  {!whole && <span class="caption"> en partie</span>}
                </th>
                {verdicts.map((verdict, i) => (
                  <td key={i} data-verdict={verdict}>
                    {VERDICT[verdict]}
                  </td>
                ))}
              </tr>
            ))}
            <tr class="sum">
              <th scope="row">Le test tient</th>
              {zone.kinds.map(({ kind, oui, of: all }) => (
                <td key={kind} data-kind={kind}>
                  {typeset(`${decimal(oui)} sur ${decimal(all)}`)}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </details>
  );
}

const Evidence = ({ of }: { of: Opened }) => (
  <details data-test="evidence">
    <summary>Les preuves, test par test</summary>
    {of.tests.map(({ code, name, tests }) => (
      <div key={code} class="evidence">
        <h3>{typeset(name)}</h3>
        <ul class="said-list">
          {tests.map(({ kind, label, verdict_label, sentence }) => (
            <li key={kind}>
              <strong>{typeset(`${label} : ${verdict_label}`)}</strong>
              <Prose text={sentence} />
            </li>
          ))}
        </ul>
      </div>
    ))}
  </details>
);
