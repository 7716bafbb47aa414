// What should be looked at, the gravest first. A finding leads to its map: its scheme is shown and its territories are outlined.
import { Prose } from "../prose";
import { typeset } from "../typeset";
import { count } from "../number";
import type { Finding, Gravity } from "./document";
import { barOf, GRAVITY, leads } from "./finding";
import { MonitorRegion } from "./region";
import { deployment, face, finding, findingNames, go } from "./state";

export function Findings() {
  const shown = deployment.data.value;
  return (
    <section class="findings" aria-labelledby="constats-titre" id="constats" tabIndex={-1}>
      <div class="phone-region">
        <MonitorRegion hook="region-phone" />
      </div>
      <h2 id="constats-titre">
        {shown && shown.findings.length > 0
          ? `${count(shown.findings.length, "constat", "constats")} à examiner`
          : "Constats à examiner"}
      </h2>
      {!shown && <Waiting />}
      {shown && (
        <>
          <p class="caption lead" data-test="deployment-sentence">
            <Prose text={shown.sentence} />
          </p>
          {shown.findings.length === 0 ? (
            <p class="empty" data-test="no-finding">
              {typeset(
                "Rien à signaler : sur ces années, le hasard suffit à expliquer les écarts, et aucune activité ne manque.",
              )}
            </p>
          ) : (
            <ol data-test="findings">
              {shown.findings.map((each, i) => (
                <FindingItem key={findingNames.value[i]} of={each} name={findingNames.value[i] ?? ""} />
              ))}
            </ol>
          )}
        </>
      )}
    </section>
  );
}

function FindingItem({ of, name }: { of: Finding; name: string }) {
  const chosen = finding.value === of;
  const content = (
    <>
      <Marks of={of.gravity} />
      <span class="said">
        <span class={of.gravity === 3 ? "finding-sentence grave" : "finding-sentence"}>
          <span class="unseen">{GRAVITY[of.gravity]}. </span>
          <Prose text={of.sentence} />
        </span>
        <ExpectedBar of={of} />
        {of.detail && <span class="caption">{typeset(of.detail)}</span>}
      </span>
    </>
  );
  const show = () => {
    go(chosen ? { constat: null } : { dispositif: of.scheme, constat: name, tableau: false });
    if (!chosen) face.value = "carte";
  };
  return (
    <li>
      {leads(of) ? (
        <button type="button" class="finding" aria-pressed={chosen} data-test={`finding-${name}`} onClick={show}>
          {content}
        </button>
      ) : (
        <div class="finding" data-test={`finding-${name}`}>
          {content}
        </div>
      )}
    </li>
  );
}

/** As many marks as the finding is grave, from below. */
function Marks({ of }: { of: Gravity }) {
  return (
    <svg class="gravity" data-gravity={of} width="10" height="28" aria-hidden="true">
      {[3, 2, 1].map((step, i) => (
        <rect key={step} y={i * 10} width="10" height="8" class={step <= of ? "on" : "off"} />
      ))}
    </svg>
  );
}

/** What is observed as a bar, what was expected as a tick; the same figures are in the sentence. */
function ExpectedBar({ of }: { of: Finding }) {
  const bar = barOf(of);
  if (!bar) return null;
  return (
    <span class="expected-bar" title={typeset(of.unit)}>
      <span class="track" aria-hidden="true">
        <span class="observed" style={{ width: `${bar.bar * 100}%` }} />
        <span class="tick" style={{ left: `${bar.tick * 100}%` }} />
      </span>
      <span class="caption">{typeset(bar.label)}</span>
    </span>
  );
}

const Waiting = () => (
  <div aria-hidden="true">
    {[1, 2, 3, 4].map((each) => (
      <div key={each} class="bones">
        <div class="bone" />
        <div class="bone" style="width:70%" />
      </div>
    ))}
  </div>
);
