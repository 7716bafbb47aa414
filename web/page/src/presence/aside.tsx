// The column beside the map: the synthesis in sentences, the EPCI without contact, the places and the zones one by one, the file to take
// away, and what none of this says. In the tab of policies, what the documents say.
import { Prose } from "../prose";
import { count, figure } from "../number";
import { hovered } from "../state";
import { Beside, Notes, SourceLine, Synthesis, Waiting } from "../synthesis";
import { typeset } from "../typeset";
import { KNOWN } from "./classes";
import { presenceFile, type DeclaredZone, type Presence, type PresenceSite } from "./document";
import { Sign } from "./legend";
import { ofPolicies, policies, presence, view } from "./state";

export const Aside = () => <Beside>{ofPolicies.value ? <PolicyAside /> : <PresenceAside />}</Beside>;

function PresenceAside() {
  const shown = presence.data.value;
  if (!shown || !view.value) return <Waiting />;
  return (
    <>
      <Synthesis of={shown} file={presenceFile(view.value)} />
      <Without of={shown} />
      <Sites of={shown.sites} />
      <Zones of={shown.zones} />
      <Notes of={shown.notes} />
      {shown.synthetic && (
        <p class="synthetic" data-test="synthetic">
          {typeset("Données synthétiques : des lieux inventés, pour montrer ce que la page dira des vrais.")}
        </p>
      )}
      <SourceLine of={shown.source_line} />
    </>
  );
}

function Without({ of: { units, without } }: { of: Presence }) {
  if (!without) return null;
  const far = units.row.map((_, i) => i).filter((i) => units.contact[i] === false);
  const minutes = (i: number) => units.minutes[i] ?? Infinity;
  far.sort((a, b) => minutes(b) - minutes(a));
  return (
    <details open data-test="without">
      <summary>{count(without, "EPCI sans contact", "EPCI sans contact")}</summary>
      <ul>
        {far.map((i) => (
          <li
            key={units.code[i]}
            data-code={units.code[i]}
            onPointerEnter={() => (hovered.value = units.row[i] ?? null)}
            onPointerLeave={() => (hovered.value = null)}
          >
            <span>{typeset(units.name[i] ?? "")}</span>
            <span class="number">{typeset(`${figure(units.minutes[i], units.absence[i])} min`)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Sites({ of }: { of: readonly PresenceSite[] }) {
  if (of.length === 0) return null;
  return (
    <details data-test="sites">
      <summary>{count(of.length, "lieu de l’année", "lieux de l’année")}</summary>
      <ul>
        {of.map((site) => (
          <li key={site.site} class="place" data-site={site.site}>
            <Sign of={site.kind} />
            <span>
              <strong>{typeset(site.name)}</strong>
              {site.synthetic && <em class="synthetic"> inventé</em>}
              <span class="caption">{typeset(aboutSite(site))}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

const aboutSite = ({ kind_label, operator_name, commune_name, rhythm, dates }: PresenceSite): string =>
  [kind_label, operator_name, commune_name ?? "lieu inconnu", rhythm, dates].filter(Boolean).join(", ");

function Zones({ of }: { of: readonly DeclaredZone[] }) {
  if (of.length === 0) return null;
  return (
    <details data-test="zones">
      <summary>{count(of.length, "zone déclarée", "zones déclarées")}</summary>
      <p class="caption">{typeset("Une déclaration n’est pas une présence : elle ne colore rien.")}</p>
      <ul>
        {of.map((zone, i) => (
          <li key={i} class="place">
            <Sign of="zones" />
            <span>
              <strong>{typeset(zone.name)}</strong>
              <span class="caption">
                {typeset([zone.operator_name, zone.scheme ?? "tous ses dispositifs", zone.dates].join(", "))}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function PolicyAside() {
  const known = policies.data.value;
  if (!known) return <Waiting />;
  const of = known.evidence.filter(({ kind }) => kind === view.value?.politique);
  const kind = known.kinds.find(({ slug }) => slug === view.value?.politique);
  return (
    <>
      <h2 data-test="policy-sentence">
        <Prose text={known.sentence} />
      </h2>
      {kind && (
        <p data-test="policy-count">
          {typeset(
            `${kind.label} : ${count(kind.stated, "EPCI dit", "EPCI dits")} par un document, ${count(kind.aimed, "visé", "visés")}, ${count(known.row.length - kind.stated - kind.aimed, "inconnu", "inconnus")}.`,
          )}
        </p>
      )}
      <ul class="said-list" data-test="evidence">
        {of.map((each) => (
          <li key={`${each.status}-${each.territory}`}>
            <strong>{typeset(`${each.territory} (${KNOWN(each.status)})`)}</strong>
            <Prose text={each.sentence} />
            {each.document && <span class="caption">{typeset(`Document : ${each.document}`)}</span>}
          </li>
        ))}
      </ul>
      <Notes of={known.notes} />
    </>
  );
}
