// The territories reached, scheme by scheme, on one scale: the curve, what a fair spread would have reached with its band, the verdict in
// words. Choosing one shows it on the map.
import { path, runs } from "../chart/runs";
import { decimal } from "../number";
import { Prose } from "../prose";
import { typeset } from "../typeset";
import { endLabels, frame, H, W } from "./curve";
import type { FairSpread, SchemeDeployment } from "./document";
import { Groups } from "./groups";
import { MonitorLorenz } from "./lorenz";
import { Near } from "./near";
import { Waiting } from "./waiting";
import { YearWindow } from "./year-window";
import { chooseScheme, chosen, deployment, fairOf, lines, scheme } from "./state";

export function Curves() {
  const shown = deployment.data.value;
  const said = chosen.value;
  if (!shown || !said) {
    return (
      <section class="curves" aria-label="EPCI atteints" aria-busy="true">
        <div class="bone title" />
        <div class="bone tall" />
        <div class="bone tall" />
      </section>
    );
  }
  const fair = fairOf(said);
  return (
    <section class="curves" aria-labelledby="courbes-titre" id="courbes" tabIndex={-1}>
      <h2 id="courbes-titre" data-test="scheme-sentence">
        <Prose text={said.sentence} />
      </h2>
      {fair && (
        <p class="caption lead" data-test="fair-sentence">
          <Prose text={fair.sentence} />
        </p>
      )}
      <YearWindow of={shown} />
      <p class="caption key">
        {typeset(`EPCI atteints sur ${decimal(shown.open)}, cumul de ${shown.years[0]} à ${shown.years.at(-1)}. `)}
        <span class="whole">
          <svg width="22" height="10" aria-hidden="true">
            <path d="M1 5H21" class="reached" />
          </svg>{" "}
          observé,
        </span>{" "}
        <span class="key-fair">
          <svg width="22" height="12" aria-hidden="true">
            <rect width="22" height="12" class="band" />
            <path d="M0 6H22" class="expected" />
          </svg>{" "}
          attendu
        </span>
      </p>
      <ul class="multiples">
        {lines.value.map((each) => (
          <Multiple key={each.scheme} of={each} open={shown.open} />
        ))}
      </ul>
      <MonitorLorenz of={said} />
      <Waiting of={said} years={shown.years} />
      <Groups />
      <Near of={said.near} />
    </section>
  );
}

function Multiple({ of, open }: { of: SchemeDeployment; open: number }) {
  const fair = fairOf(of);
  const here = of.scheme === scheme.value;
  const short = fair?.shortfall === true;
  return (
    <li>
      <button
        type="button"
        class="multiple"
        aria-pressed={here}
        data-short={short}
        data-test={`curve-${of.scheme ?? "tous"}`}
        onClick={() => chooseScheme(of.scheme)}
      >
        <strong>{of.scheme === null ? "Ensemble" : typeset(of.name)}</strong>
        <span class="verdict">{typeset(fair?.verdict ?? "")}</span>
        <Plot of={of} fair={fair} open={open} />
        <span class="unseen">{typeset(spoken(of, fair, open))}</span>
      </button>
    </li>
  );
}

function Plot({ of, fair, open }: { of: SchemeDeployment; fair: FairSpread | null; open: number }) {
  const { x, y, end } = frame(of.reached.length, open);
  const along = (values: readonly (number | null)[]) =>
    values.map((value, i): [number, number] | null => (value === null ? null : [x(i), y(value)]));
  const [high, low] = [runs(along(fair?.high ?? [])), runs(along(fair?.low ?? []))];
  const band = high.map((run, i) => [...run, ...(low[i] ?? []).toReversed()]);
  const last = of.reached.at(-1) ?? 0;
  const expected = fair?.expected.at(-1);
  const written = endLabels(y(last), y(expected ?? last));
  return (
    <svg width={W} height={H} aria-hidden="true">
      <path class="roof" d={`M0 ${y(open)}H${end - 4}`} />
      <path class="floor" d={`M0 ${y(0)}H${end - 4}`} />
      <path class="band" d={path(band, "Z")} />
      <path class="expected" d={path(runs(along(fair?.expected ?? [])))} />
      <path class="reached" d={path(runs(along(of.reached)))} />
      {of.reached.map((value, i) => (
        <circle key={i} class="point" cx={x(i)} cy={y(value)} r="2" />
      ))}
      {typeof expected === "number" && (
        <text class="end-expected" x={end} y={written.expected} data-test="end-expected">
          {decimal(expected)}
        </text>
      )}
      <text class="end-reached" x={end} y={written.observed} data-test="end-reached">
        {decimal(last)}
      </text>
    </svg>
  );
}

/** The curve in a sentence, for who does not see it. */
function spoken(of: SchemeDeployment, fair: FairSpread | null, open: number): string {
  const reached = ` : ${decimal(of.reached.at(-1) ?? 0)} EPCI atteints sur ${decimal(open)}`;
  const expected = fair?.expected.at(-1);
  if (!fair || typeof expected !== "number") return reached;
  return `${reached}, ${decimal(expected)} attendus d’un partage ${fair.label}`;
}
