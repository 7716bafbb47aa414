// What the ESS of the territory is made of: shares of jobs by famille, then by section, with the reference as a tick.
import type { Share, Territory } from "../api/document";
import { INK } from "../colour";
import { figure } from "../number";
import { NARROW, typeset } from "../typeset";

const SECTIONS_FIRST = 5;

export function Structure({ of }: { of: Territory }) {
  const { familles, sections, sentence } = of.structure;
  const known = familles.filter((share) => share.share_jobs !== null);
  if (known.length === 0) return null;
  return (
    <section class="structure" data-test="structure">
      <p class="heading">
        <strong>Familles et secteurs</strong>, part des postes
      </p>
      {sentence && <p class="sentence">{typeset(sentence)}</p>}
      <Bars shares={familles} />
      {sections.length > 0 && (
        <>
          <h2>Secteurs d’activité</h2>
          <Bars shares={sections.slice(0, SECTIONS_FIRST)} />
          {sections.length > SECTIONS_FIRST && (
            <details>
              <summary>{typeset(`Les ${sections.length - SECTIONS_FIRST} autres secteurs`)}</summary>
              <Bars shares={sections.slice(SECTIONS_FIRST)} />
            </details>
          )}
        </>
      )}
      <p class="caption">Trait vertical : la référence.</p>
    </section>
  );
}

function Bars({ shares }: { shares: Share[] }) {
  return (
    <table class="bars">
      <tbody>
        {shares.map((share) => (
          <tr key={share.slug}>
            <th scope="row">{typeset(share.label)}</th>
            <td class="track" aria-hidden="true">
              <Bar share={share.share_jobs} reference={share.reference_share_jobs} />
            </td>
            <td class="value">
              {figure(share.share_jobs, null, 0)}
              {share.share_jobs !== null && `${NARROW}%`}
              {share.reference_share_jobs !== null && (
                <span class="unseen">, référence {figure(share.reference_share_jobs, null, 0)} %</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Bar = ({ share, reference }: { share: number | null; reference: number | null }) => (
  <svg viewBox="0 0 100 12" preserveAspectRatio="none" width="100%" height="12">
    <rect x="0" y="2" width={Math.min(100, share ?? 0)} height="8" fill="#F4A636" />
    {reference !== null && (
      <line
        x1={reference}
        x2={reference}
        y1="0"
        y2="12"
        stroke={INK}
        stroke-width="1.6"
        vector-effect="non-scaling-stroke"
      />
    )}
  </svg>
);
